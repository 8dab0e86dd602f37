/* SPDX-License-Identifier: MIT */
/* Mistakes on the lines of objects that are shared. */
struct pair {
    int first;
};

int shared(int n, struct pair pair)
{
    int total = missing_in_initializer, length[3] = { 0 };
#pragma shm shared(total, length)
    const int fixed = 1;
#pragma shm shared(n, fixed)

    total.member = 1;
    total = pair;
    fixed = 2 + fixed;
    total(n);
#pragma shm parallel
    {
        total = "text" * 2;
        n->first = 1;
        length[n] = pair;
    }
    return total + length[0];
}
