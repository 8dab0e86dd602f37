/* SPDX-License-Identifier: MIT */
/* Names that begin with shmrt_ are the translator's. */
#define OTHER shmrt_from_macro

static int shmrt_x, OTHER;

void f(int shmrt)
{
#pragma shm parallel
    shmrt_x = shmrt;
}
