/* SPDX-License-Identifier: MIT */
/* failure.h -- what goes wrong, and what is said of it: failure.c, death.c,
 * timeout.c.
 */
#ifndef SHM_FAILURE_H
#define SHM_FAILURE_H 1

#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct shm_error; /* shm.h */
struct shmrt_place;
struct shmrt_team;
struct member;

/* ---- failure.c ------------------------------------------------------------ */

/* The region has failed: describes it in the object of error(e), kills the
 * team and returns; or reports and ends the program. */
void failure_of_region(struct shmrt_team *, const struct shm_error *,
                       int status);
/* The same for what no worker is the cause of; kind is a shm_error_kind. */
void failure_in_master(struct shmrt_team *, int kind, int code,
                       const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Worker: is there an error(e) or onfail(skip) that takes what it has to say?
 */
bool failure_is_awaited(void);
/* Worker: leaves it in its slot. */
void failure_note(int kind, int code, const char *text);

/* ---- death.c: why a process ended; returns the exit status ---------------- */

/* Sets member.starved as well. */
int death_describe(const struct shmrt_team *, int worker, struct shm_error *);
/* Of a task, said at once; `exited`: it called exit. */
int death_report_task(const struct shmrt_place *, struct member *,
                      bool exited);
/* " in iteration 517, chunk 500..599", or nothing, of one that lives. */
enum { DEATH_TEXT = 160 };
void death_where(const struct shmrt_team *, int worker,
                 char text[DEATH_TEXT]);
void death_baseline(void); /* before the first fork: OOM counter */

/* ---- timeout.c ------------------------------------------------------------ */

/* In a worker with a time limit: its chunk begins now, or it is in none
 * (internal.h has the test for the limit); it waits, and goes on, with what
 * the other function gave. */
enum clock_wait { CLOCK_WAITS_TEAM = 1, CLOCK_WAITS_MASTER = 2,
                  CLOCK_WAITS = 3 };
void chunk_clock_set(bool runs);
uint64_t chunk_clock_wait(enum clock_wait);
void chunk_clock_go(uint64_t since);
/* In the master: before the fork; is a worker to be killed; milliseconds to
 * the next time that one may be, at most so many. */
void timeout_start(struct shmrt_team *);
bool timeout_is_over(struct shmrt_team *, int worker);
int timeout_next(struct shmrt_team *, int most);

#pragma GCC visibility pop

#endif
