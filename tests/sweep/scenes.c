/* SPDX-License-Identifier: MIT */
/* scenes.c -- the table of scenes, and what they share. */
#include "scene.h"

#include <signal.h>

const struct scene scenes[] = {
    { "barrier", FROM_BODY, scene_barrier },
    { "birth", FROM_BIRTH, scene_birth },
    { "chunks", FROM_BODY, scene_chunks },
    { "commit", FROM_BODY, scene_commit },
    { "critical", FROM_BODY, scene_critical },
    { "exchange", FROM_BODY, scene_exchange },
    { "full", FROM_BODY, scene_full },
    { "large", FROM_BODY, scene_large },
    { "lock", FROM_BODY, scene_lock },
    { "master", FROM_MASTER, scene_master },
    { "messages", FROM_BODY, scene_messages },
    { "nested", FROM_BODY, scene_nested },
    { "ordered", FROM_BODY, scene_ordered },
    { "reborn", FROM_BIRTH, scene_reborn },
    { "retry", FROM_BODY, scene_retry },
    { "single", FROM_BODY, scene_single },
    { "turns", FROM_BODY, scene_turns },
    { "wrap", FROM_BODY, scene_wrap },
};

const int scene_count = sizeof scenes / sizeof *scenes;

void
scene_expect(const struct shm_error *error, long result, long all)
{
    if (error->kind == SHM_OK) {
        if (result != all)
            sweep_wrong("no error, and %ld in place of %ld", result, all);
    } else {
        if (error->kind != SHM_SIGNAL || error->code != SIGKILL)
            sweep_wrong("error: %.150s", error->message);
        if (result != 0)
            sweep_wrong("an error, and a result of %ld", result);
    }
}

/* Only one at a time is here; who dies before the count is raised has logged
 * nothing. */
void
scene_log(int value)
{
    int at = world->logged;

    if (at < LOG_ROOM) {
        world->log[at] = value;
        world->logged = at + 1;
    }
}

void
scene_expect_log(const struct shm_error *error, int count, int left_out)
{
    int at = 0;

    for (int i = 0; i < count && at < world->logged; i++) {
        if (i == left_out)
            continue;
        if (world->log[at] != i)
            sweep_wrong("%d in place of %d", world->log[at], i);
        at++;
    }
    if (error->kind == SHM_OK && at != count - (left_out < count))
        sweep_wrong("only %d of %d", at, count);
    if (at != world->logged)
        sweep_wrong("%d too many", world->logged - at);
}
