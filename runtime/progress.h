/* SPDX-License-Identifier: MIT */
/* progress.h -- how far a loop has come: progress.c, progress_draw.c. */
#ifndef SHM_PROGRESS_H
#define SHM_PROGRESS_H 1

#include "library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct shmrt_loop;
struct shmrt_team;
struct schedule_span;

/* In the master. */
void progress_tick(struct shmrt_team *); /* looks, if it is time to */
/* Iterations done of the loop at that position. */
uint64_t progress_done(const struct shmrt_team *, uint64_t position);
void progress_region_end(struct shmrt_team *);
/* Loops that are not shared out. */
void progress_serial_begin(void); /* a region in serial mode */
void progress_loop_begin(const struct shmrt_loop *);
void progress_loop_end(const struct shmrt_loop *);
void progress_piece(const struct shmrt_loop *, unsigned long long done);
/* The next piece of it; false: it is not cut. */
bool progress_cut(const struct shmrt_loop *, struct schedule_span *);

/* ---- progress_draw.c ------------------------------------------------------ */

bool progress_draw_start(void); /* false: no memory */
/* As SHM_PROGRESS says.  Of a loop that is finished, the last time. */
void progress_draw(const struct shm_progress *);
/* The bar as one line of at most so many columns; for tests. */
void progress_bar(const struct shm_progress *, unsigned columns, char *to,
                  size_t room);

#pragma GCC visibility pop

#endif
