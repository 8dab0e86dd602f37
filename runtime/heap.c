/* SPDX-License-Identifier: MIT */
/* heap.c -- the shared heap: where it lies, and its small blocks.
 *
 * The address space is reserved before the first fork; memory is used when it
 * is touched.  From low to high:
 *
 *   guard page | state | span table | bitmaps | guard | spans ... | guard
 *
 * so that a store beyond a block at either end faults, and the tables stand
 * apart from what the program writes to.  Nothing in it is a pointer: the
 * tables hold numbers of spans.  A core file does not hold the heap (it would
 * hold the whole address space).
 *
 * Small blocks
 * ------------
 * A slab is a span cut into blocks of one size class.  Its bitmap has a bit
 * for each block in use.  To take a block is to set its bit, to free it to
 * clear it: one atomic operation each, no lock.  Slabs that may have room are
 * on stacks, some for each class; each process begins with another one, so
 * that processes meet seldom.  A slab is never owned by anybody and stays a
 * slab of its class.
 *
 *   free:  clear the bit; if the slab is not listed, list and push it.
 *   take:  try the slab on top of a stack; one found full is popped and
 *          unlisted, and looked at once more, since a block may have been
 *          freed meanwhile by somebody who saw it listed still.
 *
 * Death of a process, at any instruction, leaves the heap in order.  What it
 * had allocated stays allocated: also the one block whose bit it had just set;
 * dying between unlisting a slab and pushing it, or the reverse, it takes the
 * room in that one slab (64 KiB) with it until a block in it is freed, or for
 * good.  heap_span.c says what holds for large blocks.
 *
 * A cache for each process, as other allocators have, would save the atomic
 * operations; it can be put in front of take_small and free_small.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "heap.h"
#include "internal.h"

struct heap heap;

uint32_t heap_own_stack;

/* Private hints, for each class the word of the bitmap in which this process
 * found a block last.  Any values will do. */
static _Atomic uint32_t last_word[HEAP_CLASSES];
static bool made_slab[HEAP_CLASSES]; /* by this process */

/* ---- size classes -------------------------------------------------------- */
/* 16, 32, ... 128 by sixteens, then four to each doubling up to HEAP_SMALL. */

static uint32_t
class_size(uint32_t class)
{
    if (class < 8)
        return (class + 1) * 16;
    return (class % 4 + 5) << (class / 4 + 3);
}

static uint32_t
class_of(uint32_t size)
{
    uint32_t log, last = size - 1;

    if (size <= 128)
        return last / 16;
    log = 31 - (uint32_t)__builtin_clz(last);
    return (log - 7) * 4 + 8 + (last >> (log - 2)) - 4;
}

/* ---- small blocks -------------------------------------------------------- */

void
heap_damaged(void)
{
    fail(STATUS_DAMAGE, NULL, "the tables of the shared heap are damaged");
}

static uint32_t
slab_class(uint32_t slab)
{
    uint32_t class = atomic_load(&heap.span[slab].class);

    if (class >= HEAP_CLASSES)
        heap_damaged();
    return class;
}

static uint32_t
slab_blocks(uint32_t class)
{
    return SPAN_SIZE / class_size(class);
}

static void *
block_address(uint32_t slab, uint32_t class, uint32_t block)
{
    return span_address(slab) + (size_t)block * class_size(class);
}

/* A block of the slab; NULL: it is full. */
static void *
slab_take(uint32_t slab, uint32_t class)
{
    uint32_t blocks = slab_blocks(class), words = (blocks + 63) / 64;
    uint32_t w =
        atomic_load_explicit(&last_word[class], memory_order_relaxed) % words;

    for (uint32_t i = 0; i < words; i++, w = w + 1 == words ? 0 : w + 1) {
        _Atomic uint64_t *word = &heap.used[slab][w];
        uint32_t here = blocks - w * 64;
        uint64_t all = here >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << here) - 1;
        uint64_t used = atomic_load(word);

        while (~used & all) {
            uint32_t bit = (uint32_t)__builtin_ctzll(~used & all);

            if (atomic_compare_exchange_weak(word, &used,
                                             used | (uint64_t)1 << bit)) {
                atomic_store_explicit(&last_word[class], w,
                                      memory_order_relaxed);
                return block_address(slab, class, w * 64 + bit);
            }
        }
    }
    return NULL;
}

static bool
slab_has_room(uint32_t slab, uint32_t class)
{
    uint32_t blocks = slab_blocks(class), used = 0;

    for (uint32_t w = 0; w * 64 < blocks; w++)
        used +=
            (uint32_t)__builtin_popcountll(atomic_load(&heap.used[slab][w]));
    return used < blocks;
}

/* A word of a stack: the change makes a stack that was popped and pushed in
 * between look different. */
static uint64_t
stack_word(uint64_t old, uint32_t slab)
{
    return ((old >> 32) + 1) << 32 | slab;
}

/* Somebody else may list it first. */
static void
list_slab(uint32_t slab, uint32_t class)
{
    _Atomic uint64_t *stack
        = &heap.state->stacks[heap_own_stack].slabs[class];
    uint64_t old = atomic_load(stack);

    if (atomic_exchange(&heap.span[slab].listed, 1))
        return;
    do {
        atomic_store(&heap.span[slab].below, (uint32_t)old);
    } while (
        !atomic_compare_exchange_weak(stack, &old, stack_word(old, slab)));
}

/* The slab, found full, leaves the stack, if it still is on top. */
static void
unlist_slab(_Atomic uint64_t *stack, uint64_t seen, uint32_t class)
{
    uint32_t slab = (uint32_t)seen;
    uint32_t below = atomic_load(&heap.span[slab].below);

    if (!atomic_compare_exchange_strong(stack, &seen, stack_word(seen, below)))
        return;
    atomic_store(&heap.span[slab].listed, 0);
    if (slab_has_room(slab, class))
        list_slab(slab, class);
}

/* A block of one of the slabs on the stack; NULL: there is none. */
static void *
take_from(uint32_t which, uint32_t class)
{
    _Atomic uint64_t *stack
        = &heap.state->stacks[which % HEAP_STACKS].slabs[class];
    uint32_t slab;
    uint64_t seen;
    void *block;

    while ((slab = (uint32_t)(seen = atomic_load(stack))) != 0) {
        if (slab >= heap.spans)
            heap_damaged();
        block = slab_take(slab, class);
        if (block)
            return block;
        unlist_slab(stack, seen, class);
    }
    return NULL;
}

static void *
take_new(uint32_t class)
{
    uint32_t slab = span_allocate_slab(class);
    void *block;

    made_slab[class] = true;
    if (!slab)
        return NULL;
    block = slab_take(slab, class); /* nobody else knows the slab */
    list_slab(slab, class);
    return block;
}

/* A process makes one slab of each class for itself rather than to meet
 * another in that one's. */
static void *
take_small(uint32_t class)
{
    void *block = take_from(heap_own_stack, class);

    if (!block && !made_slab[class])
        block = take_new(class);
    for (uint32_t i = 1; !block && i < HEAP_STACKS; i++)
        block = take_from(heap_own_stack + i, class);
    return block ? block : take_new(class);
}

/* ---- which block is it? -------------------------------------------------- */

static void
no_block(void)
{
    fail(STATUS_DAMAGE, NULL,
         "shm_free or shm_realloc of an address that is no block of the "
         "shared heap, or is free already");
}

/* The span that a block lies in; for a small block, which one it is. */
static uint32_t
find_block(const void *address, uint32_t *block)
{
    size_t offset = (size_t)((const char *)address - heap.base);
    uint32_t span = (uint32_t)(offset / SPAN_SIZE), head, size;

    if (!heap_contains(address, 1))
        no_block();
    offset %= SPAN_SIZE;
    head = atomic_load(&heap.span[span].head);
    if (span_kind(head) == SPAN_SLAB) {
        size = class_size(slab_class(span));
        *block = (uint32_t)offset / size;
        if (offset % size != 0 || *block >= SPAN_SIZE / size)
            no_block();
    } else if (span_kind(head) != SPAN_RUN || offset != 0) {
        no_block();
    }
    return span;
}

static bool
is_slab(uint32_t span)
{
    return span_kind(atomic_load(&heap.span[span].head)) == SPAN_SLAB;
}

static void
free_small(uint32_t slab, uint32_t block)
{
    uint64_t bit = (uint64_t)1 << block % 64;

    if (!(atomic_fetch_and(&heap.used[slab][block / 64], ~bit) & bit))
        no_block();
    if (!atomic_load(&heap.span[slab].listed))
        list_slab(slab, slab_class(slab));
}

/* ---- what others call ---------------------------------------------------- */

bool
heap_contains(const volatile void *address, size_t size)
{
    uintptr_t first = (uintptr_t)address, start, stop;

    if (!heap.base)
        return false;
    start = (uintptr_t)span_address(1);
    stop = (uintptr_t)span_address(atomic_load(&heap.state->top));
    return first >= start && first < stop && size <= stop - first;
}

static void *
allocate(size_t size, size_t align)
{
    uint32_t class, run;

    heap_start();
    if (!heap.base || size > PTRDIFF_MAX || align > PTRDIFF_MAX) {
        errno = ENOMEM;
        return NULL;
    }
    if (size == 0)
        size = 1;
    if (size <= HEAP_SMALL && align <= HEAP_SMALL) {
        class = class_of((uint32_t)(size > align ? size : align));
        while (class_size(class) % align != 0)
            class += 1; /* the last of each doubling is a power of two */
        return take_small(class);
    }
    run = span_allocate_run((size + HEAP_PAGE - 1) / HEAP_PAGE, align);
    return run ? span_address(run) : NULL;
}

void *
heap_allocate(size_t size, size_t align)
{
    void *block = allocate(size, align);

    if (block)
        CHECKS(check_new_block(block, size));
    return block;
}

void *
heap_block(const void *address, size_t *size)
{
    uint32_t span, head, class;

    if (!heap_contains(address, 1))
        return NULL;
    span = (uint32_t)(((const char *)address - heap.base) / SPAN_SIZE);
    while (span > 1
           && span_kind(atomic_load(&heap.span[span].head)) == SPAN_NONE)
        span--;
    head = atomic_load(&heap.span[span].head);
    if (span_kind(head) == SPAN_RUN) {
        *size = (size_t)span_pages(span) * HEAP_PAGE;
        return span_address(span);
    }
    if (span_kind(head) != SPAN_SLAB)
        return NULL;
    class = slab_class(span);
    *size = class_size(class);
    return block_address(span, class,
                         (uint32_t)(((const char *)address
                                     - span_address(span))
                                    / (ptrdiff_t)*size));
}

void
heap_free(void *address)
{
    uint32_t span, block;

    if (!address)
        return;
    span = find_block(address, &block);
    if (is_slab(span))
        free_small(span, block);
    else if (!span_free_run(span))
        no_block();
}

size_t
heap_room(const void *address)
{
    uint32_t block, span = find_block(address, &block);

    if (is_slab(span))
        return class_size(slab_class(span));
    return (size_t)span_pages(span) * HEAP_PAGE;
}

bool
heap_resize(void *address, size_t size)
{
    uint32_t block, span = find_block(address, &block);
    size_t room = heap_room(address);

    if (size > room)
        return false;
    if (is_slab(span))
        return size > room / 2 || room <= 2 * HEAP_ALIGN;
    if (size <= HEAP_SMALL)
        return false;
    if (room - size >= HEAP_PAGE)
        span_shrink_run(span, (uint32_t)((size + HEAP_PAGE - 1) / HEAP_PAGE));
    return true;
}

/* ---- the beginning ------------------------------------------------------- */

enum { HEAP_VALGRIND = 256 << 20 };
static const unsigned long long heap_most = 1ULL << 40;
static const unsigned long long heap_checked = 1ULL << 36; /* it takes more
                                                            * beside it */

/* Valgrind, looking for leaks, reads all that is mapped, and so would have
 * memory put under the whole address space. */
bool
is_under_valgrind(void)
{
    const char *preload = getenv("LD_PRELOAD");

    return preload && strstr(preload, "/vgpreload_");
}

/* Divides the mapping; see the head of the file. */
static void
lay_out(char *map, size_t size)
{
    const size_t each = SPAN_SIZE + sizeof *heap.span + sizeof *heap.used;
    size_t room = size - 2 * HEAP_PAGE - sizeof *heap.state - HUGE_PAGE;
    uint32_t spans = (uint32_t)(room / each); /* one of them the guard */
    char *at = map + HEAP_PAGE, *end;
    uintptr_t first;

    heap.state = (struct heap_state *)at;
    at += (sizeof *heap.state + HEAP_PAGE - 1) / HEAP_PAGE * HEAP_PAGE;
    heap.span = (struct span *)at;
    at += spans * sizeof *heap.span;
    heap.used = (_Atomic uint64_t(*)[SLAB_WORDS])at;
    at += spans * sizeof *heap.used;
    first =
        ((uintptr_t)at + SPAN_SIZE + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    heap.base = map + (first - (uintptr_t)map) - SPAN_SIZE;
    heap.spans =
        (uint32_t)((size_t)(map + size - HEAP_PAGE - heap.base) / SPAN_SIZE);
    if (heap.spans > spans)
        heap.spans = spans;
    end = span_address(heap.spans);
    mprotect(map, HEAP_PAGE, PROT_NONE);
    mprotect(heap.base, SPAN_SIZE, PROT_NONE);
    mprotect(end, (size_t)(map + size - end), PROT_NONE);
}

static void
after_fork(void)
{
    heap_own_stack = (uint32_t)getpid() % HEAP_STACKS;
    memset(made_slab, 0, sizeof made_slab);
}

static void
start_once(void)
{
    unsigned long long wanted = settings()->heap_size;
    size_t size;
    char *map;

    if (wanted == 0 && is_under_valgrind())
        wanted = HEAP_VALGRIND;
    if (wanted == 0 && (settings()->check & CHECK_CONFLICTS))
        wanted = heap_checked;
    if (wanted == 0 || wanted > heap_most)
        wanted = heap_most;
    size = wanted / HUGE_PAGE * HUGE_PAGE;
    if (size < HEAP_LEAST)
        size = HEAP_LEAST;
    map = heap_reserve(&size);
    if (!map)
        return;
    madvise(map, size, MADV_DONTDUMP);
    lay_out(map, size);
    span_start();
    after_fork();
    pthread_atfork(NULL, NULL, after_fork);
}

void
heap_start(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, start_once);
}

/* Before main, and so before any fork: a heap first used in a worker would be
 * that worker's own. */
static __attribute__((constructor(102))) void
start_before_main(void)
{
    heap_start();
}
