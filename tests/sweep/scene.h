/* SPDX-License-Identifier: MIT */
/* scene.h -- the scenes, and how each judges the end of its region.
 *
 * They are compiled by shmcc, with POLICY for what onfail says: abort,
 * retry(n).  Whatever it is, there are two ends: all of the result, or the
 * death of the victim in `error` and nothing of the result.
 */
#ifndef SCENE_H
#define SCENE_H 1

#include <shm.h>

#include "sweep.h"

void scene_expect(const struct shm_error *, long result, long all);

/* What ordered blocks saw: all of 0, 1, ... count - 1 but for `left_out`, or
 * on a failure the first ones of it. */
void scene_log(int value);
void scene_expect_log(const struct shm_error *, int count, int left_out);

void scene_barrier(void);
void scene_birth(void);
void scene_chunks(void);
void scene_commit(void);
void scene_critical(void);
void scene_exchange(void);
void scene_full(void);
void scene_large(void);
void scene_lock(void);
void scene_master(void);
void scene_messages(void);
void scene_nested(void);
void scene_ordered(void);
void scene_reborn(void);
void scene_retry(void);
void scene_single(void);
void scene_turns(void);
void scene_wrap(void);

#endif
