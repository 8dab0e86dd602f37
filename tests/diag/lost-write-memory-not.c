/* SPDX-License-Identifier: MIT */
/* Memory whose values nobody misses, or that may not be a worker's own. */
#include <shm.h>
#include <stdlib.h>
#include <string.h>

double *from_elsewhere(void);
void fill(double **);
double *visible;

double scratch(int n, double *given)
{
    double *a = malloc(80), *b = malloc(80), *c = NULL, *d = malloc(80), *e;
    double *line = malloc(80), *filled, *said, sum = 0;
#pragma shm private(said)

    said = malloc(80);
    if (n > 3)
        c = shm_malloc(80);
    else
        c = malloc(80);
    e = from_elsewhere();
    filled = malloc(80);
    fill(&filled);
    visible = malloc(80);
#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        double *own = malloc(80);

        own[0] = a[0] = b[0] = i;
        c[i] = d[i] = e[i] = filled[i] = given[i] = visible[i] = 1;
        line[0] = said[0] = i;
        free(own);
    }
#pragma shm parallel for reduction(+: sum)
    for (int i = 0; i < n; i++) {
        line[1] = i;
        sum += line[1];
    }
    if (!a || a == given)
        return 0;
    a = malloc(80);
    memset(b, 0, 80);
    d[0] = 1;
    free(d);
    return sum + a[0] + b[0] + c[0] + e[0] + filled[0] + given[0] + visible[0]
           + said[0];
}
