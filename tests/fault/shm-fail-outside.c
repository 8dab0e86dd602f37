// status: 70
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* shm_fail outside of regions ends the program; a code that is no status
 * becomes 70. */
#include <shm.h>

int main(void)
{
    shm_fail(126, "%s", "nothing to do");
}
