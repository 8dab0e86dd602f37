/* SPDX-License-Identifier: MIT */
/* display.c -- SHM_DISPLAY_ENV=verbose: what the settings come to on this
 * machine, as comments behind the list of the variables.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "library.h"

static void
display_places(const struct settings *s)
{
    struct cpu_mask allowed, *places;
    char text[200];
    int count;

    if (!s->places.given || !topology_allowed(&allowed))
        return;
    count = places_make(&s->places, "/sys/devices/system", &allowed, &places);
    for (int i = 0; i < count; i++) {
        mask_print(&places[i], text, sizeof text);
        fprintf(stderr, "# place %d: processors %s\n", i, text);
    }
    if (count >= 0)
        free(places);
}

void
display_machine(const struct settings *s)
{
    enum { MIB = 1 << 20 };

    fprintf(stderr, "# processors for this program: %d\n", cpus_available());
    if (s->worker_levels > 0 && s->workers[0] == 0)
        fputs("# workers of a team: none, serial mode\n", stderr);
    else
        fprintf(stderr, "# workers of a team: %d\n",
                s->worker_levels > 0 ? s->workers[0]
                                     : cpus_default_workers(0));
    fprintf(stderr, "# memory: %zu MiB, of which %zu MiB are free\n",
            shm_total_memory() / MIB, shm_available_memory() / MIB);
    display_places(s);
}
