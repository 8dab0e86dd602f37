/* SPDX-License-Identifier: MIT */
/* A name in the list is the worker's innermost object of that name; the
 * block may declare names that hide the master's or the listed ones. */
#include "check.h"
#include <shm.h>

static int value = 1000;

int main(void)
{
    int i = 7, s = 3, sum = 0, out = 0;

#pragma shm parallel for
    for (int i = 0; i < 20; i++) {
        double s = i + 0.5;

        {
            int value = i * 2;

#pragma shm reduce(s, value)
            {
                int twice = (int)(2 * s);
                struct {
                    int value;
                } record = {value};

                sum += twice + record.value;
                {
                    char s = 1, value = 2;

                    out += s + value;
                }
            }
        }
#pragma shm reduce(i)
        {
            int s = i;

            out += s + value;
        }
    }
    CHECK(i == 7 && s == 3);
    printf("%d %d\n", sum, out);
    return 0;
}
