/* SPDX-License-Identifier: MIT */
/* Workers inherit everything by fork: variables of every kind, the heap,
 * parameters, open files.  Nothing has to be passed. */
#include "check.h"
#include <shm.h>
#include <string.h>

struct node {
    struct node *next;
    int value;
};

static struct node *list;

static void push(int value)
{
    struct node *n = malloc(sizeof *n);

    CHECK(n);
    n->next = list;
    n->value = value;
    list = n;
}

static long sum_list(void)
{
    long sum = 0;

    for (const struct node *n = list; n; n = n->next)
        sum += n->value;
    return sum;
}

static void look(FILE *file, const char *word, int n, const int square[n])
{
    int local = n + 1;

#pragma shm parallel
    {
        char line[16] = "";

        CHECK(sum_list() == 5050);
        CHECK(!strcmp(word, "word") && local == 11);
        for (int i = 0; i < n; i++)
            CHECK(square[i] == i * i);
        CHECK(fileno(file) >= 0);
#pragma shm single
        {
            rewind(file);
            CHECK(fgets(line, sizeof line, file));
            CHECK(!strcmp(line, "in a file\n"));
        }
    }
}

int main(void)
{
    FILE *file = tmpfile();
    int square[10];

    CHECK(file);
    fputs("in a file\n", file);
    for (int i = 1; i <= 100; i++)
        push(i);
    for (int i = 0; i < 10; i++)
        square[i] = i * i;
    look(file, "word", 10, square);
    fclose(file);
    puts("inherited");
    return 0;
}
