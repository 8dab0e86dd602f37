// env: SHM_NUM_WORKERS=0
// status: 3
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* In serial mode there is no way out of the block: shm_fail ends the program,
 * with error(e) too. */
#include <shm.h>

int main(void)
{
    struct shm_error error;

#pragma shm parallel for error(error)
    for (int i = 0; i < 20; i++) {
        if (i == 12)
            shm_fail(3, "bad luck");
    }
    return (int)error.kind;
}
