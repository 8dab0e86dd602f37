/* SPDX-License-Identifier: MIT */
/* flips.h -- between program.c, which shmcc compiles, and flips.c. */
#ifndef FLIPS_H
#define FLIPS_H 1

struct shm_error;

int program_is_right(struct shm_error *);

#endif
