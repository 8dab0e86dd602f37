/* SPDX-License-Identifier: MIT */
/* site.c -- the places of directives, by number: see eyes.h.
 *
 * A place is a constant of the program or of one of its libraries; the process
 * that writes the results at the end may not have that library.  So places are
 * copied once into memory of all processes, where their number names them.
 */
#include "internal.h"

#include "hash.h"

#include <stdio.h>
#include <string.h>

static struct eye_place *places;

bool
site_start(void)
{
    if (!places)
        places = eyes_map(PLACES * sizeof *places);
    return places != NULL;
}

static uint64_t
place_key(const struct shmrt_place *place)
{
    uint64_t h =
        hash_text(HASH_START ^ (uint64_t)place->line, place->file);

    h = hash_text(h * 31, place->directive);
    return h ? h : 1;
}

/* Of a long text the end. */
static void
copy_text(char *to, size_t room, const char *text)
{
    size_t length = strlen(text);

    if (length >= room)
        text += length - room + 1;
    strncpy(to, text, room - 1);
}

static unsigned
find_place(const struct shmrt_place *place)
{
    uint64_t key = place_key(place);

    for (unsigned i = 0; i < PLACES - 1; i++) {
        struct eye_place *entry = &places[(key + i) % (PLACES - 1)];
        uint64_t found = 0;

        if (atomic_load(&entry->key) == key)
            return (unsigned)(entry - places);
        if (atomic_compare_exchange_strong(&entry->key, &found, key)) {
            copy_text(entry->file, sizeof entry->file, place->file);
            copy_text(entry->directive, sizeof entry->directive,
                      place->directive);
            if (place->label)
                copy_text(entry->label, sizeof entry->label, place->label);
            entry->line = place->line;
            atomic_store_explicit(&entry->ready, 1, memory_order_release);
            return (unsigned)(entry - places);
        }
        if (found == key)
            return (unsigned)(entry - places);
    }
    return PLACES - 1; /* all that there is no room for */
}

unsigned
eyes_place(const struct shmrt_place *place)
{
    static struct {
        const struct shmrt_place *place;
        unsigned number;
    } known[64], *at;

    at = &known[(uintptr_t)place / sizeof *place % 64];
    if (at->place != place) {
        at->number = find_place(place);
        at->place = place;
    }
    return at->number;
}

const struct eye_place *
eyes_place_of(unsigned number)
{
    static const struct eye_place other = { .directive = "other places" };

    if (number >= PLACES - 1
        || !atomic_load_explicit(&places[number].ready, memory_order_acquire))
        return &other;
    return &places[number];
}

static const char *
without_folder(const char *path)
{
    const char *name = path;

    for (; *path; path++)
        if (*path == '/')
            name = path + 1;
    return name;
}

void
eyes_place_name(unsigned number, char *to, size_t room)
{
    const struct eye_place *place = eyes_place_of(number);

    if (place->label[0])
        snprintf(to, room, "%s", place->label);
    else if (place->line)
        snprintf(to, room, "%s %s:%d", place->directive,
                 without_folder(place->file), (int)place->line);
    else
        snprintf(to, room, "%s", place->directive);
}
