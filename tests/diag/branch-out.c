/* SPDX-License-Identifier: MIT */
/* No branch leaves the block of a directive. */
static void work(int);

int leave(int n, int *a)
{
#pragma shm parallel
    {
        if (n == 3)
            return 1;
        if (n == 4)
            goto out;
    }
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        if (a[i] == 1)
            break;
        if (a[i] == 2)
            continue;
        if (a[i] == 3)
            return i;
        if (a[i] == 4)
            goto out;
    }
#pragma shm parallel for collapse(2)
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (a[j] > a[i])
                break;
    for (int i = 0; i < n; i++) {
#pragma shm parallel
        {
            if (i == 1)
                continue;
            if (i == 2)
                break;
        }
    }
    switch (n) {
    case 1:
#pragma shm critical
    {
        work(n);
        break;
    }
    }
#pragma shm parallel
    {
        __asm__ goto("" : : : : inside, out);
    inside:
        work(n);
    }
out:
    return 0;
}
