// env: SHM_HEAP_SIZE=64m
/* SPDX-License-Identifier: MIT */
/* shm_malloc that fails, in master and worker, gives NULL and ENOMEM, and the
 * program goes on. */
#include <errno.h>
#include <shm.h>
#include <stdio.h>

static int refused(void)
{
    errno = 0;
    return !shm_malloc((size_t)1 << 40) && errno == ENOMEM;
}

int main(void)
{
    int workers = 0;

#pragma shm parallel num_workers(2) reduction(+: workers)
    workers += refused();
    printf("%d %d\n", refused(), workers);
    return 0;
}
