/* SPDX-License-Identifier: MIT */
/* Mistakes in the headers of loops, each of them told once. */
int loops(int n, double *a)
{
    int last = 0;

#pragma shm parallel for
    for (int i = missing_first; i < n; i++)
        a[i] = 0;
#pragma shm parallel for
    for (int i = 0;
         i < missing_end;
         i++)
        a[i] = 0;
#pragma shm parallel for
    for (int i = 0; i < n;
         i += missing_step)
        a[i] = 0;
#pragma shm parallel for collapse(2) lastprivate(last)
    for (int i = 0; i < n; i++)
        for (int k = 0;
             k < missing_inner; k++) {
            last = i;
            a[i] = missing_body;
        }
    return last;
}
