/* SPDX-License-Identifier: MIT */
/* critical takes one name, or none. */
void names(void)
{
#pragma shm critical(one, two)
    ;
#pragma shm critical()
    ;
#pragma shm critical(12)
    ;
#pragma shm critical(open
    ;
}
