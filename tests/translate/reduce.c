/* SPDX-License-Identifier: MIT */
/* A reduce block with labels. */
int next(int);

int sum(int n)
{
    int sum = 0;

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
#pragma shm reduce(i)
        {
        again:
            sum++;
            i = next(i);
            if (i)
                goto again;
        }
    }
    return sum;
}
