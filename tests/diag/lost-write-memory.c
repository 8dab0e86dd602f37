/* SPDX-License-Identifier: MIT */
/* Memory from malloc is each worker's own, as variables are. */
#include <stdlib.h>
#include <string.h>

struct point {
    double x, y[3];
};

static double *of_the_file;

double lost(int n)
{
    double *a = malloc((size_t)n * sizeof *a), *b = NULL, sum = 0;
    double (*grid)[10] = calloc(10, sizeof *grid);
    struct point *p = (struct point *)malloc(sizeof *p);
    char *text = strdup("abc");

    b = malloc(10 * sizeof *b);
    of_the_file = malloc(sizeof *of_the_file);
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        a[i] = i;
        *(b + i) += 2;
        grid[i][3] = 4;
        p->y[1] = 2;
        text[0]++;
        *of_the_file = 3;
    }
    for (int i = 0; i < n; i++)
        sum += a[i];
    sum += *b + grid[0][0] + p->x + *of_the_file + (double)strlen(text);
    free(a);
    return sum;
}
