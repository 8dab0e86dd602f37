/* SPDX-License-Identifier: MIT */
/* What a reduce block cannot hold. */
static int total;

int blocks(int n)
{
    register int fast = 1;

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i, fast)
        {
            static int calls;
            if (i == 3)
                goto out;
            if (i == 4)
                return 0;
            if (i == 5)
                continue;
            total += i + calls;
        }
        fast++;
    }
out:
    return total;
}
