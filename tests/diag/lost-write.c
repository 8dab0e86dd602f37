/* SPDX-License-Identifier: MIT */
/* Writes of workers to variables that are read behind the region. */
struct pair {
    int first, second[3];
};
void take(const int *);
int test(int);

int plain(int n, const int *a)
{
    int sum = 0, last = 0, found = 0, product = 1, histogram[10] = { 0 };
    int matrix[2][2];
    struct pair pair = { 0 };

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        sum += a[i];
        sum++; /* told once */
        last = a[i];
        histogram[a[i] % 10]++;
        *histogram = 1;
        matrix[0][i % 2] = i;
        pair.second[1] = i;
        if (test(a[i]))
            found = 1;
    }
#pragma shm parallel
    product *= 2;
    take(histogram);
    return sum + last + pair.first + found + product + matrix[1][1];
}

/* The loop around the region brings its text before it behind it. */
int around(int n)
{
    int round = 0, rest = 0;

    while (n-- > rest) {
        if (round > 10)
            break;
#pragma shm parallel
        {
            round = n;
            rest = n;
        }
    }
    return n;
}

/* Only one way sets the variable anew. */
int branches(int n)
{
    int x = 0, y = 0, z = 0;

#pragma shm parallel
    x = y = z = n;
    if (n > 1)
        x = 1;
    for (int i = 0; i < n; i++)
        y = 0;
    switch (n) {
    case 1: z = 1; break;
    case 2: break;
    default: return 0;
    }
    return x + y + z;
}

/* A later region is a reader. */
void later(int n)
{
    int x = 0, y = 0;

#pragma shm parallel if(n)
    x = y = n;
#pragma shm parallel firstprivate(y)
    test(x + y);
}
