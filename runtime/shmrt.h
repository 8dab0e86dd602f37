/* shmrt.h -- what generated code calls.  Nothing in here is for users.
 *
 * The translator writes calls to these functions; libshmrt defines them.  The
 * file is preprocessed in front of a translated unit, so it includes nothing
 * and uses only the compiler's built-in macros and types.
 *
 * The shape of a region, as the translator writes it (N is a number that is
 * unique in the file; every generated identifier ends in one):
 *
 *     {
 *       static const struct shmrt_place shmrt_place_N = { "f.c", 12, ... };
 *       struct shmrt_region shmrt_region_N = { &shmrt_place_N, ... };
 *       shmrt_region_N.if_ = (e) != 0;                     // clauses
 *       shmrt_reduction(&shmrt_region_N, 0, sizeof sum);   // each reduction
 *       for (int shmrt_k_N; (shmrt_k_N = shmrt_parallel(&shmrt_region_N));)
 *         if (shmrt_k_N == SHMRT_BODY) {       // a worker, or serial mode
 *           if (shmrt_region_N.team) sum = 0;  // identity, in a worker only
 *           if (shmrt_resume(&shmrt_region_N, 0, &part)) sum = part;
 *           ... the body, where the user wrote it ...
 *           if (shmrt_region_N.team) shmrt_put(&shmrt_region_N, 0, &sum);
 *           shmrt_parallel_end(&shmrt_region_N);   // a worker ends in here
 *         } else if (shmrt_k_N == SHMRT_COMBINE) { // the master, once
 *           for (int w = 0; (part = shmrt_part(&shmrt_region_N, 0, w)); w++)
 *             sum = sum + *part;
 *         } else if (shmrt_k_N == SHMRT_REDUCE + 0) { // the master
 *           T s = *(T *)shmrt_receive(&shmrt_region_N, sizeof s);
 *           ... the text of the reduce block ...
 *         }
 *     }
 *
 * shmrt_parallel is called again and again: the first call forks and returns
 * SHMRT_BODY in each worker; in the master every call supervises until there
 * is something to do, and returns 0 when the region is over.
 */
#ifndef SHMRT_H
#define SHMRT_H 1

typedef __SIZE_TYPE__ shmrt_size;
typedef __PTRDIFF_TYPE__ shmrt_difference;
__extension__ typedef unsigned long long shmrt_count;

/* A function that workers call is looked up when the program starts: if that
 * were left to the first call, every worker of every region would do it. */
#if defined __GNUC__ && !defined __clang__
#define SHMRT_DIRECT __attribute__((__noplt__))
#else
#define SHMRT_DIRECT
#endif

/* A place in the user's source: constant, one for each directive. */
struct shmrt_place {
    const char *file;
    int line;
    const char *directive; /* "parallel for" */
    const char *label;     /* text of label("..."), or 0 */
};

/* ---- parallel -------------------------------------------------------- */

enum {
    SHMRT_DONE = 0,
    SHMRT_BODY = 1,
    SHMRT_COMBINE = 2,
    SHMRT_REDUCE = 8 /* + number of the reduce block in its region */
};

enum { SHMRT_ONFAIL_DEFAULT, SHMRT_ONFAIL_ABORT, SHMRT_ONFAIL_RETRY,
       SHMRT_ONFAIL_SKIP };

struct shmrt_loop;
struct shmrt_team; /* private to the runtime */
struct shm_error;  /* shm.h */

/* Lives on the stack of the function that meets the region.  Generated code
 * fills the first part, the runtime the second. */
struct shmrt_region {
    const struct shmrt_place *place;
    int if_;            /* value of if(e); 1 without the clause */
    int has_num_workers;
    long long num_workers; /* value of num_workers(e) */
    int has_count;      /* parallel for: no more workers than iterations */
    shmrt_count count;
    struct shmrt_loop *loop; /* of a parallel for: described, not started */
    int onfail;         /* SHMRT_ONFAIL_... */
    long long retries;  /* of retry(n) */
    int retry_always;   /* retry(n, always) */
    int has_timeout;
    double timeout;     /* value of timeout(s), seconds */
    struct shm_error *error; /* of error(e), or 0 */

    /* Set by the runtime. */
    struct shmrt_team *team; /* in a worker of this region: its team; in
                              * serial mode 0 (the master runs the body) */
    void *state;
    int phase;
};

static __inline__ __attribute__((unused)) void
shmrt_region_init(struct shmrt_region *r, const struct shmrt_place *place)
{
    __builtin_memset(r, 0, sizeof *r);
    r->place = place;
    r->if_ = 1;
}

/* Says that the object is shared in this region; ends the program with an
 * error that names it when it does not lie in shared memory.  Before the
 * first shmrt_parallel. */
void shmrt_check_shared(struct shmrt_region *, const char *name,
                        const volatile void *object, shmrt_size size);

/* Declares reduction number `which` (0, 1, ...) with parts of `size` bytes.
 * Before the first shmrt_parallel. */
void shmrt_reduction(struct shmrt_region *, int which, shmrt_size size);

/* Says that an object of static life is meant to be each process's own: a
 * clause makes it private, or a directive.  For SHM_CHECK. */
SHMRT_DIRECT void shmrt_private(const volatile void *object, shmrt_size size);

int shmrt_parallel(struct shmrt_region *);

/* End of the body.  A worker commits and ends here and never returns; in
 * serial mode it returns and the next shmrt_parallel gives SHMRT_DONE. */
SHMRT_DIRECT void shmrt_parallel_end(struct shmrt_region *);

/* Worker: gives its part of reduction `which` (size as declared).  Takes
 * effect at the commit.  Called once at the body's end and, where
 * shmrt_loop.commit says so, after each chunk; the last value counts. */
SHMRT_DIRECT void shmrt_put(struct shmrt_region *, int which,
                            const volatile void *part);

/* Worker, at the begin of a parallel for: 1 and the part that counts of the
 * worker that was in its place before, which it adds to; 0: there is none. */
int shmrt_resume(struct shmrt_region *, int which, volatile void *part);

/* Master, in SHMRT_COMBINE: the index-th part in worker order, 0 after the
 * last one.  Valid until the next call of shmrt_parallel. */
const void *shmrt_part(struct shmrt_region *, int which, int index);

/* Worker: at the region's end the master's bytes at `object` become these.
 * For lastprivate and inner reductions: an object that the master has too.
 * Does nothing in serial mode or outside a region. */
SHMRT_DIRECT void shmrt_export(const volatile void *object, shmrt_size size);

/* ---- reduce blocks ---------------------------------------------------- */

/* At a reduce directive in the body.  1: run the block here and now (serial
 * mode); 0: send the values of the list, then call shmrt_send_end.
 * `ordered`: run the blocks in iteration order. */
SHMRT_DIRECT int shmrt_send_begin(struct shmrt_region *, int block,
                                  int ordered);
SHMRT_DIRECT void shmrt_send(struct shmrt_region *,
                             const volatile void *value, shmrt_size size);
SHMRT_DIRECT void shmrt_send_end(struct shmrt_region *);

/* Master, in SHMRT_REDUCE + block: the next value of the message, aligned
 * for any type and writable, valid until the next shmrt_parallel.  A size
 * that is not the one sent ends the program (70). */
void *shmrt_receive(struct shmrt_region *, shmrt_size size);
/* The same for an array section; *size is set to what was sent. */
void *shmrt_receive_section(struct shmrt_region *, shmrt_size *size);

/* ---- loops ------------------------------------------------------------ */

enum { SHMRT_SCHED_STATIC = 1, SHMRT_SCHED_DYNAMIC, SHMRT_SCHED_GUIDED,
       SHMRT_SCHED_AUTO, SHMRT_SCHED_RUNTIME };

/* A worksharing loop, on the stack of the worker (or of whoever meets an
 * orphaned loop).  Iterations are counted 0 .. count-1 ("logical"); the
 * generated code turns them into values of the user's variable:
 *
 *     struct shmrt_loop shmrt_loop_N = { &shmrt_place_N, count, ... };
 *     for (shmrt_loop_start(&L); shmrt_loop_next(&L); ) {
 *       T lo = lb + L.first * step, hi = lb + L.last * step;
 *       for (T i = lo; i < hi; i++) { shmrt_iteration(..); body }
 *       if (L.commit) { shmrt_put(...); }  // when there are reductions
 *     }
 *     shmrt_loop_end(&L);
 */
struct shmrt_loop {
    const struct shmrt_place *place;
    shmrt_count count;
    int schedule;       /* SHMRT_SCHED_..., 0: none given */
    long long chunk;    /* 0: none given; less than 1: a message, then 1 */
    int ordered;        /* has the ordered clause */
    int nowait;         /* no barrier at the end */
    struct shmrt_blocks *blocks; /* reproducible reductions, or 0 */
    int combined;       /* the loop of a parallel for: the region's end is
                         * its barrier */
    int cancellable;    /* a cancel or cancellation point names it */
    int nonmonotonic;   /* a worker may get an earlier chunk after a later */
    int sections;       /* the iterations are sections, counted from base 1 */
    long long base;     /* value of the variable in iteration 0, and step: */
    long long step;     /* only for messages.  0 and 1 for pointers and
                         * collapsed loops */

    /* Set by the runtime. */
    shmrt_count first;  /* the chunk: first <= k < last */
    shmrt_count last;
    int commit;         /* the chunk must be committed by itself (retry) */
    int active;         /* 1: shared out among a team of workers */
    struct shmrt_loop *outer;
    void *state;
    shmrt_count cursor, limit, stride;
    shmrt_count size, chunks; /* of a static schedule: see shmrt_loop_static */
    int quick;          /* static, and nothing to be done between chunks */
    unsigned turn;
    int scheduled;
    int ordered_turn;   /* this chunk's; ordered.c */
};

/* The first part; the rest is the work of shmrt_loop_start. */
static __inline__ __attribute__((unused)) void
shmrt_loop_init(struct shmrt_loop *l, const struct shmrt_place *place,
                shmrt_count count)
{
    l->place = place;
    l->count = count;
    l->schedule = l->ordered = l->nowait = l->combined = 0;
    l->chunk = l->base = 0;
    l->blocks = 0;
    l->cancellable = l->nonmonotonic = l->sections = 0;
    l->step = 1;
}

/* The chunk of schedule(..., e), told apart from none. */
static __inline__ __attribute__((unused, const)) long long
shmrt_chunk(long long e)
{
    return e ? e : -1;
}

/* The count of two nested loops; as many as there can be when it does not
 * fit. */
static __inline__ __attribute__((unused, const)) shmrt_count
shmrt_times(shmrt_count a, shmrt_count b)
{
    return b && a > ~(shmrt_count)0 / b ? ~(shmrt_count)0 : a * b;
}

/* The count of two parts of a nest; as many as there can be when it does not
 * fit. */
static __inline__ __attribute__((unused, const)) shmrt_count
shmrt_plus(shmrt_count a, shmrt_count b)
{
    return a + b < a ? ~(shmrt_count)0 : a + b;
}

/* How much of a row of `length` iterations, which begins at `begin`, lies in
 * front of iteration k. */
static __inline__ __attribute__((unused, const)) shmrt_count
shmrt_in_row(shmrt_count k, shmrt_count begin, shmrt_count length)
{
    return k <= begin ? 0 : k - begin < length ? k - begin : length;
}

/* What inlined code needs of the process that it runs in.  The pointers are
 * never 0: where there is nothing to point at, they point to zeros. */
struct shmrt_self {
    volatile shmrt_count *chunk;  /* the slot's: iteration, first, last; read
                                   * by the master */
    volatile unsigned *state;     /* the slot's; SHMRT_TAINTED is a bit of it */
    const volatile shmrt_count *attention; /* not 0: ask the runtime before
                                            * the next chunk */
    char *const volatile *output; /* of stdout: two pointers; not equal:
                                   * something is to be written */
    int worker;                   /* its number */
};
extern struct shmrt_self shmrt_self;

enum { SHMRT_TAINTED = 4, SHMRT_CHECKED = 128 };

/* Notes the logical iteration, for messages, `ordered` and `reduce ordered`.
 * Written where the body has a call, a loop or an ordered construct. */
static __inline__ __attribute__((unused, always_inline)) void
shmrt_iteration(shmrt_count k)
{
    *shmrt_self.chunk = k;
}

SHMRT_DIRECT void shmrt_loop_start(struct shmrt_loop *);
SHMRT_DIRECT int shmrt_loop_take(struct shmrt_loop *);
/* Barrier unless nowait. */
SHMRT_DIRECT void shmrt_loop_end(struct shmrt_loop *);

/* The next chunk of a static schedule: `chunks` are left, the next one begins
 * at `cursor`, they are `stride` apart. */
static __inline__ __attribute__((unused)) int
shmrt_loop_static(struct shmrt_loop *l)
{
    if (l->chunks == 0)
        return 0;
    l->chunks--;
    l->first = l->cursor;
    l->last = l->size < l->count - l->first ? l->first + l->size : l->count;
    l->cursor += l->stride; /* not used again where it goes round */
    return 1;
}

/* Anything to do between two chunks? */
static __inline__ __attribute__((unused)) int
shmrt_is_called(void)
{
    return *shmrt_self.attention != 0
           || shmrt_self.output[0] != shmrt_self.output[1];
}

/* The next chunk: 1, or 0 after the last one.  What the master is to know of
 * the chunk is written before it begins; an iteration of another chunk, which
 * may still stand there, is told by its number. */
static __inline__ __attribute__((unused)) int
shmrt_loop_next(struct shmrt_loop *l)
{
    if (!l->quick || shmrt_is_called())
        return shmrt_loop_take(l);
    if (!shmrt_loop_static(l))
        return 0;
    shmrt_self.chunk[2] = l->last;
    __atomic_store_n(&shmrt_self.chunk[1], l->first, __ATOMIC_RELEASE);
    return 1;
}

/* Maps shared memory that a worker is about to use; a hint. */
SHMRT_DIRECT void shmrt_map_ahead(shmrt_size address, shmrt_size);

/* A chunk will use `count` elements of `size` from here on.  Few bytes are not
 * worth a call.  (A number: to pass the address would say that the memory is
 * read.) */
static __inline__ __attribute__((unused, always_inline)) void
shmrt_ahead(shmrt_size from, shmrt_count count, shmrt_size size)
{
    if (count >= (1u << 18) / size)
        shmrt_map_ahead(from, (shmrt_size)count * size);
}

/* A reduction on a loop inside a region: every worker publishes its part,
 * waits for the others (so the loop's own barrier is not needed as well) and
 * combines all parts itself, in worker order:
 *
 *     T orig = sum; if (L.active) sum = 0; ...loop...
 *     if (L.active) {
 *       shmrt_share(&L, 0, &sum, sizeof sum); ... one for each variable
 *       shmrt_share_wait(&L);
 *       sum = orig;
 *       for (int w = 0; (part = shmrt_shared_part(&L, 0, w)); w++)
 *         sum = sum + *part;
 *       shmrt_export(&sum, sizeof sum);
 *     }
 *
 * lastprivate inside a region uses the same: only the worker that ran the
 * last iteration calls shmrt_share, the others get that one part (index 0). */
SHMRT_DIRECT void shmrt_share(struct shmrt_loop *, int which,
                              const volatile void *part, shmrt_size size);
SHMRT_DIRECT void shmrt_share_wait(struct shmrt_loop *);
SHMRT_DIRECT const void *shmrt_shared_part(struct shmrt_loop *, int which,
                                           int index);

/* Reproducible reductions: a part for each block of iterations, combined in
 * the order of the blocks, so that neither team nor schedule changes a bit.
 * Each chunk of the loop is a block:
 *
 *     struct shmrt_blocks B; shmrt_blocks_init(&B);
 *     const shmrt_size offset = shmrt_blocks_add(&B, sizeof sum); ...
 *     shmrt_blocks_divide(&B, count);
 *     shmrt_blocks_open(&B, &shmrt_place_N);   // in front of a region only
 *     T orig = sum;
 *     L.blocks = &B; shmrt_loop_start(&L);
 *     while (shmrt_loop_next(&L)) {
 *       sum = 0;
 *       ... the loop ...
 *       shmrt_block_put(&L, offset, &sum, sizeof sum);
 *     }
 *     sum = orig;     // behind the wait; or in the master, in SHMRT_COMBINE
 *     for (shmrt_count b = 0; b < B.count; b++)
 *       if ((part = shmrt_block_part(&B, offset, b)) != 0) sum = sum + *part;
 *     shmrt_blocks_close(&B);                  // behind a region only
 */
struct shmrt_blocks {
    shmrt_count size;  /* iterations of a block; the last may have fewer */
    shmrt_count count; /* how many blocks */
    shmrt_size bytes;  /* the parts of one block */
    void *parts;
};

static __inline__ __attribute__((unused)) void
shmrt_blocks_init(struct shmrt_blocks *b)
{
    __builtin_memset(b, 0, sizeof *b);
}

/* Where the parts of a variable of this size stand in a block. */
shmrt_size shmrt_blocks_add(struct shmrt_blocks *, shmrt_size size);
void shmrt_blocks_divide(struct shmrt_blocks *, shmrt_count iterations);
/* Gets the memory; ends the program with 71 when there is none. */
void shmrt_blocks_open(struct shmrt_blocks *, const struct shmrt_place *);
void shmrt_blocks_close(struct shmrt_blocks *);
void shmrt_block_put(struct shmrt_loop *, shmrt_size offset,
                     const volatile void *part, shmrt_size size);
/* 0: the block was given up. */
const void *shmrt_block_part(const struct shmrt_blocks *, shmrt_size offset,
                             shmrt_count block);

/* ---- trip counts ------------------------------------------------------- */
/* How often a canonical loop runs, for a variable of any integer type up to
 * 64 bits or any pointer type, over the full range of the type.  lb and ub
 * are in the variable's own type; `step` is what is added each time, modulo
 * 2^64: (shmrt_count)(c) for i += c, 0 - (shmrt_count)(c) for i -= c.
 *
 *     T lb = (e1), ub = (e2);
 *     shmrt_count step = (shmrt_count)(c);
 *                                               // i < ub, i an integer
 *     n = shmrt_trip_lt(lb < ub, (shmrt_count)lb, (shmrt_count)ub, step,
 *                       sizeof lb);
 *     i = (T)((shmrt_count)lb + k * step);      // its value in iteration k
 *                                               // p < ub, p a pointer
 *     n = shmrt_trip_lt(lb < ub, 0, (shmrt_count)(ub - lb), step,
 *                       sizeof step);
 *     p = lb + (__PTRDIFF_TYPE__)(k * step);
 *
 * and the same with _le _gt _ge _ne for the other relations.  lt and le are
 * loops that go up, gt and ge down; ne goes by ones, either way, and round
 * the end of the type as the serial loop does.  The last argument is the width
 * in which the step counts.  A loop that the end of its type would keep from
 * ending has the iterations up to there; with a step of 0 (an error that
 * shmrt_loop_start reports) the count is the largest there is. */

static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_low_bytes(shmrt_count bits, shmrt_size width)
{
    return bits & (~(shmrt_count)0 >> (64 - 8 * width));
}

/* The bound is not reached; distance is at least 1 where `any` is set. */
static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_open(int any, shmrt_count distance, shmrt_count step)
{
    if (!any)
        return 0;
    return step ? (distance - 1) / step + 1 : ~(shmrt_count)0;
}

/* The bound itself may be reached. */
static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_closed(int any, shmrt_count distance, shmrt_count step)
{
    shmrt_count steps = step ? distance / step : ~(shmrt_count)0;

    if (!any)
        return 0;
    return steps + (steps != ~(shmrt_count)0);
}

static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_lt(int any, shmrt_count lb, shmrt_count ub, shmrt_count step,
              shmrt_size width)
{
    return shmrt_trip_open(any, ub - lb, shmrt_low_bytes(step, width));
}

static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_le(int any, shmrt_count lb, shmrt_count ub, shmrt_count step,
              shmrt_size width)
{
    return shmrt_trip_closed(any, ub - lb, shmrt_low_bytes(step, width));
}

static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_gt(int any, shmrt_count lb, shmrt_count ub, shmrt_count step,
              shmrt_size width)
{
    return shmrt_trip_open(any, lb - ub, shmrt_low_bytes(0 - step, width));
}

static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_ge(int any, shmrt_count lb, shmrt_count ub, shmrt_count step,
              shmrt_size width)
{
    return shmrt_trip_closed(any, lb - ub, shmrt_low_bytes(0 - step, width));
}

static __inline__ __attribute__((unused, const, always_inline)) shmrt_count
shmrt_trip_ne(int any, shmrt_count lb, shmrt_count ub, shmrt_count step,
              shmrt_size width)
{
    return any ? shmrt_low_bytes(step == 1 ? ub - lb : lb - ub, width) : 0;
}

/* A copy of an array's original value in private memory, while the array
 * itself holds the worker's part.  Never fails: ends the program with 71. */
void *shmrt_save(const volatile void *, shmrt_size);
void shmrt_save_free(void *);
/* Does the byte lie in shared memory?  (shm_is_shared of shm.h) */
int shmrt_is_shared(const volatile void *);

/* ---- sections, single, masked ----------------------------------------- */
/* sections are a loop over section numbers with schedule(dynamic,1):
 *
 *     while (shmrt_loop_next(&L)) {
 *       if (shmrt_section(&L, 0)) { first section }
 *       if (shmrt_section(&L, 1)) { second section }
 *     }
 *
 * Without a team they are all in one chunk. */
static __inline__ __attribute__((unused)) int
shmrt_section(const struct shmrt_loop *l, shmrt_count k)
{
    if (k < l->first || k >= l->last)
        return 0;
    shmrt_iteration(k);
    return 1;
}

/* 1 in the one worker that is to run the block. */
SHMRT_DIRECT int shmrt_single(const struct shmrt_place *);
/* After the block, in that worker: the value of a copyprivate variable. */
void shmrt_single_copy_out(int which, const volatile void *, shmrt_size);
/* After the barrier, in every worker: takes it. */
void shmrt_single_copy_in(int which, volatile void *, shmrt_size);
static __inline__ __attribute__((unused)) int
shmrt_masked(int filter)
{
    return shmrt_self.worker == filter;
}

/* ---- waiting ---------------------------------------------------------- */

SHMRT_DIRECT void shmrt_barrier(const struct shmrt_place *);

/* One lock for each name in the whole program.  `cache` is a static word,
 * 0 at first, in which the runtime keeps what it found for the name. */
SHMRT_DIRECT void shmrt_critical_begin(void **cache, const char *name,
                                       const struct shmrt_place *);
SHMRT_DIRECT void shmrt_critical_end(void **cache);

/* In a loop with the ordered clause, for the iteration noted last. */
SHMRT_DIRECT void shmrt_ordered_begin(const struct shmrt_place *);
SHMRT_DIRECT void shmrt_ordered_end(void);

void shmrt_flush(void);
/* An atomic on an object wider than the machine's: one lock for all. */
void shmrt_atomic_begin(void);
void shmrt_atomic_end(void);
/* In front of an atomic that writes: this chunk is no longer one that can be
 * run again as if nothing had been. */
static __inline__ __attribute__((unused)) void
shmrt_atomic_note(void)
{
    *shmrt_self.state |= (unsigned)SHMRT_TAINTED;
}

/* Which object that is, for SHM_CHECK. */
void shmrt_atomic_object(const volatile void *, shmrt_size);
static __inline__ __attribute__((unused)) void
shmrt_atomic_on(const volatile void *object, shmrt_size size)
{
    if (*shmrt_self.state & (unsigned)SHMRT_CHECKED)
        shmrt_atomic_object(object, size);
}

/* ---- tasks, cancel ------------------------------------------------------ */

/*     if (shmrt_task(&shmrt_place_N, (e) != 0)) { block shmrt_task_end(); }
 *
 * shmrt_task returns 1 where the block is to be run: in a forked child, which
 * ends in shmrt_task_end, or at once in the process that met it. */
int shmrt_task(const struct shmrt_place *, int if_);
void shmrt_task_end(void);
void shmrt_taskwait(void);
void shmrt_taskgroup_begin(void);
void shmrt_taskgroup_end(void);
/* cancel and cancellation point, in the text of the construct that they name
 * (number N), whose end has the label:
 *
 *     if (shmrt_cancel(SHMRT_CANCEL_FOR, (e) != 0)) goto shmrt_cancelled_N;
 *
 * 1: leave the construct now.  `cancel` whose if_ is 0 is a cancellation
 * point.  Of a loop the label stands behind the user's loop, in the loop over
 * the chunks; of a region at the end of the body, before the reductions. */
enum { SHMRT_CANCEL_PARALLEL = 1, SHMRT_CANCEL_FOR, SHMRT_CANCEL_SECTIONS };
int shmrt_cancel(int kind, int if_);
int shmrt_cancellation_point(int kind);

/* ---- shared objects ---------------------------------------------------- */

/* A shared automatic object: memory for it, aligned for any type (or to
 * `align` when that is more), with the bytes of *init when init is not 0.
 * Never fails: ends the program with 71. */
void *shmrt_auto(shmrt_size size, shmrt_size align, const void *init);
static __inline__ __attribute__((unused, const, always_inline)) shmrt_size
shmrt_larger(shmrt_size a, shmrt_size b)
{
    return a > b ? a : b;
}
/* For __attribute__((cleanup)): `pointer` is the address of the pointer. */
void shmrt_auto_free(void *pointer);

/* Called by the constructor that the translator writes into each unit with
 * shared objects of static life (globals.c has its text); start and stop
 * bound a section of the program or shared library that the unit is linked
 * into.  Page-aligned, or both 0 where there is no such section.  Copies the
 * pages into shared memory and maps that in their place; a range seen before
 * is left alone. */
void shmrt_share_section(void *start, void *stop);
/* The same for a section that holds zeros until the program writes to it: of
 * its pages only those are copied that were written to. */
void shmrt_share_zero_section(void *start, void *stop);
/* Called by the destructor: the pages are about to be unmapped (dlclose). */
void shmrt_unshare_section(void *start, void *stop);

/* ---- counters ----------------------------------------------------------- */

/* Of a unit in which the compiler counts what is run, the functions of the
 * library that keeps the counts: to forget them, to add them to their file.
 * Called by the unit's constructor and destructor; several units may bring
 * the same ones. */
struct shmrt_counters {
    void (*reset)(void), (*write)(void);
    struct shmrt_counters *next; /* the runtime's */
};
void shmrt_counters_begin(struct shmrt_counters *);
void shmrt_counters_end(struct shmrt_counters *);

/* A reference to this symbol in every translated unit makes a mismatch of
 * translator and library a link error.  The number changes with the contract
 * that this file is. */
extern const char shmrt_abi_1;
#ifndef SHMRT_LIBRARY
static const char *const shmrt_needs_1 __attribute__((__used__))
    = &shmrt_abi_1;
#endif

#endif
