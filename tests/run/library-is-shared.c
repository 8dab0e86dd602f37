/* SPDX-License-Identifier: MIT */
/* shm_is_shared tells shared memory from private memory. */
#include "check.h"
#include <shm.h>

static int shared_static, private_static;
static int shared_other = 1;
#pragma shm shared(shared_static, shared_other)

int main(void)
{
    int automatic = 0, named[10] = {0};
    char *heap = malloc(10), *block = shm_malloc(100000);
#pragma shm shared(named)
#pragma shm private(automatic)

    CHECK(heap && block);
    CHECK(shm_is_shared(&shared_static) && shm_is_shared(&shared_other));
    CHECK(shm_is_shared(named) && shm_is_shared(&named[9]));
    CHECK(shm_is_shared(block) && shm_is_shared(block + 99999));
    CHECK(!shm_is_shared(NULL));
#ifdef _SHM
    CHECK(!shm_is_shared(&private_static) && !shm_is_shared(&automatic));
    CHECK(!shm_is_shared(heap) && !shm_is_shared("text"));
#endif
#pragma shm parallel
    {
        int own = 0;

        CHECK(shm_is_shared(&shared_static) && shm_is_shared(named));
        CHECK(shm_is_shared(block + 1));
#ifdef _SHM
        CHECK(!shm_is_shared(&own) && !shm_is_shared(&private_static));
#endif
        automatic = own + private_static;
    }
    free(heap);
    shm_free(block);
    puts("told apart");
    return automatic;
}
