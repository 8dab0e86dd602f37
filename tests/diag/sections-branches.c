/* SPDX-License-Identifier: MIT */
/* No branch goes from one section to another, or out of one. */
void work(int);

void branches(int n)
{
    while (n) {
#pragma shm parallel sections
        {
            if (n)
                goto second;
#pragma shm section
            {
            second:
                return;
            }
#pragma shm section
            break;
        }
    }
}

int into(int n)
{
    switch (n) {
#pragma shm parallel sections
        {
        case 1:
            work(1);
#pragma shm section
        case 2:
            work(2);
        }
    }
#pragma shm sections
    {
    first:
        work(n);
#pragma shm section
        if (n)
            goto first;
#pragma shm section
        {
        again:
            if (n--)
                goto again;
        }
    }
    return n;
}
