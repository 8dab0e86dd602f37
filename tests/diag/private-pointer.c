/* SPDX-License-Identifier: MIT */
/* Memory of one worker in what all can see. */
#include <stdlib.h>
#include <string.h>

struct list {
    struct list *next;
    char *name;
};

static struct list *head, **heads[3], first;
static char *names[10];
#pragma shm shared(head, heads, first, names)

char *other(void);

void pointers(int n, const char *text)
{
    char *before = malloc(10), *copy;
    struct list *own = NULL;

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        struct list *fresh = calloc(1, sizeof *fresh);

        copy = strdup(text);
        head = malloc(sizeof *head);
        heads[i % 3] = (struct list **)realloc(NULL, 10);
        first.name = (char *)(copy);
        names[i] = copy = aligned_alloc(8, 8);
        head = fresh;
        names[0] = before;
        copy = other();
        names[1] = copy;
        own = fresh;
        fresh->next = malloc(1);
#pragma shm reduce(i)
        names[i] = malloc(3);
    }
#pragma shm parallel if(0)
    names[0] = malloc(4);
    free(own);
}
