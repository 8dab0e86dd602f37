/* SPDX-License-Identifier: MIT */
/* copyprivate: not with nowait, and whole variables that can
 * be assigned to. */
extern int open[];

void lists(int n, int *p)
{
    const int fixed = 1;
    register int fast = 2;
    int a[4], x = 0, y = 0;

#pragma shm parallel
    {
#pragma shm single copyprivate(x) nowait
        x = 1;
#pragma shm single nowait copyprivate(x)
        x = 1;
#pragma shm single copyprivate(fixed)
        x = 1;
#pragma shm single copyprivate(fast, a[0:2], open)
        fast = x;
#pragma shm single copyprivate(x, y, x) private(y)
        x = 1;
#pragma shm single copyprivate(lists)
        x = 1;
#pragma shm single copyprivate(x) copyprivate(y, p, a)
        x = y = 1;
    }
}
