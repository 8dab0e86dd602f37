/* SPDX-License-Identifier: MIT */
/* The variable of a loop. */
enum { CONSTANT };

void variables(int n)
{
#pragma shm for
    for (CONSTANT = 0; CONSTANT < n; CONSTANT++)
        ;
#pragma shm for
    for (unknown = 0; unknown < n; unknown++)
        ;
}
