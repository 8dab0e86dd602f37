/* SPDX-License-Identifier: MIT */
/* schedule.c -- chunk arithmetic.  See schedule.h. */
#include "schedule.h"

int
schedule_dynamic(shmrt_count count, shmrt_count chunk, shmrt_count k,
                 struct schedule_span *span)
{
    shmrt_count first;

    if (__builtin_mul_overflow(k, chunk, &first) || first >= count)
        return 0;
    span->first = first;
    span->last = chunk < count - first ? first + chunk : count;
    return 1;
}

int
schedule_cyclic(shmrt_count count, unsigned team, unsigned worker,
                shmrt_count chunk, shmrt_count turn,
                struct schedule_span *span)
{
    shmrt_count k;

    if (worker >= team || __builtin_mul_overflow(turn, team, &k)
        || __builtin_add_overflow(k, worker, &k))
        return 0;
    return schedule_dynamic(count, chunk, k, span);
}

shmrt_count
schedule_chunks(shmrt_count count, shmrt_count chunk)
{
    return count / chunk + (count % chunk != 0);
}

struct schedule_deal
schedule_deal_chunks(shmrt_count count, unsigned team, unsigned worker,
                     shmrt_count chunk)
{
    struct schedule_deal deal = { .size = chunk };
    shmrt_count chunks = schedule_chunks(count, chunk);

    if (worker >= chunks)
        return deal;
    deal.chunks = (chunks - worker - 1) / team + 1;
    deal.first = worker * chunk;
    deal.stride = team * chunk;
    deal.iterations = deal.chunks * chunk;
    if (worker == (chunks - 1) % team) /* the last one of all is ours */
        deal.iterations -= chunks * chunk - count;
    return deal;
}

/* Half of an equal share: were it a whole one, a loop whose first iterations
 * are the longest would end with one worker busy and the others idle. */
static shmrt_count
half_share(shmrt_count remaining, unsigned team)
{
    return schedule_chunks(remaining, 2 * (shmrt_count)team);
}

shmrt_count
schedule_guided(shmrt_count remaining, unsigned team, shmrt_count chunk)
{
    shmrt_count size = half_share(remaining, team);

    if (size < chunk)
        size = chunk;
    return size < remaining ? size : remaining;
}

/* auto.  A chunk is long enough when handing it out is 1 % of its time, and
 * need not be longer than a millisecond; near the end it shrinks with the
 * iterations left, as in guided, but never below the first bound.  So what a
 * worker may idle at the end is about a hundred times the cost of one chunk,
 * some microseconds.  Nothing is known of the first chunk: it is one
 * iteration.  From there sizes grow eightfold at most, since one measurement
 * of a short chunk says little. */
enum { AUTO_RATIO = 100, AUTO_GROWTH = 8 };
static const double auto_longest = 1e-3;
static const double auto_tick = 1e-9;

/* A time that a clock gave: a coarse one says 0. */
static double
at_least_a_tick(double seconds)
{
    return seconds > auto_tick ? seconds : auto_tick;
}

static double
average(double old, double new)
{
    return old > 0 ? (old + new) / 2 : new;
}

void
schedule_auto_learn(struct schedule_auto *a, shmrt_count size, double seconds,
                    double cost)
{
    if (size == 0)
        return;
    a->iteration =
        average(a->iteration, at_least_a_tick(seconds) / (double)size);
    a->cost = average(a->cost, at_least_a_tick(cost));
    a->size = size;
}

shmrt_count
schedule_auto_size(const struct schedule_auto *a, shmrt_count remaining,
                   unsigned team)
{
    double shortest = a->cost * AUTO_RATIO, seconds, size;
    double most = (double)a->size * AUTO_GROWTH;

    if (remaining == 0)
        return 0;
    if (a->size == 0)
        return 1;
    seconds = (double)half_share(remaining, team) * a->iteration;
    if (seconds > auto_longest)
        seconds = auto_longest;
    if (seconds < shortest)
        seconds = shortest;
    size = seconds / a->iteration;
    if (size > most)
        size = most;
    if (size >= (double)remaining)
        return remaining;
    return size > 1 ? (shmrt_count)size : 1;
}
