/* SPDX-License-Identifier: MIT */
/* A library with constructs and shared objects, loaded by dlopen before the
 * regions that call it. */
#include <dlfcn.h>
#include <shm.h>

#include "check.h"

enum { CELLS = 60 };

static int total;
#pragma shm shared(total)

int main(int argc, char **argv)
{
    void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW) : NULL;
    int *cells, (*in_sections)(void), (*one_for_all)(int), (*region)(int);
    void (*shared_out)(void);

    CHECK(library != NULL);
    *(void **)&cells = dlsym(library, "cells");
    *(void **)&in_sections = dlsym(library, "in_sections");
    *(void **)&one_for_all = dlsym(library, "one_for_all");
    *(void **)&shared_out = dlsym(library, "shared_out");
    *(void **)&region = dlsym(library, "region");
    CHECK(cells && in_sections && one_for_all && shared_out && region);
    CHECK(shm_is_shared(cells));
    for (int round = 1; round <= 10; round++) {
#pragma shm parallel
        {
            shared_out();
            for (int i = 0; i < CELLS; i++)
                CHECK(cells[i] == round);
            CHECK(in_sections() == 3);
            CHECK(one_for_all(round) == round);
#pragma shm single
            total += region(3);
        }
        CHECK(total == 6 * round);
    }
    CHECK(dlclose(library) == 0);
    puts("right");
    return 0;
}
