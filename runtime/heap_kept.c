/* SPDX-License-Identifier: MIT */
/* heap_kept.c -- runs that were freed and wait, as they are, to be used again.
 *
 * To give memory back to the system and to have it back costs microseconds,
 * so blocks of up to HEAP_KEPT bytes, which programs free as often as they
 * get them, are kept for a while: for each length of a run there are some
 * stacks, and each process begins with another one.  A stack that is full
 * takes no more, so what is kept has a bound, and all of it is given back
 * before the heap says that there is no room.
 *
 * A kept run is still a run in every index of heap_span.c, and in no bin; its
 * head says SPAN_KEPT, so that nobody frees it twice.  It does not hold zeros.
 *
 * A stack is one word, so a death leaves it as it was or with one run more or
 * less.  The run that the dead process was about to put there, or had taken
 * off, is lost.
 */
#include "heap.h"
#include "internal.h"

enum { STACK_KEEPS = 16 /* spans */, STACK_LEAST = 2 /* runs */ };

/* A word of a stack: span on top, depth, and a count of changes, which makes a
 * stack that was popped and pushed in between look different. */
static uint64_t
make_word(uint64_t old, uint32_t depth, uint32_t span)
{
    return ((old >> 32) + 1) << 32 | (uint64_t)depth << 24 | span;
}

static uint32_t
depth_of(uint64_t word)
{
    return (uint32_t)word >> 24;
}

static uint32_t
span_of(uint64_t word)
{
    uint32_t span = (uint32_t)word & 0xffffff;

    if (span >= heap.spans)
        heap_damaged();
    return span;
}

static _Atomic uint64_t *
stack_of(uint32_t length, uint32_t which)
{
    return &heap.state->stacks[which % HEAP_STACKS].kept[length - 1];
}

/* What is below the top may be a lie by now: then the word has changed. */
static uint32_t
pop(_Atomic uint64_t *stack)
{
    uint64_t old = atomic_load(stack);
    uint32_t top;

    do {
        top = span_of(old);
        if (top == 0)
            return 0;
    } while (!atomic_compare_exchange_weak(
        stack, &old,
        make_word(old, depth_of(old) - 1,
                  atomic_load(&heap.span[top].below))));
    return top;
}

static uint32_t
pop_any(uint32_t length)
{
    uint32_t span = 0;

    for (uint32_t i = 0; !span && i < HEAP_STACKS; i++)
        span = pop(stack_of(length, heap_own_stack + i));
    if (span
        && atomic_load(&heap.span[span].head) != span_head(SPAN_KEPT, length))
        heap_damaged();
    return span;
}

uint32_t
kept_take(uint32_t pages)
{
    uint32_t length = (pages * HEAP_PAGE + SPAN_SIZE - 1) / SPAN_SIZE;
    uint32_t i = pop_any(length);

    if (i) {
        heap.span[i].pages = pages;
        atomic_store(&heap.span[i].head, span_head(SPAN_RUN, length));
    }
    return i;
}

bool
kept_give_back(void)
{
    bool any = false;
    uint32_t i;

    for (uint32_t length = 1; length <= KEPT_LENGTHS; length++)
        for (; (i = pop_any(length)) != 0; any = true)
            span_give_back(i);
    return any;
}

bool
kept_put(uint32_t span, uint32_t length)
{
    _Atomic uint64_t *stack = stack_of(length, heap_own_stack);
    uint32_t most = STACK_KEEPS / length;
    uint64_t old = atomic_load(stack);

    if (most < STACK_LEAST)
        most = STACK_LEAST;
    do {
        if (depth_of(old) >= most)
            return false;
        atomic_store(&heap.span[span].below, span_of(old));
    } while (!atomic_compare_exchange_weak(
        stack, &old, make_word(old, depth_of(old) + 1, span)));
    return true;
}
