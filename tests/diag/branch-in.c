/* SPDX-License-Identifier: MIT */
/* No branch enters the block of a directive. */
static void work(int);

void enter(int n)
{
    if (n == 1)
        goto inside;
#pragma shm parallel
    {
        work(1);
    inside:
        work(2);
    }
    switch (n) {
#pragma shm critical
    {
    case 1:
        work(3);
    default:
        work(4);
    }
    }
#pragma shm parallel
    {
        if (n == 2)
            goto deeper;
#pragma shm critical
        {
        deeper:
            work(5);
        }
    }
}
