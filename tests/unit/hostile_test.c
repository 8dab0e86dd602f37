/* SPDX-License-Identifier: MIT */
/* hostile_test.c -- control memory that a wild store of a worker has changed:
 * the program ends with the right answer or with status 70 and a message, and
 * the master neither crashes nor hangs.
 *
 *     HOSTILE_SEED=7 HOSTILE_COUNT=20000   more flips, and others
 */
#include "runtime_testing.h"

#include <sys/mman.h>

#include "chunks.h"
#include "mailbox.h"

enum { WORKERS = 2, ITERATIONS = 40, RIGHT = ITERATIONS * (ITERATIONS - 1) / 2 };
enum stop { BEFORE_LOOP, IN_CRITICAL, IN_ORDERED, STOPS, IN_RETRIED = STOPS };

/* What worker 1 does to control memory, at a stop. */
struct attack {
    enum stop stop;
    size_t offset; /* as attackable() counts */
    int how;       /* 0, 0xff, ^1, ^0x80 */
};

static void *lock;

/* Where the numbers stand by which control memory works, of those that the
 * region below uses.  The rest of it are texts, and bytes with seals. */
enum {
    CONTROL = offsetof(struct control, work[1]),
    SLOT = offsetof(struct slot, note),
    RING = offsetof(struct ring, bytes),
    ATTACKABLE = CONTROL + WORKERS * (SLOT + RING),
    TABLE = sizeof(struct chunk_table) + 14 * sizeof(uint32_t)
};

static unsigned char *
attackable(const struct shmrt_team *team, size_t offset)
{
    if (offset < CONTROL)
        return (unsigned char *)team->control + offset;
    offset -= CONTROL;
    if (offset < WORKERS * SLOT)
        return (unsigned char *)&team->slots[offset / SLOT] + offset % SLOT;
    offset -= WORKERS * SLOT;
    if (offset >= WORKERS * RING)
        return (unsigned char *)team->chunks->table + offset - WORKERS * RING;
    return (unsigned char *)&team->rings[offset / RING] + offset % RING;
}

static void
strike(const struct shmrt_team *team, const struct attack *attack,
       enum stop stop)
{
    volatile unsigned char *byte;

    if (attack->stop != stop || shm_worker_num() != 1)
        return;
    byte = attackable(team, attack->offset);
    switch (attack->how) {
    case 0: *byte = 0; break;
    case 1: *byte = 0xff; break;
    case 2: *byte ^= 1; break;
    default: *byte ^= 0x80;
    }
}

/* A reduction, messages, critical and ordered blocks, and a barrier. */
static void
attacked(void *data)
{
    const struct attack *attack = data;
    long sum = 0, sent = 0;

    REGION(WORKERS, shmrt_reduction(&R, 0, sizeof sum);
        R.has_count = 1; R.count = ITERATIONS;
        R.has_timeout = 1; R.timeout = 0.3,
        strike(R.team, attack, BEFORE_LOOP);
        LOOP(ITERATIONS, L.combined = 1; L.ordered = 1;
             L.schedule = SHMRT_SCHED_DYNAMIC; L.chunk = 3,
             shmrt_critical_begin(&lock, "hostile", &here);
             if (i > 9)
                 strike(R.team, attack, IN_CRITICAL);
             sum += (long)i;
             shmrt_critical_end(&lock);
             shmrt_ordered_begin(&here);
             if (i > 19)
                 strike(R.team, attack, IN_ORDERED);
             shmrt_ordered_end();
             shmrt_send_begin(&R, 0, (int)i % 2);
             shmrt_send(&R, &(long){ (long)i }, sizeof(long));
             shmrt_send_end(&R));
        shmrt_put(&R, 0, &sum),
        if (k == SHMRT_REDUCE)
            sent += *(long *)shmrt_receive(&R, sizeof sent);
        else
            for (int w = 0; shmrt_part(&R, 0, w); w++)
                sum += *(const long *)shmrt_part(&R, 0, w));
    printf("%ld %ld", sum, sent);
}

/* ---- one byte ------------------------------------------------------------- */

/* The same under onfail(retry), where chunks are claimed and committed one by
 * one.  One strike: a fresh worker 1 makes no other. */
static void
attacked_retry(void *data)
{
    const struct attack *attack = data;
    int *struck = shm_calloc(1, sizeof *struck);
    struct shmrt_loop L;
    long sum = 0;

    shmrt_loop_init(&L, &there, ITERATIONS);
    L.combined = 1;
    L.schedule = SHMRT_SCHED_DYNAMIC;
    L.chunk = 3;
    REGION(WORKERS, R.onfail = SHMRT_ONFAIL_RETRY; R.retries = 2;
        R.has_count = 1; R.count = ITERATIONS; R.loop = &L;
        R.has_timeout = 1; R.timeout = 0.3;
        shmrt_reduction(&R, 0, sizeof sum),
        sum = 0;
        shmrt_resume(&R, 0, &sum);
        shmrt_loop_start(&L);
        while (shmrt_loop_next(&L)) {
            for (shmrt_count i = L.first; i < L.last; i++) {
                shmrt_iteration(i);
                sum += (long)i;
            }
            if (shm_worker_num() == 1 && !*struck) {
                *struck = 1;
                strike(R.team, attack, IN_RETRIED);
            }
            if (L.commit)
                shmrt_put(&R, 0, &sum);
        }
        shmrt_loop_end(&L);
        shmrt_put(&R, 0, &sum),
        sum = 0;
        for (int w = 0; shmrt_part(&R, 0, w); w++)
            sum += *(const long *)shmrt_part(&R, 0, w));
    printf("%ld %d", sum, RIGHT);
}

static int
setting(const char *name, int standard)
{
    const char *value = getenv(name);

    return value ? atoi(value) : standard;
}

static void
test_flips(void **state)
{
    int seed = setting("HOSTILE_SEED", 1), count = setting("HOSTILE_COUNT",
                                                           400);
    int damaged = 0;
    char right[32];

    (void)state;
    snprintf(right, sizeof right, "%d %d", RIGHT, RIGHT);
    printf("# HOSTILE_SEED=%d HOSTILE_COUNT=%d\n", seed, count);
    srandom((unsigned)seed);
    for (int i = 0; i < count; i++) {
        bool retry = i % 2;
        struct attack attack = { retry ? IN_RETRIED
                                       : (enum stop)(random() % STOPS),
                                 (size_t)random()
                                     % (ATTACKABLE + (retry ? TABLE : 0)),
                                 (int)(random() % 4) };
        struct outcome *o = run(retry ? attacked_retry : attacked, &attack);

        damaged += status_of(o) == 70;
        if (status_of(o) == 70 || (status_of(o) == 0
                                   && strcmp(o->out, right) == 0))
            continue;
        print_error("stop %d, byte %zu, %d: status %d, %s\n%s\n", attack.stop,
                    attack.offset, attack.how, status_of(o), o->out, o->err);
        _fail(__FILE__, __LINE__);
    }
    printf("# %d of %d flips were found out\n", damaged, count);
}

/* ---- all of it, while the master reads -------------------------------------- */

static void
fill(const struct shmrt_team *team, int how)
{
    volatile unsigned char *memory = team->segment->memory;
    const size_t size = team->segment->size;
    long long end = now_ms() + 30;

    if (how < 2) {
        memset((void *)memory, how ? 0xff : 0, size);
        return;
    }
    srandom((unsigned)how);
    while (now_ms() < end)
        for (int i = 0; i < 1000; i++)
            memory[(size_t)random() % (i % 2 ? size : 16384)]
                = (unsigned char)random();
}

/* One worker writes over everything, the other one, which has begun, and the
 * master go on. */
static void
filled(void *how)
{
    volatile int *begun = shm_calloc(1, sizeof *begun);

    REGION(WORKERS, R.has_timeout = 1; R.timeout = 0.3,
        if (shm_worker_num() == 1) {
            while (!*begun)
                short_sleep(1);
            fill(R.team, *(int *)how);
            _exit(0); /* so that the region ends, whatever was lost */
        } else
            for (int i = *begun = 1; i < 100000; i++) {
                shmrt_send_begin(&R, 0, i % 2);
                shmrt_send(&R, &i, sizeof i);
                shmrt_send_end(&R);
            },
        (void)shmrt_receive(&R, sizeof(int)));
}

static void
test_fills(void **state)
{
    (void)state;
    for (int how = 0; how < 12; how++) {
        long long began = now_ms();
        struct outcome *o = run(filled, &how);

        if (!WIFEXITED(o->status) || now_ms() - began > 20000) {
            print_error("fill %d: status %d\n%s\n", how, status_of(o), o->err);
            _fail(__FILE__, __LINE__);
        }
    }
}

/* ---- where it lies ------------------------------------------------------- */

/* The protection of the mapping that holds the address: "rw-s"; "": none. */
static void
protection(const void *address, char text[5])
{
    FILE *f = fopen("/proc/self/maps", "r");
    unsigned long first, last;
    char line[512];

    CHECK(f != NULL);
    text[0] = '\0';
    while (fgets(line, sizeof line, f)) {
        CHECK(sscanf(line, "%lx-%lx", &first, &last) == 2);
        if ((uintptr_t)address >= first && (uintptr_t)address < last)
            CHECK(sscanf(line, "%*s %4s", text) == 1);
    }
    fclose(f);
}

static void
check_guarded(const char *memory, size_t size)
{
    char text[5];

    protection(memory - 1, text);
    CHECK(strncmp(text, "---", 3) == 0);
    protection(memory + (size + 4095) / 4096 * 4096, text);
    CHECK(strncmp(text, "---", 3) == 0);
    protection(memory, text);
    CHECK(strcmp(text, "rw-s") == 0);
}

/* In a worker, and in a child of its own, which has no control memory. */
static void
laid_out(void *unused)
{
    char *array = shm_malloc(1 << 20);

    (void)unused;
    REGION(1, NOTHING,
        const char *memory = R.team->segment->memory;
        char text[5];
        int status;
        check_guarded(memory, R.team->segment->size);
        check_guarded((const char *)program(), sizeof *program());
        CHECK(array < memory || array > memory + R.team->segment->size);
        pid_t child = fork();
        if (child == 0) {
            protection(memory, text);
            CHECK(text[0] == '\0');
            _exit(7);
        }
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7), NOTHING);
}

/* A store that runs on past the end faults in the worker that made it. */
static void
runs_on(void *side)
{
    REGION(1, NOTHING,
        volatile char *memory = R.team->segment->memory;
        if (*(int *)side)
            memory[(R.team->segment->size + 4095) / 4096 * 4096] = 1;
        else
            memory[-1] = 1, NOTHING);
}

static void
test_layout(void **state)
{
    (void)state;
    expect(run(laid_out, NULL), 0, "");
    for (int side = 0; side < 2; side++)
        expect(run(runs_on, &side), 139, "was killed by SIGSEGV (address 0x");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flips),
        cmocka_unit_test(test_fills),
        cmocka_unit_test(test_layout),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
