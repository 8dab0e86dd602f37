/* SPDX-License-Identifier: MIT */
/* heap_span.c -- runs of spans: the large blocks of the shared heap.
 *
 * What is true, and what is only an index
 * ---------------------------------------
 * The `head` of a run's first span says what the run is and how long.  From
 * span 1 on each run is followed by the next, up to `top`; these heads and
 * `top` are the truth.  Every change of it is one store of one word:
 *
 *   a free run is split    write the head of the rest (nobody sees it), then
 *                          shorten the first;
 *   two are joined         lengthen the first (the head of the second is now
 *                          inside and is not looked at any more);
 *   the heap grows         write the head at top, then raise top.
 *
 * All else -- who is left of whom, lists of free runs, sums -- is an index of
 * that truth and can be made anew from it.  Index and truth change under one
 * robust mutex: when its owner dies, at any instruction, the next one to lock
 * it is told so, makes the index anew and goes on.  What may be lost is the
 * one run that the dead process was about to hand out or to free.
 *
 * Why not the words with owners of critical.c: those are swept by the master,
 * which could be waiting for this very lock, and are for members of a team
 * only, while anybody forked from the program may use the heap.
 *
 * Free runs, and spans never used, hold zeros: freeing a run punches a hole
 * into the mapping, which gives the memory back to the system.  Shorter ones
 * are first kept as they are (heap_kept.c).
 *
 * Bin b holds the free runs of 2^b to 2^(b+1)-1 spans, doubly linked.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "heap.h"
#include "internal.h"

/* How many runs of the first bin, which may be too short, are looked at. */
enum { BIN_LOOKS = 32 };

static uint32_t
head(uint32_t i)
{
    return atomic_load_explicit(&heap.span[i].head, memory_order_acquire);
}

static void
set_head(uint32_t i, enum span_kind kind, uint32_t length)
{
    atomic_store_explicit(&heap.span[i].head, span_head(kind, length),
                          memory_order_release);
}

/* A number of a span that was read from shared memory: wild stores of the
 * program must not send us anywhere. */
static uint32_t
checked(uint32_t i)
{
    if (i >= heap.spans)
        heap_damaged();
    return i;
}

static uint32_t
top(void)
{
    uint32_t i = atomic_load_explicit(&heap.state->top, memory_order_acquire);

    if (i == 0 || i > heap.spans)
        heap_damaged();
    return i;
}

/* What follows run i; top() if it is the last. */
static uint32_t
right_of(uint32_t i)
{
    uint32_t length = span_length(head(i)), stop = top();

    if (length == 0 || i >= stop || length > stop - i)
        heap_damaged();
    return i + length;
}

static void
set_top(uint32_t i)
{
    atomic_store_explicit(&heap.state->top, i, memory_order_release);
}

/* Memory is counted in whole spans. */
static uint64_t
pages_in(uint32_t length)
{
    return (uint64_t)length * (SPAN_SIZE / HEAP_PAGE);
}

/* ---- the index ----------------------------------------------------------- */

static unsigned
bin_of(uint32_t length) /* not 0 */
{
    return 31 - (unsigned)__builtin_clz(length);
}

static void
bin_insert(uint32_t i)
{
    uint32_t *first = &heap.state->bins[bin_of(span_length(head(i)))];

    heap.span[i].next = checked(*first);
    heap.span[i].previous = 0;
    if (heap.span[i].next)
        heap.span[heap.span[i].next].previous = i;
    *first = i;
}

static void
bin_remove(uint32_t i)
{
    uint32_t next = checked(heap.span[i].next);
    uint32_t previous = checked(heap.span[i].previous);

    if (next)
        heap.span[next].previous = previous;
    if (previous)
        heap.span[previous].next = next;
    else
        heap.state->bins[bin_of(span_length(head(i)))] = next;
}

/* What comes right of run i has it as its neighbour. */
static void
note_left(uint32_t i)
{
    uint32_t right = right_of(i);

    if (right < top())
        heap.span[right].left = i;
    else
        heap.state->last = i;
}

/* Joins the free run at `right`, which is in no bin, to the one before. */
static void
join(uint32_t left, uint32_t right)
{
    set_head(left, SPAN_FREE,
             span_length(head(left)) + span_length(head(right)));
    note_left(left);
}

/* A free run, joined to its neighbours, goes into its bin, or back where it
 * came from when it is the last one. */
static void
put_away(uint32_t i)
{
    if (right_of(i) == top()) {
        heap.state->last = heap.span[i].left;
        set_top(i);
    } else {
        bin_insert(i);
    }
}

/* Run i has just become free and is in no bin yet. */
static void
settle(uint32_t i)
{
    uint32_t right = right_of(i), left = checked(heap.span[i].left);

    if (right < top() && span_kind(head(right)) == SPAN_FREE) {
        bin_remove(right);
        join(i, right);
    }
    if (left && span_kind(head(left)) == SPAN_FREE) {
        bin_remove(left);
        join(left, i);
        i = left;
    }
    put_away(i);
}

/* Makes the index anew. */
static void
rebuild(void)
{
    struct heap_state *state = heap.state;
    uint32_t left = 0, stop = top();

    memset(state->bins, 0, sizeof state->bins);
    state->pages = 0;
    for (uint32_t i = 1; i < stop; left = i, i = right_of(i)) {
        heap.span[i].left = left;
        state->last = i;
        if (span_kind(head(i)) == SPAN_FREE)
            bin_insert(i);
        else
            state->pages += pages_in(span_length(head(i)));
    }
    if (stop == 1)
        state->last = 0;
}

/* ---- the mutex ----------------------------------------------------------- */

void
span_start(void)
{
    pthread_mutexattr_t attributes;
    int error = pthread_mutexattr_init(&attributes);

    if (!error)
        error =
            pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    if (!error)
        error = pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    if (!error)
        error = pthread_mutex_init(&heap.state->mutex, &attributes);
    if (error)
        fail(STATUS_RESOURCE, NULL, "no lock for the shared heap: %s",
             strerror(error));
    pthread_mutexattr_destroy(&attributes);
    set_top(1);
}

static void
lock(void)
{
    int error = pthread_mutex_lock(&heap.state->mutex);

    if (error == EOWNERDEAD) {
        rebuild();
        error = pthread_mutex_consistent(&heap.state->mutex);
    }
    if (error)
        fail(STATUS_DAMAGE, NULL, "the lock of the shared heap: %s",
             strerror(error));
}

static void
unlock(void)
{
    pthread_mutex_unlock(&heap.state->mutex);
}

/* ---- giving back --------------------------------------------------------- */

/* The bytes are zero afterwards, and take no memory where that can be had. */
static void
punch(char *address, size_t size)
{
    int error = errno;

    if (size && madvise(address, size, MADV_REMOVE) != 0)
        memset(address, 0, size);
    errno = error;
}

/* A run that is in nobody's hands becomes a free one.  All of it may have been
 * written to, by a longer block that was in its place. */
void
span_give_back(uint32_t i)
{
    uint32_t length = right_of(i) - i; /* within the heap, or it is damaged */

    punch(span_address(i), (size_t)length * SPAN_SIZE);
    lock();
    heap.state->pages -= pages_in(length);
    set_head(i, SPAN_FREE, length);
    settle(i);
    unlock();
}

/* ---- room --------------------------------------------------------------- */

/* Is there memory for so many bytes more?  Looking costs some 100 us, so a
 * part of what was found is given out without another look. */
static bool
has_memory(uint64_t size)
{
    struct heap_state *state = heap.state;
    struct memory memory;

    if (size > state->unchecked) {
        memory = memory_now();
        if (size > memory.available
            || state->pages * HEAP_PAGE + size > memory.total)
            return false;
        state->unchecked = size + (memory.available - size) / 16;
    }
    state->unchecked -= size;
    return true;
}

/* A free run of at least `length` spans, taken out of its bin; 0: none. */
static uint32_t
find_run(uint32_t length)
{
    unsigned looks = BIN_LOOKS;

    for (unsigned bin = bin_of(length); bin < HEAP_BINS; bin++)
        for (uint32_t i = checked(heap.state->bins[bin]); i;
             i = checked(heap.span[i].next)) {
            if (span_length(head(i)) >= length) {
                bin_remove(i);
                return i;
            }
            if (--looks == 0)
                break;
        }
    return 0;
}

/* A free run made from spans never used, or given back; 0: none are left. */
static uint32_t
extend(uint32_t length)
{
    uint32_t i = top();

    if (length > heap.spans - i)
        return 0;
    heap.span[i].left = heap.state->last;
    set_head(i, SPAN_FREE, length);
    set_top(i + length);
    heap.state->last = i;
    return i;
}

/* Cuts a free run that is in no bin in two, the second one free too. */
static uint32_t
split(uint32_t i, uint32_t length)
{
    uint32_t rest = i + length;

    heap.span[rest].left = i;
    set_head(rest, SPAN_FREE, span_length(head(i)) - length);
    set_head(i, SPAN_FREE, length);
    note_left(rest);
    return rest;
}

/* A free run of just that length, aligned, in no bin.  `align` in spans. */
static uint32_t
take_run(uint32_t length, uint64_t align)
{
    uint64_t most = (uint64_t)length + align - 1, first;
    uint32_t i, gap;

    if (most > heap.spans)
        return 0;
    i = find_run((uint32_t)most);
    if (!i)
        i = extend((uint32_t)most);
    if (!i)
        return 0;
    first = (uintptr_t)span_address(i) / SPAN_SIZE;
    gap = (uint32_t)(((first + align - 1) & ~(align - 1)) - first);
    if (gap) {
        uint32_t rest = split(i, gap);

        bin_insert(i);
        i = rest;
    }
    if (span_length(head(i)) > length)
        put_away(split(i, length));
    return i;
}

static uint32_t
try_to_allocate(enum span_kind kind, uint64_t pages, size_t align, uint32_t class)
{
    uint64_t length = (pages * HEAP_PAGE + SPAN_SIZE - 1) / SPAN_SIZE;
    uint64_t spans = align > SPAN_SIZE ? align / SPAN_SIZE : 1;
    uint32_t i = 0;

    lock();
    if (length <= heap.spans && has_memory(length * SPAN_SIZE))
        i = take_run((uint32_t)length, spans);
    if (i) {
        heap.span[i].pages = (uint32_t)pages;
        atomic_store_explicit(&heap.span[i].class, class,
                              memory_order_relaxed);
        heap.state->pages += pages_in((uint32_t)length);
        set_head(i, kind, (uint32_t)length);
    }
    unlock();
    return i;
}

/* What is kept is given back before there is no room. */
static uint32_t
allocate(enum span_kind kind, uint64_t pages, size_t align, uint32_t class)
{
    uint32_t i = try_to_allocate(kind, pages, align, class);

    if (!i && kept_give_back())
        i = try_to_allocate(kind, pages, align, class);
    if (!i)
        errno = ENOMEM;
    return i;
}

/* Once: what was never used, from the next huge page on, is mapped anew so
 * that it can be had in huge pages.  It must be seen alike by all processes,
 * so there may be no other: no region, no child of the program's own. */
static void
make_rest_huge(void)
{
    static bool done;
    char *from, *end = span_address(heap.spans);

    if (done || !process_is_alone())
        return;
    lock();
    done = true;
    from = (char *)(((uintptr_t)span_address(top()) + HUGE_PAGE - 1)
                    / HUGE_PAGE * HUGE_PAGE);
    if (from < end)
        heap_reserve_huge(from, (size_t)(end - from));
    unlock();
}

uint32_t
span_allocate_run(uint64_t pages, size_t align)
{
    bool huge = pages >= 2 * HUGE_PAGE / HEAP_PAGE && settings()->hugepages;
    uint32_t i = 0;

    if (pages <= HEAP_KEPT / HEAP_PAGE && align <= SPAN_SIZE)
        i = kept_take((uint32_t)pages);
    if (i)
        return i;
    if (huge && align < HUGE_PAGE)
        align = HUGE_PAGE;
    if (huge)
        make_rest_huge();
    i = allocate(SPAN_RUN, pages, align, 0);
    if (i && huge) /* only a wish */
        madvise(span_address(i), pages * HEAP_PAGE, MADV_HUGEPAGE);
    return i;
}

uint32_t
span_allocate_slab(uint32_t class)
{
    return allocate(SPAN_SLAB, SPAN_SIZE / HEAP_PAGE, SPAN_SIZE, class);
}

/* ---- what becomes of a run ----------------------------------------------- */

uint32_t
span_pages(uint32_t i)
{
    uint32_t pages = heap.span[i].pages;

    if (pages > pages_in(span_length(head(i))))
        heap_damaged();
    return pages;
}

bool
span_free_run(uint32_t i)
{
    uint32_t old = head(i), length = span_length(old);

    /* From here on the run is ours: nobody else finds it a run. */
    if (span_kind(old) != SPAN_RUN
        || !atomic_compare_exchange_strong(&heap.span[i].head, &old,
                                           span_head(SPAN_KEPT, length)))
        return false;
    if (length > KEPT_LENGTHS || !kept_put(i, length))
        span_give_back(i);
    return true;
}

void
span_shrink_run(uint32_t i, uint32_t pages)
{
    uint32_t length =
        (uint32_t)(((uint64_t)pages * HEAP_PAGE + SPAN_SIZE - 1) / SPAN_SIZE);
    uint32_t old = right_of(i) - i, rest = i + length;

    punch(span_address(i) + (size_t)pages * HEAP_PAGE,
          (size_t)old * SPAN_SIZE - (size_t)pages * HEAP_PAGE);
    lock();
    heap.span[i].pages = pages;
    if (old > length) {
        heap.state->pages -= pages_in(old - length);
        heap.span[rest].left = i;
        set_head(rest, SPAN_FREE, old - length);
        set_head(i, SPAN_RUN, length);
        note_left(rest);
        settle(rest);
    }
    unlock();
}
