/* SPDX-License-Identifier: MIT */
/* retry.h -- what the master does about the dead under onfail(retry) and
 * onfail(skip); retry.c.  All but retry_open, retry_is_due and retry_without
 * are called for teams that have chunks only.
 */
#ifndef SHM_RETRY_H
#define SHM_RETRY_H 1

#include "chunks.h"

#pragma GCC visibility push(hidden)

struct shm_error; /* shm.h */

/* Before the fork: what the clause or the environment asks for.  False: no
 * memory. */
bool retry_open(struct shmrt_team *, int workers);
/* There are fewer workers than were asked for: chunks that would be theirs are
 * for anybody. */
void retry_without(struct shmrt_team *);
/* The worker is dead and its ring is empty.  True: the region goes on.  Else
 * the error says why not. */
bool retry_takes(struct shmrt_team *, int worker, struct shm_error *);
/* Are workers to be forked? */
bool retry_is_due(struct shmrt_team *);
/* Forks them: true in a new worker. */
bool retry_fork(struct shmrt_team *);
/* All have ended: is all done that should be?  Says what was given up. */
void retry_end(struct shmrt_team *);

#pragma GCC visibility pop

#endif
