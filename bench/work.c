/* SPDX-License-Identifier: MIT */
/* work.c -- more loops as people run them, with two workers, each with an
 * answer that is checked: a stencil with a barrier at each step, a sparse
 * matrix, sorting, words of a text, and a parser that keeps its state in a
 * static object, as strtok does, so that threads must take turns. */
#include "bench.h"

#include <string.h>

/* What threads may do one at a time; processes have their own. */
#if defined _SHM
#define ALONE
#else
#define ALONE DIRECTIVE(critical)
#endif

/* ---- heat in a square plate ---------------------------------------------- */

enum { SIDE = 1024, STEPS = 100 };

static double heat[2][SIDE][SIDE];
SHARED(heat)

/* An edge of 1; the mean of the neighbours never leaves 0 .. 1. */
static void
stencil(void)
{
    double sum = 0;

    memset(heat, 0, sizeof heat);
    for (int i = 0; i < SIDE; i++)
        heat[0][0][i] = heat[1][0][i] = 1;
    DIRECTIVE(parallel num_threads(2))
    for (int step = 0; step < STEPS; step++) {
        double(*from)[SIDE] = heat[step % 2], (*to)[SIDE] = heat[1 - step % 2];

        DIRECTIVE(for)
        for (int i = 1; i < SIDE - 1; i++)
            for (int j = 1; j < SIDE - 1; j++)
                to[i][j] = 0.25 * (from[i - 1][j] + from[i + 1][j]
                                   + from[i][j - 1] + from[i][j + 1]);
    }
    for (int i = 0; i < SIDE; i++)
        sum += heat[STEPS % 2][i][SIDE / 2];
    expect("stencil", sum > 6.163 && sum < 6.1631);
}

/* ---- sparse matrix times vector ------------------------------------------ */

enum { ROWS = 100000, ROW_MOST = 64, PRODUCTS = 10 };

static int row[ROWS + 1], column[ROWS * ROW_MOST];
static double value[ROWS * ROW_MOST], x[ROWS], y[ROWS];
SHARED(row, column, value, x, y)

/* Rows of 1 to ROW_MOST elements; all ones, so that y is their number. */
static void
sparse_fill(void)
{
    for (int i = 0; i < ROWS; i++) {
        x[i] = 1;
        row[i + 1] = row[i] + 1 + i % ROW_MOST;
        for (int k = row[i]; k < row[i + 1]; k++) {
            column[k] = (int)((i + 7919LL * (k - row[i])) % ROWS);
            value[k] = 1;
        }
    }
}

static void
sparse(void)
{
    double sum = 0;

    for (int times = 0; times < PRODUCTS; times++) {
        DIRECTIVE(parallel for num_threads(2) schedule(guided))
        for (int i = 0; i < ROWS; i++) {
            double dot = 0;

            for (int k = row[i]; k < row[i + 1]; k++)
                dot += value[k] * x[column[k]];
            y[i] = dot;
        }
    }
    for (int i = 0; i < ROWS; i++)
        sum += y[i];
    expect("sparse", (int)sum == row[ROWS]);
}

/* ---- sorting ------------------------------------------------------------- */

enum { NUMBERS = 1 << 20, BLOCKS = 16, BLOCK = NUMBERS / BLOCKS };

static unsigned numbers[NUMBERS], merged[NUMBERS];
SHARED(numbers, merged)

static void
quicksort(unsigned *first, unsigned *last) /* inclusive */
{
    unsigned *low = first, *high = last, pivot = first[(last - first) / 2];

    while (low <= high) {
        while (*low < pivot)
            low++;
        while (*high > pivot)
            high--;
        if (low <= high) {
            unsigned t = *low;

            *low++ = *high;
            *high-- = t;
        }
    }
    if (first < high)
        quicksort(first, high);
    if (low < last)
        quicksort(low, last);
}

static void
merge(const unsigned *from, unsigned *to, int half)
{
    const unsigned *a = from, *b = from + half;

    for (int k = 0; k < 2 * half; k++)
        *to++ = b == from + 2 * half || (a < from + half && *a <= *b) ? *a++
                                                                      : *b++;
}

static void
sort(void)
{
    unsigned seed = 1;

    for (int i = 0; i < NUMBERS; i++)
        numbers[i] = seed = seed * 1664525u + 1013904223u;
    DIRECTIVE(parallel num_threads(2))
    {
        unsigned *from = numbers, *to = merged, *t;

        DIRECTIVE(for schedule(dynamic, 1))
        for (int b = 0; b < BLOCKS; b++)
            quicksort(numbers + b * BLOCK, numbers + (b + 1) * BLOCK - 1);
        for (int size = BLOCK; size < NUMBERS; size *= 2) {
            DIRECTIVE(for schedule(dynamic, 1))
            for (int at = 0; at < NUMBERS; at += 2 * size)
                merge(from + at, to + at, size);
            t = from;
            from = to;
            to = t;
        }
    }
    for (int i = 1; i < NUMBERS; i++) /* after four rounds they are back */
        expect("sort", numbers[i - 1] <= numbers[i]);
}

/* ---- texts --------------------------------------------------------------- */

enum { WORDS = 4000000, WORD = 8, LINES = 200000, LINE = 24 };

static char text[WORDS * WORD + 1], lines[LINES][LINE];
SHARED(text, lines)

static void
texts_fill(void)
{
    for (int i = 0; i < WORDS; i++)
        memcpy(text + i * WORD, i % 3 ? "words   " : "of text\n", WORD);
    for (int i = 0; i < LINES; i++)
        snprintf(lines[i], LINE, "%d,%d.5,%d", i % 10, i % 7, i % 3);
}

static int
is_space(char c)
{
    return c == ' ' || c == '\n';
}

static void
count_words(void)
{
    long words = 0;

    DIRECTIVE(parallel for num_threads(2) reduction(+ : words))
    for (int i = 0; i < WORDS * WORD; i++)
        words += !is_space(text[i]) && is_space(text[i + 1]);
    expect("words", words == WORDS + (WORDS + 2) / 3);
}

static void
parse(void)
{
    double sum = 0;

    DIRECTIVE(parallel for num_threads(2) reduction(+ : sum))
    for (int i = 0; i < LINES; i++) {
        char line[LINE];

        memcpy(line, lines[i], LINE);
        ALONE
        for (char *part = strtok(line, ","); part; part = strtok(NULL, ","))
            sum += strtod(part, NULL);
    }
    expect("parse", sum > 1799985 && sum < 1800015);
}

/* A library with a state of its own: its functions work on one stack. */
static struct {
    double value[64];
    int depth;
} stack;

static double
pop(void)
{
    return stack.value[--stack.depth];
}

static void
push(double number)
{
    stack.value[stack.depth++] = number;
}

static void
calculate(char operation)
{
    double b = stack.value[--stack.depth], *top = &stack.value[stack.depth - 1];

    *top = operation == '+' ? *top + b : *top * b;
}

static void
calculator(void)
{
    double sum = 0;

    DIRECTIVE(parallel for num_threads(2) reduction(+ : sum))
    for (int i = 0; i < 20 * LINES; i++) {
        ALONE
        {
            push(i % 8);
            push(2);
            calculate('*');
            push(1);
            calculate('+');
            sum += pop();
        }
    }
    expect("calculator", (long)sum == 20L * LINES * 8);
}

/* ---- all of it ----------------------------------------------------------- */

int
main(void)
{
    sparse_fill();
    texts_fill();
    TIME("stencil, a barrier a step", stencil());
    TIME("sparse matrix, guided", sparse());
    TIME("quicksort and merges", sort());
    TIME("words of 32 MB", count_words());
    TIME("strtok and strtod", parse());
    TIME("library with a state", calculator());
    return 0;
}
