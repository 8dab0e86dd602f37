/* SPDX-License-Identifier: MIT */
/* -Wshm-retry: updates in place of shared memory, where chunks may be run
 * again; and what is none. */
enum { N = 100 };

static int counts[N], total, hidden[N];
#pragma shm shared(counts, total)

struct cell {
    int value;
};

void work(int *a, struct cell *cells, const int *from, int n)
{
    int scratch[N], sum = 0;

#pragma shm parallel for onfail(retry(2)) reduction(+ : sum)
    for (int i = 0; i < n; i++) {
        int own[2] = { i, i };

        counts[i] += 1;
        total++;
        --counts[n - i];
        counts[i] = counts[i] * 2;
        counts[0] = from[i] + (counts[0] & 1);
        a[i] *= 2;
        (*a)++;
        cells[i].value -= i;
        a[from[i]] += 1;
        sum += a[i];
        own[0] += own[1];
        hidden[i]++;
        scratch[i % 2] += i;
        counts[i] = from[i];
        a[i] = a[i + 1];
#pragma shm critical
        counts[i]++;
#pragma shm atomic
        counts[i]++;
#pragma shm reduce(i)
        a[i]++;
    }
#pragma shm parallel for onfail(retry(0))
    for (int i = 0; i < n; i++)
        counts[i]++;
#pragma shm parallel for onfail(skip)
    for (int i = 0; i < n; i++)
        counts[i]++;
#pragma shm parallel for
    for (int i = 0; i < n; i++)
        counts[i]++;
#pragma shm parallel for collapse(2) onfail(retry(n, always))
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            a[i * n + j] /= 2;
}
