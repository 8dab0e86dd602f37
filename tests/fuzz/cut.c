/* SPDX-License-Identifier: MIT */
/* cut.c -- files that break off: translates, in this process, what each file
 * has up to every STEP-th byte behind the line "#pragma cut"; linked with
 * translate_fuzz.c. A crash leaves the last text tried in crash/cut.
 *
 *     cut STEP FILE... */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST = 1 << 20, SECONDS = 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t text[LONGEST + 1];
static const char mark[] = "#pragma cut\n";

static void
keep(size_t size)
{
    FILE *f = fopen("crash/cut", "w");

    if (!f || fwrite(text, 1, size, f) != size || fclose(f) != 0)
        exit(2);
}

static size_t
cut(const char *name, size_t step)
{
    FILE *f = fopen(name, "r");
    size_t size, tried = 0;
    const char *start;

    if (!f) {
        perror(name);
        exit(2);
    }
    size = fread(text, 1, LONGEST, f);
    text[size] = 0;
    fclose(f);
    start = strstr((const char *)text, mark);
    if (!start) {
        fprintf(stderr, "%s: no %s", name, mark);
        exit(2);
    }
    for (size_t n = (size_t)(start - (const char *)text) + sizeof mark - 1;
         n < size; n += step, tried++) {
        keep(n);
        alarm(SECONDS);
        LLVMFuzzerTestOneInput(text, n);
    }
    return tried;
}

int
main(int argc, char **argv)
{
    size_t step = argc > 1 ? strtoul(argv[1], NULL, 10) : 0, tried = 0;

    if (step == 0)
        return 2;
    for (int i = 2; i < argc; i++)
        tried += cut(argv[i], step);
    printf("stat::number_of_executed_units: %zu\n", tried);
    return 0;
}
