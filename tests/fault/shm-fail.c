// status: 9
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* shm_fail in a worker: its message, one line by the master, and its code for
 * a status.  The bytes of the message cannot steer a terminal. */
#include <shm.h>

int main(void)
{
#pragma shm parallel for schedule(static, 5)
    for (int i = 0; i < 20; i++) {
        if (i == 12)
            shm_fail(9, "no file '%s'", "a\033b");
    }
    return 0;
}
