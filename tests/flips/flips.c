/* SPDX-License-Identifier: MIT */
/* flips.c -- wild stores into control memory, one byte at a time.
 *
 *     flips EVERY     changes every byte (1), each tenth (10), ...
 *
 * A process of program.c stops at a fault point and changes one byte of what
 * master and workers share: in the control words, in a slot, in the words of
 * a ring or of the chunks.  Two ends are good: the right result, or an error.
 * A wrong result, a crash of the master or no end are not.
 *
 * Each change is tried in a process of its own, forked from this one. */
#include "chunks.h"
#include "flips.h"
#include "shm.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = 20 /* seconds */ };

/* How a program ends; BEYOND: there is no such byte, or no such stop. */
enum end { RIGHT, ERROR, WRONG, NO_END, CRASH, BEYOND, ENDS };
static const char *const end_names[ENDS] = {
    "right", "an error", "a wrong result", "no end", "a crash"
};

/* Where a process stops, in its passing number `passing` of that point. */
static const struct stop {
    const char *point;
    int passing;
} stops[] = {
    { "master.forked", 1 }, { "master.forked", 2 }, { "worker.start", 1 },
    { "chunk.commit", 2 },  { "chunk.done", 1 },    { "chunk.committed", 2 },
    { "commit.begin", 1 },  { "commit.done", 1 },
};

/* What is changed there: byte `at` of an area, in one of these ways. */
enum { TO_ZERO, TO_ONES, LOW_BIT, HIGH_BIT, WAYS };
enum { CONTROL, SLOT_0, SLOT_1, RING_0, RING_1, CHUNKS, AREAS };
static const char *const area_names[AREAS] = {
    "control", "slot 0", "slot 1", "ring 0", "ring 1", "chunks"
};
static const char *const way_names[WAYS] = { "= 0", "= 0xff", "^= 1",
                                             "^= 0x80" };

static struct {
    const struct stop *stop;
    int area, way;
    size_t at;
} plan;

static unsigned char *
area_of(const struct shmrt_team *team, size_t *size)
{
    switch (plan.area) {
    case CONTROL:
        *size = offsetof(struct control, work) + 2 * sizeof(struct work);
        return (unsigned char *)team->control;
    case SLOT_0:
    case SLOT_1:
        *size = sizeof(struct slot);
        return (unsigned char *)&team->slots[plan.area - SLOT_0];
    case RING_0:
    case RING_1:
        *size = offsetof(struct ring, bytes);
        return (unsigned char *)&team->rings[plan.area - RING_0];
    default:
        *size = sizeof(struct chunk_table)
                + team->chunks->count * sizeof(uint32_t);
        return (unsigned char *)team->chunks->table;
    }
}

static void
flip(volatile unsigned char *byte)
{
    switch (plan.way) {
    case TO_ZERO: *byte = 0; break;
    case TO_ONES: *byte = 0xff; break;
    case LOW_BIT: *byte ^= 1; break;
    default: *byte ^= 0x80;
    }
}

/* Called by the runtime, in its processes. */
void fault_point(const char *name);

/* Of all processes: how often the stop was passed; nothing was changed. */
static _Atomic int *passed, *beyond;

void
fault_point(const char *name)
{
    struct shmrt_team *team = process.teams;
    unsigned char *area;
    size_t size;

    if (!team)
        team = process.level->team;
    if (!plan.stop || !team || strcmp(name, plan.stop->point) != 0
        || atomic_fetch_add(passed, 1) + 1 != plan.stop->passing)
        return;
    area = area_of(team, &size);
    if (plan.at < size)
        flip(area + plan.at);
    else
        *beyond = 1;
}

/* One change: how it ended. */
static int
try_one(void)
{
    struct shm_error error;
    int status;
    pid_t pid;

    atomic_store(passed, 0);
    atomic_store(beyond, 0);
    pid = fork();
    if (pid == 0) {
        alarm(LIMIT);
        status = program_is_right(&error) ? RIGHT : WRONG;
        _exit(error.kind == SHM_OK ? status : ERROR);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid) {
        perror("flips");
        exit(2);
    }
    if (plan.stop && (*beyond || *passed < plan.stop->passing))
        return BEYOND;
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    return WTERMSIG(status) == SIGALRM ? NO_END : CRASH;
}

/* What a worker says it has worked on cannot be told from what it has: the
 * place of its messages among the ordered ones. */
static size_t
first_byte(void)
{
    bool slot = plan.area == SLOT_0 || plan.area == SLOT_1;

    return slot ? offsetof(struct slot, first) : 0;
}

/* All bytes of an area, each `every`-th time; returns how many ends were bad. */
static int
try_area(unsigned every, unsigned *turn, unsigned long ends[ENDS])
{
    size_t first = first_byte();
    int bad = 0, end = RIGHT;

    for (plan.at = first; end != BEYOND; plan.at++) {
        for (plan.way = 0; plan.way < WAYS && end != BEYOND; plan.way++) {
            if (plan.at > first && ++*turn % every != 0)
                continue;
            end = try_one();
            ends[end]++;
            if (end <= ERROR || end == BEYOND)
                continue;
            bad++;
            printf("%s, passing %d: byte %zu of %s %s: %s\n",
                   plan.stop->point, plan.stop->passing, plan.at,
                   area_names[plan.area], way_names[plan.way],
                   end_names[end]);
        }
    }
    return bad;
}

int
main(int argc, char **argv)
{
    unsigned every = argc > 1 ? (unsigned)atoi(argv[1]) : 1, turn = 0;
    unsigned long ends[ENDS] = { 0 };
    int bad = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    process_start();
    passed = shared_map(2 * sizeof *passed);
    beyond = passed + 1;
    if (!passed || every == 0 || try_one() != RIGHT) {
        puts("flips: the program is not right without a change");
        return 2;
    }
    for (size_t s = 0; s < sizeof stops / sizeof *stops; s++) {
        plan.stop = &stops[s];
        for (plan.area = 0; plan.area < AREAS; plan.area++)
            bad += try_area(every, &turn, ends);
    }
    printf("%lu right, %lu errors, %d bad\n", ends[RIGHT], ends[ERROR], bad);
    return bad != 0;
}
