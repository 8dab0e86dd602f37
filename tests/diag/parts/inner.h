/* SPDX-License-Identifier: MIT */
static inline void inner(void)
{
#pragma shm paralel
    ;
#pragma shm parallel one
    ;
}
