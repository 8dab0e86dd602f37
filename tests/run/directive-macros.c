/* SPDX-License-Identifier: MIT */
/* What follows "shm" in a directive is macro-expanded: clauses, expressions,
 * names, whole directives; also macros that take arguments, and macros that
 * change on the way. */
#include "check.h"
#include <shm.h>

#define LOOP parallel for
#define SUM_OF(x) reduction(+ : x)
#define KIND dynamic
#define CHUNK 2 + 1
#define SCHEDULE(kind) schedule(kind, CHUNK)
#define EXCLUSIVE critical(MUTEX)
#define MUTEX the_lock
#define LIST total, count
#define NOTHING

static int total, count, worker;
#pragma shm shared(LIST)

int main(void)
{
    int sum = 0, critical = 0;

#pragma shm LOOP SUM_OF(sum) SCHEDULE(KIND)
    for (int i = 0; i < 10; i++)
        sum += i;

#undef KIND
#define KIND static
#pragma shm NOTHING LOOP SCHEDULE(KIND) NOTHING SUM_OF(sum)
    for (int i = 0; i < 10; i++) {
        sum += i;
#pragma shm EXCLUSIVE
        {
            total += i;
            count++;
        }
#pragma shm critical(the_lock)
        total++;
    }

/* A word of the language that is a macro or a variable as well. */
#define parallel_for parallel for
#pragma shm parallel_for reduction(+ : critical) if (sum > 0)
    for (int i = 0; i < 10; i++)
        critical++;
#pragma shm parallel num_workers(CHUNK - 1) shared(worker)
    {
#pragma shm atomic
        worker++;
    }
    CHECK(1 <= worker && worker <= 2);
    printf("%d %d %d %d\n", sum, total, count, critical);
    return 0;
}
