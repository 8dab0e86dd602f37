/* SPDX-License-Identifier: MIT */
/* private says what is so anyway; it cannot take back a `shared`. */
static int a, b;
#pragma shm shared(a)
#pragma shm private(a, b)

void f(void)
{
#pragma shm parallel
    b = a;
}
