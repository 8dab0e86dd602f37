/* SPDX-License-Identifier: MIT */
/* Names with which the compiler marks what it sends to the preprocessor. */
void f(void)
{
#pragma shm parallel num_workers(2) shmrt_mark_probe 0 shmrt_mark_end
    ;
#pragma shm parallel num_workers(shmrt_mark_directive_3)
    ;
#pragma shm parallel num_workers(2) nowait
    ;
}
