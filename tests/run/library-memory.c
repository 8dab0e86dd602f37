/* SPDX-License-Identifier: MIT */
/* The shared heap: what a worker allocates there is valid at the same
 * address for the others and for the master, after the region too. */
#include "check.h"
#include <errno.h>
#include <shm.h>
#include <stdint.h>
#include <string.h>

struct node {
    struct node *next;
    int value;
    char *text;
};

static struct node *list;
#pragma shm shared(list)

int main(void)
{
    int *table = shm_malloc(100 * sizeof *table), sum = 0, nodes = 0;
    char *copy, *empty;
    double *wide;
    volatile size_t huge = SIZE_MAX / 2;
    void *volatile none;

    CHECK(table && (uintptr_t)table % 16 == 0);
#pragma shm parallel for
    for (int i = 0; i < 100; i++) {
        char text[20];
        struct node *n = shm_calloc(1, sizeof *n);

        CHECK(n && !n->next && !n->value && !n->text);
        table[i] = i;
        n->value = i;
        snprintf(text, sizeof text, "node %d", i);
        n->text = shm_strdup(text);
        CHECK(n->text);
#pragma shm critical
        {
            n->next = list;
            list = n;
        }
    }
    while (list) {
        struct node *n = list;
        char text[20];

        snprintf(text, sizeof text, "node %d", n->value);
        CHECK(!strcmp(text, n->text));
        sum += table[n->value];
        nodes++;
        list = n->next;
        shm_free(n->text);
        shm_free(n);
    }

    table = shm_realloc(table, 10000 * sizeof *table);
    CHECK(table && table[99] == 99);
#pragma shm parallel for
    for (int i = 100; i < 10000; i++)
        table[i] = i;
    CHECK(table[5000] == 5000);
    copy = shm_memdup("0123456789", 5);
    CHECK(copy && !memcmp(copy, "01234", 5));
    wide = shm_aligned_alloc(4096, 3 * sizeof *wide);
    CHECK(wide && (uintptr_t)wide % 4096 == 0);
    errno = 0;
    CHECK(!shm_aligned_alloc(24, 8) && errno == EINVAL);
    empty = shm_malloc(0);
    CHECK(empty);
    errno = 0;
    none = shm_calloc(huge, 4);
    CHECK(!none);
#ifdef _SHM /* clang takes it that its own calloc does not set errno */
    CHECK(errno == ENOMEM);
#endif

    shm_free(NULL);
    shm_free(empty);
    shm_free(wide);
    shm_free(copy);
    shm_free(table);
    printf("%d %d\n", nodes, sum);
    return 0;
}
