/* SPDX-License-Identifier: MIT */
/* What is no C at all is refused by the compiler, in its words. */

int syntax(int n)
{
#pragma shm parallel for
    for (int i = 0; i < n; i++)
        ;
#pragma shm parallel
    {
        n = 3 +;
    }
    return n;
}
