/* SPDX-License-Identifier: MIT */
/* heap_processes_test.c -- the shared heap in several processes, of which some
 * die or go wrong. */
#include <limits.h>
#include <sys/ptrace.h>
#include <time.h>

#include "heap_test.h"

enum { LARGE = 3 * HEAP_KEPT / 2 }; /* not kept when it is freed */

struct post {
    char *block;
    size_t size;
};

static void
write_letter(void *data)
{
    struct post *post = data;

    post->block = shm_malloc(post->size);
    memset(post->block, 'x', post->size);
}

static void
from_worker_to_master(void **state)
{
    struct post *post = shm_malloc(sizeof *post);

    (void)state;
    for (post->size = 1; post->size < 5000000; post->size *= 3) {
        assert_int_equal(in_child(write_letter, post), 0);
        assert_true(heap_contains(post->block, post->size));
        assert_int_equal(post->block[post->size - 1], 'x');
        shm_free(post->block);
    }
    shm_free(post);
    check_heap();
}

enum { WORKERS = 4 };

static void
several_at_once(void **state)
{
    pid_t workers[WORKERS];
    int status;

    (void)state;
    for (unsigned w = 0; w < WORKERS; w++) {
        workers[w] = fork();
        assert_true(workers[w] >= 0);
        if (workers[w] == 0) {
            alarm(60);
            churn(w + 10, 10000);
            _exit(0);
        }
    }
    for (unsigned w = 0; w < WORKERS; w++) {
        assert_int_equal(waitpid(workers[w], &status, 0), workers[w]);
        assert_int_equal(status, 0);
    }
    check_heap();
}

/* One process allocates, another frees, and slabs are found again. */
static void
slabs_are_reused(void **state)
{
    enum { N = 20000 };
    void **blocks = shm_malloc(N * sizeof *blocks);
    uint32_t before = 0;

    (void)state;
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < N; i++)
            assert_non_null(blocks[i] = shm_malloc(64));
        if (round == 0)
            before = heap.state->top;
        pid_t child = fork();

        if (child == 0) {
            for (int i = 0; i < N; i++)
                shm_free(blocks[i]);
            _exit(0);
        }
        assert_int_equal(waitpid(child, NULL, 0), child);
    }
    assert_int_equal(heap.state->top, before);
    shm_free(blocks);
}

/* Processes killed at any moment: the heap stays in order, and nobody waits
 * for the dead. */
static void
kills(void **state)
{
    struct timespec pause = { 0, 0 };
    unsigned seed = 3;
    pid_t child;

    (void)state;
    for (int round = 0; round < 300; round++) {
        child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            alarm(60);
            for (unsigned i = 0;; i++)
                churn(i + (unsigned)round, 100);
        }
        pause.tv_nsec = next_random(&seed) % 3000000;
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        churn((unsigned)round, 20);
        shm_free(shm_malloc(LARGE)); /* takes the lock; the index is anew */
    }
    check_heap();
}

/* Dies with the lock held, between any two words of a change. */
static void
die_inside(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&heap.state->mutex);
    memset(heap.state->bins, 0xff, sizeof heap.state->bins);
    heap.state->pages = 1;
    heap.state->last = 12345;
    _exit(0);
}

static void
dead_owner(void **state)
{
    void *a = shm_malloc(LARGE), *b = shm_malloc(LARGE), *c;

    (void)state;
    shm_free(a);
    assert_int_equal(in_child(die_inside, NULL), 0);
    c = shm_malloc(LARGE);
    assert_non_null(c);
    check_heap();
    shm_free(b);
    shm_free(c);
    check_heap();
}

/* Runs that a victim joins, splits and takes. */
static void *runs[5];

static void
make_runs(void)
{
    for (int i = 0; i < 5; i++)
        assert_non_null(runs[i] = shm_malloc(LARGE));
    shm_free(runs[0]);
    shm_free(runs[2]);
}

static void
use_runs(void)
{
    shm_free(runs[1]);            /* joins both neighbours */
    runs[0] = shm_malloc(2 * LARGE); /* splits what was joined */
    shm_realloc(runs[3], 20000);  /* cuts a run */
    shm_aligned_alloc(1 << 20, 70000);
    shm_malloc(16000); /* after three of them, a new slab */
    shm_free(shm_malloc(100000)); /* is kept */
    shm_malloc(100000);           /* and used again */
}

/* Kills a victim after it has run `most` instructions; how many it has run
 * before it was killed, or ended. */
static unsigned
kill_after(unsigned most)
{
    pid_t victim = fork();
    unsigned n = 0;
    int status;

    assert_true(victim >= 0);
    if (victim == 0) {
        alarm(60);
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        use_runs();
        _exit(0);
    }
    assert_int_equal(waitpid(victim, &status, 0), victim);
    for (; n < most && WIFSTOPPED(status); n++) {
        assert_int_equal(ptrace(PTRACE_SINGLESTEP, victim, NULL, NULL), 0);
        assert_int_equal(waitpid(victim, &status, 0), victim);
    }
    if (WIFSTOPPED(status)) {
        kill(victim, SIGKILL);
        assert_int_equal(waitpid(victim, &status, 0), victim);
    }
    return n;
}

/* At a few hundred places, evenly spread; with KILLS=100000 at all. */
static void
kills_everywhere(void **state)
{
    const char *text = getenv("KILLS");
    unsigned kills = text ? (unsigned)atoi(text) : 300, all, step, k;

    (void)state;
    make_runs();
    all = kill_after(UINT_MAX);
    step = all / kills + 1;
    for (k = 1; k < all + step; k += step) {
        make_runs();
        heap.state->unchecked = 1 << 30; /* or it reads a lot of files */
        kill_after(k);
        shm_free(shm_malloc(LARGE));
        shm_free(shm_malloc(16000));
        check_heap();
    }
    print_message("# %u instructions, killed after every %u-th\n", all, step);
}

/* ---- wild stores --------------------------------------------------------- */

/* Bytes of the tables are overwritten: the heap works on, or the program ends
 * with a message; it does not crash and does not hang. */
static void
overwrite(void *data)
{
    unsigned seed = *(unsigned *)data;
    unsigned char *bytes = (unsigned char *)&heap.state->top, *table;

    for (int i = 0; i < 20; i++) {
        shm_free(shm_malloc(random_size(&seed) * 8));
        table = next_random(&seed) % 2 ? bytes : (unsigned char *)heap.span;
        table[next_random(&seed) % 4000] = (unsigned char)next_random(&seed);
    }
}

static void
damage(void **state)
{
    size_t size = (size_t)((char *)(heap.span + 4096 / sizeof *heap.span)
                           - (char *)heap.state);
    void *saved = malloc(size);
    int status;

    (void)state;
    memcpy(saved, heap.state, size);
    for (unsigned seed = 1; seed <= 300; seed++) {
        status = in_child(overwrite, &seed);
        memcpy(heap.state, saved, size);
        if (status != 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 70))
            fail_msg("seed %u: status %#x", seed, status);
    }
    free(saved);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_worker_to_master),
        cmocka_unit_test(several_at_once),
        cmocka_unit_test(slabs_are_reused),
        cmocka_unit_test(dead_owner),
        cmocka_unit_test(kills),
        cmocka_unit_test(kills_everywhere),
        cmocka_unit_test(damage),
    };

    alarm(120);
    return cmocka_run_group_tests_name("heap_processes", tests, NULL, NULL);
}
