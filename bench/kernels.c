/* SPDX-License-Identifier: MIT */
/* kernels.c -- loops as people run them, with two workers: arithmetic, and
 * calls into a C library that takes locks when there are threads. */
#include "bench.h"

#include <string.h>

enum { N = 1 << 22, SIDE = 300, DRAWS = 4000000, BINS = 64 };

static double a[N], b[N], c[N], left[SIDE][SIDE], right[SIDE][SIDE],
    product[SIDE][SIDE];
SHARED(a, b, c, left, right, product)

static int
near(double is, double should_be)
{
    return is > 0.995 * should_be && is < 1.005 * should_be;
}

static void
triad(void)
{
    DIRECTIVE(parallel for num_threads(2))
    for (int i = 0; i < N; i++)
        a[i] = b[i] + 3.0 * c[i];
}

static double
dot(void)
{
    double sum = 0;

    DIRECTIVE(parallel for num_threads(2) reduction(+ : sum))
    for (int i = 0; i < N; i++)
        sum += b[i] * c[i];
    return sum;
}

static void
multiply(void)
{
    DIRECTIVE(parallel for num_threads(2))
    for (int i = 0; i < SIDE; i++)
        for (int k = 0; k < SIDE; k++)
            for (int j = 0; j < SIDE; j++)
                product[i][j] += left[i][k] * right[k][j];
}

static int
mandelbrot(void)
{
    int inside = 0;

    DIRECTIVE(parallel for num_threads(2) schedule(dynamic, 4)
              reduction(+ : inside))
    for (int y = 0; y < 400; y++)
        for (int x = 0; x < 400; x++) {
            double cr = x / 160.0 - 2, ci = y / 160.0 - 1.25, r = 0, i = 0;
            int k = 0;

            while (k < 200 && r * r + i * i < 4) {
                double t = r * r - i * i + cr;

                i = 2 * r * i + ci;
                r = t;
                k++;
            }
            inside += k == 200;
        }
    return inside;
}

static long
draw(void)
{
    long inside = 0;

    DIRECTIVE(parallel for num_threads(2) reduction(+ : inside))
    for (int i = 0; i < DRAWS; i++) {
        double x = rand() / (double)RAND_MAX, y = rand() / (double)RAND_MAX;

        inside += x * x + y * y < 1;
    }
    return inside;
}

static long
histogram(void)
{
    long bins[BINS] = {0};

    DIRECTIVE(parallel for num_threads(2) reduction(+ : bins))
    for (unsigned i = 0; i < 8 * N; i++)
        bins[(i * 2654435761u) >> 26]++;
    return bins[1];
}

static long
print_numbers(void)
{
    long length = 0;

    DIRECTIVE(parallel for num_threads(2) reduction(+ : length))
    for (int i = 0; i < 1000000; i++) {
        char text[64], *block = malloc(20 + (size_t)i % 100);

        if (!block)
            exit(1);
        block[0] = (char)i;
        snprintf(text, sizeof text, "%d", i + block[0]);
        length += (long)strlen(text);
        free(block);
    }
    return length;
}

int
main(void)
{
    for (int i = 0; i < N; i++)
        a[i] = b[i] = c[i] = i;
    for (int i = 0; i < SIDE * SIDE; i++)
        left[i / SIDE][i % SIDE] = right[i / SIDE][i % SIDE] = 1;
    TIME("triad", for (int k = 0; k < 20; k++) {
        triad();
        expect("triad", a[N - 1 - k] == 4.0 * (N - 1 - k));
    });
    TIME("dot product", for (int k = 0; k < 20; k++)
        expect("dot product", near(dot(), N * (N - 1.0) * (2.0 * N - 1) / 6)));
    TIME("matrix product", for (int k = 1; k <= 5; k++) {
        multiply();
        expect("matrix product", product[k][SIDE - k] == k * SIDE);
    });
    TIME("mandelbrot", expect("mandelbrot", near(mandelbrot(), 39162)));
    TIME("histogram",
         expect("histogram", near((double)histogram(), 8.0 * N / BINS)));
    TIME("monte carlo with rand()",
         expect("monte carlo", near((double)draw(), DRAWS * 0.785398)));
    TIME("snprintf and malloc",
         expect("snprintf", near((double)print_numbers(), 5888922)));
    return 0;
}
