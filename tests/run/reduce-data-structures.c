/* SPDX-License-Identifier: MIT */
/* In a reduce block anything may be done with the master's own data: lists
 * and tables that grow, an open file. */
#include "check.h"
#include <shm.h>
#include <string.h>

enum { BUCKETS = 17 };

struct entry {
    struct entry *next;
    char *key;
    int count;
};

static struct entry *table[BUCKETS];
static int entries;

static void add(const char *key)
{
    unsigned hash = 0;
    struct entry *e;

    for (const char *p = key; *p; p++)
        hash = hash * 31 + (unsigned char)*p;
    for (e = table[hash % BUCKETS]; e; e = e->next)
        if (!strcmp(e->key, key)) {
            e->count++;
            return;
        }
    e = malloc(sizeof *e);
    CHECK(e);
    *e = (struct entry){table[hash % BUCKETS], strdup(key), 1};
    CHECK(e->key);
    table[hash % BUCKETS] = e;
    entries++;
}

int main(void)
{
    FILE *log = tmpfile();
    int lines = 0, all = 0, most = 0;
    char *longest = NULL;
    size_t length = 0;

    CHECK(log);
#pragma shm parallel for schedule(dynamic, 5)
    for (int i = 0; i < 1000; i++) {
        char key[24];

        snprintf(key, sizeof key, "key %d", i * i % 97);
#pragma shm reduce(key, i)
        {
            add(key);
            fprintf(log, "%d %s\n", i, key);
            if (strlen(key) + 1 > length) {
                length = strlen(key) + 1;
                longest = realloc(longest, length);
                CHECK(longest);
                memcpy(longest, key, length);
            }
        }
    }

    rewind(log);
    for (int i, square; fscanf(log, "%d key %d\n", &i, &square) == 2; lines++)
        CHECK(square == i * i % 97);
    fclose(log);
    for (int b = 0; b < BUCKETS; b++)
        for (const struct entry *e = table[b]; e; e = e->next) {
            all += e->count;
            most = most > e->count ? most : e->count;
        }
    printf("%d %d %d %d %zu\n", lines, entries, all, most, strlen(longest));
    return 0;
}
