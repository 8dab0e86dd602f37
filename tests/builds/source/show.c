/* SPDX-License-Identifier: MIT */
/* show.c -- prints the sum; with an argument, checks the number of workers. */
#include <stdio.h>
#include <stdlib.h>

#include "squares.h"
#include "sum.h"

int
main(int argc, char **argv)
{
    int doers = fill_squares();
    const char *wanted = getenv("WANTED_WORKERS");

    (void)argc;
    printf("%ld\n", sum(squares, SQUARES));
    if (wanted && doers != atoi(wanted)) {
        fprintf(stderr, "%s: %d workers, not %s\n", argv[0], doers, wanted);
        return EXIT_FAILURE;
    }
    return sum(squares, SQUARES) == 140 ? EXIT_SUCCESS : EXIT_FAILURE;
}
