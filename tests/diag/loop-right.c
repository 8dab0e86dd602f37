/* SPDX-License-Identifier: MIT */
/* Loops at the edge of the canonical form, and bodies that only seem to
 * change what the header is made of: no message. */
enum { STEP = 4, BACK = -1 };

struct list {
    int n;
};

void work(int);
int more(void);

void forms(int n, int step, const char *begin, const char *end)
{
    int i;

#pragma shm parallel for
    for (i = n; 0 < i; i = i - 1)
        work(i);
#pragma shm parallel for
    for ((i) = 0; (n > (i)); (i = (STEP + i)))
        work(i);
#pragma shm parallel for
    for (i = n; i != 0; i += BACK)
        work(i);
#pragma shm parallel for
    for (i = n; i > 0; i -= step)
        work(i);
#pragma shm parallel for
    for (i = n; i >= 0; i += step)
        work(i);
#pragma shm parallel for
    for (const char *p = end; p > begin; p -= 1 << 1)
        work(*p);
#pragma shm parallel for
    for (unsigned char c = 255; c > 'a'; --c)
        work(c);
#pragma shm parallel for
    for (i = more(); i < (int)sizeof i * more(); i += more())
        work(i);
#pragma shm parallel for collapse(2)
    for (i = 0; i < n; i++) {
        {
            for (long j = n; j >= step; j -= STEP)
                work((int)j);
        }
    }
}

void bodies(int n, int *a, struct list *list)
{
    int i, total = 0;

#pragma shm parallel for
    for (i = 0; i < list->n; i++) {
        struct list mine = { n };

        mine.n = a[i];
        a[i] = mine.n;
        for (int i = 0; i < 3; i++)
            work(i);
    }
#pragma shm parallel for
    for (i = 0; i < n; i++) {
#pragma shm reduce(i)
        {
            total += i;
            i = 0;
        }
    }
    work(total);
}

/* What changes is n, not where it lies. */
int address(int n)
{
    int m = 0;

#pragma shm parallel for reduction(+: n, m)
    for (char *p = (char *)&n; p < (char *)(&n + 1); p += 2) {
        n++;
        m += *p;
    }
    return n + m;
}
