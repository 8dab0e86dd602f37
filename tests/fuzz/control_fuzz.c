/* SPDX-License-Identifier: MIT */
/* control_fuzz.c -- the master reads control memory in which anything stands.
 *
 * The input is a list of steps.  Some write bytes into slots, control words
 * and rings, as a wild store does; some put records into a ring, with a good
 * seal or a bad one; the others are what a master does: empty a ring, deliver
 * a message, describe a death, look at time limits, combine, give memory back.
 * Whatever it finds, it ends with an answer or with damage reported. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "mailbox.h"
#include "shm.h"

enum { WORKERS = 3, OBJECT = 64, NOBODY = 1 << 23 /* no process has it */ };

static const struct shmrt_place place = { "f.c", 42, "parallel", 0 };
static struct shmrt_region region;
static struct shm_error error;
static unsigned char object[OBJECT];
static struct shmrt_team *team; /* of the region of this run */
static jmp_buf end;

void fuzz_exit(int status) __attribute__((noreturn));

void
fuzz_exit(int status)
{
    longjmp(end, status ? status : 1);
}

/* ---- the input ----------------------------------------------------------- */

static const uint8_t *at, *limit;

static uint8_t
byte(void)
{
    return at < limit ? *at++ : 0;
}

static uint64_t
number(unsigned bytes)
{
    uint64_t n = 0;

    while (bytes-- > 0)
        n = n << 8 | byte();
    return n;
}

/* Some of the input, to a place in [memory, memory + size). */
static void
scribble(void *memory, size_t size)
{
    size_t offset = (size_t)number(4) % size, count = byte();

    for (; count > 0 && offset < size; count--)
        ((volatile unsigned char *)memory)[offset++] = byte();
}

/* ---- records ------------------------------------------------------------- */

static void
put(struct ring *ring, const void *bytes, size_t size)
{
    uint32_t head = atomic_load(&ring->head);

    for (size_t i = 0; i < size; i++)
        ring->bytes[head++ % RING_SIZE] = ((const unsigned char *)bytes)[i];
    atomic_store(&ring->head, head);
}

/* The payload of an export: its head, of which the layout is commit.c's, and
 * its bytes, each as a value. */
static size_t
export(unsigned char *to, bool good)
{
    uint64_t head[4] = { (uintptr_t)object, byte() % (OBJECT + 1), byte(), 0 };
    size_t size = sizeof head, place = value_place(0, size), next;

    head[3] = good ? seal(team->secret, head[0] ^ head[2], head[1])
                   : number(8);
    memset(to, 0, 512);
    memcpy(to, &size, sizeof size);
    memcpy(to + place, head, size);
    size = byte() % 8 ? head[1] : byte();
    memcpy(to + value_end(place, sizeof head), &size, sizeof size);
    next = value_place(value_end(place, sizeof head), size);
    return value_end(next, head[1]);
}

static void
put_record(int worker)
{
    unsigned char bytes[1024];
    struct record r = { .kind = byte(), .last = byte(), .block = byte(),
                        .id = team->members[worker].id };
    uint8_t flags = byte();

    r.position = number(flags & 1 ? 8 : 1);
    r.iteration = number(flags & 2 ? 8 : 1);
    r.whole = number(flags & 4 ? 8 : 2);
    r.size = (uint32_t)number(1);
    for (size_t i = 0; i < r.size; i++)
        bytes[i] = byte();
    if (r.kind == RECORD_EXPORT && flags & 8)
        r.size = (uint32_t)export(bytes, flags & 16);
    else if (flags & 32)
        memset(bytes, 0, 7), bytes[0] = byte(); /* a likely size */
    if (flags & 64)
        r.id = (uint32_t)number(4);
    r.seal = flags & 128 ? number(8) : record_seal(team, &r);
    put(&team->rings[worker], &r, sizeof r);
    put(&team->rings[worker], bytes, (r.size + 7) & ~7u);
}

/* ---- what a master does -------------------------------------------------- */

static void
deliver(void)
{
    size_t size, sum = 0;

    while (inbox_next(team)) {
        const unsigned char *value;

        (void)inbox_block(team);
        while ((value = inbox_value(team, &size)) != NULL)
            for (size_t i = 0; i < size; i++)
                sum += value[i];
    }
    error.lost = (long long)sum; /* so that the bytes are read */
}

static void
describe(int worker)
{
    static const int codes[] = { CLD_KILLED, CLD_EXITED, CLD_DUMPED, 0 };
    struct member *member = &team->members[worker];

    member->code = codes[byte() % 4];
    member->status = byte() % 64;
    member->timed_out = byte() % 4 ? 0 : 1;
    (void)death_describe(team, worker, &error);
    if (strlen(error.message) >= sizeof error.message)
        __builtin_trap();
}

static void
combine(void)
{
    unsigned sum = 0;

    for (int which = 0; which < team->reductions; which++)
        for (int w = 0; shmrt_part(&region, which, w); w++)
            for (size_t i = 0; i < team->reduction[which].size; i++)
                sum += ((const unsigned char *)shmrt_part(&region, which,
                                                          w))[i];
    error.code = (int)sum;
}

static void
step(void)
{
    uint8_t what = byte();
    int w = what / 16 % WORKERS;

    switch (what % 16) {
    case 0: case 1: scribble(&team->slots[w], sizeof(struct slot)); break;
    case 2: scribble(team->control, sizeof *team->control); break;
    case 3: scribble(&team->rings[w], sizeof(struct ring)); break;
    case 4: scribble(team->parts, 2 * WORKERS * team->parts_size); break;
    case 5: case 6: case 7: case 8: put_record(w); break;
    case 9: (void)inbox_drain(team, w); break;
    case 10: (void)inbox_drain_any(team); break;
    case 11: deliver(); break;
    case 12: describe(w); break;
    case 13:
        (void)timeout_is_over(team, w);
        (void)timeout_next(team, 1000);
        break;
    case 14: combine(); break;
    default: team->members[w].state = MEMBER_ENDED;
    }
}

/* ---- a run --------------------------------------------------------------- */

static void
begin(void)
{
    shmrt_region_init(&region, &place);
    region.error = &error;
    shmrt_reduction(&region, 0, 8);
    shmrt_reduction(&region, 1, 100);
    team = team_of(&region);
    team->members = calloc(WORKERS, sizeof *team->members);
    if (!team->members || !control_open(team, WORKERS))
        __builtin_trap();
    team->size = WORKERS;
    team->timeout = 1000000000;
    for (int w = 0; w < WORKERS; w++)
        team->members[w] = (struct member){ .pid = NOBODY, .pidfd = -1,
                                            .lifeline = -1,
                                            .id = (uint32_t)w + 100 };
}

static void
finish(void)
{
    team->failed |= team->segment == NULL;
    commit_exports(team);
    inbox_free(team);
    share_free(team);
    memset(team->slots, 0, WORKERS * sizeof *team->slots);
    control_close(team);
    free(team->members);
    free(team->reduction);
    free(team);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    at = data;
    limit = data + size;
    begin();
    if (setjmp(end) == 0)
        while (at < limit && !team->failed)
            step();
    finish();
    return 0;
}
