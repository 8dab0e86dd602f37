/* SPDX-License-Identifier: MIT */
/* error(e), timeout and onfail(abort) in regions without a failure: all of e
 * is zero, whatever it held, and the region does what it does without. */
#include "check.h"

#include <shm.h>
#include <string.h>

static struct shm_error all_zero;

static long sum_up(struct shm_error *error, int n)
{
    long sum = 1;

    (void)error;

#pragma shm parallel for reduction(+: sum) error(*error) timeout(60) \
    onfail(abort)
    for (int i = 0; i < n; i++)
        sum += i;
    return sum;
}

static int last(void)
{
    struct shm_error errors[2];
    int value = 0, count = 0;

    errors[1].kind = SHM_OK; /* for a serial program, which ignores error */
#pragma shm parallel for lastprivate(value) error(errors[1]) timeout(59.5)
    for (int i = 0; i < 100; i++) {
        value = i;
#pragma shm reduce(i)
        count += i == 99;
    }
    return value + count + (int)errors[1].kind;
}

int main(void)
{
    struct shm_error error;

    memset(&error, 0, sizeof error);
#ifdef _SHM
    memset(&error, 1, sizeof error);
#endif
    CHECK(sum_up(&error, 100) == 4951);
    CHECK(memcmp(&error, &all_zero, sizeof error) == 0);
    CHECK(strcmp(shm_strerror(&error), "no error") == 0);
    CHECK(sum_up(&error, 0) == 1 && error.kind == SHM_OK);
    CHECK(last() == 100);
    return 0;
}
