/* SPDX-License-Identifier: MIT */
/* lastprivate assigns, so it needs a variable that can be assigned to. */
static const int fixed = 1;
extern double open[];

void loops(int n)
{
    register int fast = 0;

#pragma shm parallel for lastprivate(fixed)
    for (int i = 0; i < n; i++)
        fast = i;
#pragma shm parallel for lastprivate(open, fast) firstprivate(fixed)
    for (int i = 0; i < n; i++)
        fast = i + fixed;
}
