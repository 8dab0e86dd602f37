/* SPDX-License-Identifier: MIT */
/* Every name of a reduce block is the master's own, or is listed. */
struct outer {
    int x;
};

static int total, list[10];
static int helper(int);

void names(int n)
{
    int i;

#pragma shm parallel for
    for (int k = 0; k < n; k++) {
        int x = k, y = 2 * k;
        static int count;
        struct inner {
            int z;
        };
        typedef int number;
        enum { LIMIT = 3 };
#pragma shm reduce(x)
        {
            int own = x;

            total += own + y + y;
            list[k % 10] = count++;
            total += helper(x) > LIMIT;
            struct inner one = { x };
            number two = (number)one.z;
            struct outer three = { two };
            total += three.x;
        }
    }
#pragma shm parallel for
    for (i = 0; i < n; i++) {
#pragma shm reduce(n)
        list[i % 10] += n;
    }
}
