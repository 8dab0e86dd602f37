/* SPDX-License-Identifier: MIT */
/* heap_test.h -- tools of the tests of the shared heap. */
#ifndef HEAP_TEST_H
#define HEAP_TEST_H 1

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "heap.h"
#include "library.h"

/* Runs f in a child; the status that waitpid gives. */
static inline int
in_child(void (*f)(void *), void *data)
{
    pid_t child = fork();
    int status = -1;

    assert_true(child >= 0);
    if (child == 0) {
        alarm(60);
        signal(SIGSEGV, SIG_DFL); /* not cmocka's handler */
        f(data);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static inline unsigned
next_random(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 8;
}

/* A size from 0 to some 100 kB, small ones more often. */
static inline size_t
random_size(unsigned *seed)
{
    return next_random(seed) % (1u << next_random(seed) % 18);
}

/* Every run follows the one before; lists and neighbours agree with that. */
static inline void
check_heap(void)
{
    struct heap_state *state = heap.state;
    uint32_t left = 0, stop = state->top, free_runs = 0, binned = 0, length;
    uint64_t pages = 0;

    for (uint32_t i = 1; i < stop; left = i, i += length) {
        length = span_length(heap.span[i].head);
        assert_true(length > 0 && length <= stop - i);
        assert_int_equal(heap.span[i].left, left);
        if (span_kind(heap.span[i].head) == SPAN_FREE)
            free_runs++;
        else
            pages += length * (SPAN_SIZE / HEAP_PAGE);
    }
    for (unsigned b = 0; b < HEAP_BINS; b++)
        for (uint32_t i = state->bins[b]; i; i = heap.span[i].next) {
            length = span_length(heap.span[i].head);
            assert_int_equal(span_kind(heap.span[i].head), SPAN_FREE);
            assert_true(length >> b == 1);
            binned++;
        }
    assert_int_equal(binned, free_runs);
    assert_int_equal(pages, state->pages);
    assert_int_equal(left, state->last);
}

struct live {
    unsigned char *block;
    size_t size;
    unsigned char mark;
};
enum { LIVE = 500 };

/* Blocks of all sizes come and go; none overlaps another. */
static inline void
churn(unsigned seed, int rounds)
{
    static struct live live[LIVE];

    for (int round = 0; round < rounds; round++) {
        struct live *l = &live[next_random(&seed) % LIVE];

        for (size_t i = 0; i < l->size; i++)
            if (l->block[i] != l->mark)
                abort();
        shm_free(l->block);
        l->size = random_size(&seed);
        l->mark = (unsigned char)next_random(&seed);
        l->block = shm_malloc(l->size);
        if (!l->block)
            abort();
        memset(l->block, l->mark, l->size);
    }
    for (int i = 0; i < LIVE; i++) {
        shm_free(live[i].block);
        live[i] = (struct live){ NULL, 0, 0 };
    }
}

#endif
