/* SPDX-License-Identifier: MIT */
/* Memory of the machine. */
#include "check.h"
#include <shm.h>

int main(void)
{
    size_t total = shm_total_memory(), available = shm_available_memory();

    CHECK(total == 0 || total > 1 << 20);
    CHECK(available <= total);
    puts("some");
    return 0;
}
