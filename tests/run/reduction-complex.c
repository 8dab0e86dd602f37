/* SPDX-License-Identifier: MIT */
/* Complex numbers are added and multiplied. */
#include "check.h"
#include <complex.h>
#include <shm.h>

int main(void)
{
    double complex sum = 1 + 2 * I, product = 1;
    float complex difference = 0;

#pragma shm parallel for reduction(+ : sum) reduction(* : product) \
    reduction(- : difference) schedule(static, 1)
    for (int i = 0; i < 8; i++) {
        sum += i - 2 * i * I;
        product *= i % 2 ? I : 2;
        difference -= (float)i;
    }
    /* Which zero it is depends on the order of the factors. */
    CHECK(cimag(product) == 0);
    printf("%g %g %g %g\n", creal(sum), cimag(sum), creal(product),
           (double)crealf(difference));
    return 0;
}
