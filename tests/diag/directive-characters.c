// cflags: -w
/* SPDX-License-Identifier: MIT */
/* What is no word of C, in a directive. */
void characters(int n)
{
#pragma shm parallel num_workers(@)
    ;
#pragma shm parallel label("open)
    n++;
#pragma shm parallel label('o)
    n++;
}
