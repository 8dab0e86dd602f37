/* SPDX-License-Identifier: MIT */
/* stats_show.c -- SHM_STATS at the program's end: an aligned table on standard
 * error, or a JSON file.
 *
 * A row is a region, one of its workers, a loop within a region, or a critical
 * block that was waited for.  Its numbers are worked out first; a column that
 * would hold nothing but zeros is left out.
 */
#include "internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum form { COUNT, TIME, SHARE, BYTES };
enum column {
    RUNS,
    WALL,
    FORK,
    JOIN,
    REDUCE,
    BUSY,
    CRITICAL,
    ORDERED,
    BARRIER,
    MASTER,
    OTHER,
    IDLE,
    IMBALANCE,
    CHUNKS,
    MESSAGES,
    FAULTS,
    MEMORY,
    RETRIES,
    DEATHS,
    COLUMNS
};

static const struct {
    const char *title;
    enum form form;
} columns[COLUMNS] = {
    [RUNS] = { "runs", COUNT },         [WALL] = { "wall", TIME },
    [FORK] = { "fork", TIME },          [JOIN] = { "join", TIME },
    [REDUCE] = { "reduce", TIME },      [BUSY] = { "busy", SHARE },
    [CRITICAL] = { "critical", SHARE }, [ORDERED] = { "ordered", SHARE },
    [BARRIER] = { "barrier", SHARE },   [MASTER] = { "master", SHARE },
    [OTHER] = { "other", SHARE },       [IDLE] = { "idle", SHARE },
    [IMBALANCE] = { "imbal", SHARE },   [CHUNKS] = { "chunks", COUNT },
    [MESSAGES] = { "messages", COUNT }, [FAULTS] = { "faults", COUNT },
    [MEMORY] = { "memory", BYTES },     [RETRIES] = { "retries", COUNT },
    [DEATHS] = { "deaths", COUNT },
};

enum { NAME = 48, CELL = 12, ROWS_OF_WORKERS = 16 };

struct row {
    struct row *next;
    char name[NAME];
    uint64_t value[COLUMNS];
    bool shown[COLUMNS]; /* the column means something in this row */
};

/* ---- rows --------------------------------------------------------------- */

static void
put(struct row *row, enum column column, uint64_t value)
{
    row->value[column] = value;
    row->shown[column] = true;
}

/* In thousandths. */
static uint64_t
share(uint64_t part, uint64_t whole)
{
    return whole ? (uint64_t)((double)part * 1000 / (double)whole + 0.5) : 0;
}

static void
put_waits(struct row *row, const _Atomic uint64_t waited[WAITS],
          uint64_t whole)
{
    put(row, CRITICAL, share(waited[FOR_CRITICAL], whole));
    put(row, ORDERED, share(waited[FOR_ORDERED], whole));
    put(row, BARRIER, share(waited[FOR_BARRIER], whole));
    put(row, MASTER, share(waited[FOR_MASTER], whole));
    put(row, OTHER, share(waited[FOR_LOOP] + waited[FOR_OUTPUT], whole));
}

static struct row *
region_row(const struct stats *s)
{
    struct row *row = calloc(1, sizeof *row);

    if (!row)
        return NULL;
    put(row, RUNS, s->runs);
    put(row, WALL, s->wall);
    put(row, FORK, s->fork);
    put(row, JOIN, s->join);
    put(row, REDUCE, s->reduce);
    put(row, BUSY, share(s->busy, s->team));
    put_waits(row, s->waited, s->team);
    put(row, IDLE, share(s->idle, s->team));
    put(row, IMBALANCE, share(s->busiest - s->mean, s->busiest));
    put(row, CHUNKS, s->chunks);
    put(row, MESSAGES, s->messages);
    put(row, FAULTS, s->faults);
    put(row, MEMORY, s->memory);
    put(row, RETRIES, s->retries);
    put(row, DEATHS, s->deaths);
    return row;
}

static struct row *
worker_row(const struct stats *s, int worker)
{
    struct row *row = calloc(1, sizeof *row);
    const struct worker_stats *w = &s->worker[worker];

    if (!row)
        return NULL;
    snprintf(row->name, NAME, "  worker %d", worker);
    put(row, BUSY, share(w->busy, s->wall));
    put_waits(row, w->waited, s->wall);
    put(row, IDLE, share(w->idle, s->wall));
    put(row, CHUNKS, w->chunks);
    return row;
}

/* A loop in a region, or a block that somebody waited for. */
static struct row *
part_row(const struct stats *s)
{
    struct row *row = calloc(1, sizeof *row);

    if (!row)
        return NULL;
    put(row, RUNS, s->runs);
    if (s->wall)
        put(row, WALL, s->wall);
    if (s->chunks)
        put(row, CHUNKS, s->chunks);
    if (s->hot)
        put(row, WALL, s->hot);
    return row;
}

static void
name_row(struct row *row, unsigned place, const char *suffix)
{
    size_t room = NAME - 1 - strlen(suffix), length;
    char name[2 * NAME];

    eyes_place_name(place, name, sizeof name);
    length = strlen(name);
    if (length > room) {
        length = room;
        memcpy(name + room - 3, "...", 3);
    }
    memcpy(row->name, name, length);
    memcpy(row->name + length, suffix, strlen(suffix) + 1);
}

/* Appends the rows of one place to the list; returns its new end. */
static struct row **
add_rows(struct row **end, unsigned place)
{
    const struct stats *s = stats_of(place);
    bool region = s->busy > 0;
    int workers =
        s->workers < ROWS_OF_WORKERS ? (int)s->workers : ROWS_OF_WORKERS;

    if (s->runs == 0)
        return end;
    *end = region ? region_row(s) : part_row(s);
    if (!*end)
        return end;
    name_row(*end, place, s->hot ? ", waits" : "");
    end = &(*end)->next;
    for (int w = 0; region && w < workers; w++) {
        *end = worker_row(s, w);
        if (*end)
            end = &(*end)->next;
    }
    return end;
}

/* By file and line. */
static int
compare(const void *a, const void *b)
{
    const struct eye_place *p = eyes_place_of(*(const unsigned *)a);
    const struct eye_place *q = eyes_place_of(*(const unsigned *)b);
    int order = strcmp(p->file, q->file);

    return order ? order : (p->line > q->line) - (p->line < q->line);
}

/* All places that something is known of, in the order of the source. */
static unsigned
used_places(unsigned list[PLACES])
{
    unsigned count = 0;

    for (unsigned i = 0; i < PLACES; i++)
        if (stats_of(i)->runs > 0)
            list[count++] = i;
    qsort(list, count, sizeof *list, compare);
    return count;
}

/* ---- the table ---------------------------------------------------------- */

/* Three digits and a unit: "1.23s", "45.6ms", "789us". */
static void
scaled(char *to, uint64_t value, unsigned step, const char *const units[])
{
    uint64_t rest = 0;

    while (value >= step && units[1]) {
        rest = value % step * 1000 / step;
        value /= step;
        units++;
    }
    if (rest == 0 || value >= 100)
        snprintf(to, CELL, "%llu%s", (unsigned long long)value, *units);
    else if (value >= 10)
        snprintf(to, CELL, "%llu.%u%s", (unsigned long long)value,
                 (unsigned)(rest / 100), *units);
    else
        snprintf(to, CELL, "%llu.%02u%s", (unsigned long long)value,
                 (unsigned)(rest / 10), *units);
}

static void
cell(const struct row *row, enum column column, char to[CELL])
{
    static const char *const times[] = { "ns", "us", "ms", "s", NULL };
    static const char *const bytes[] = { "B", "kB", "MB", "GB", "TB", NULL };
    uint64_t value = row->value[column];

    to[0] = '\0';
    if (!row->shown[column])
        return;
    if (columns[column].form == SHARE)
        snprintf(to, CELL, "%u.%u%%", (unsigned)(value / 10 % 10000),
                 (unsigned)(value % 10));
    else if (columns[column].form == TIME)
        scaled(to, value, 1000, times);
    else if (columns[column].form == BYTES)
        scaled(to, value, 1024, bytes);
    else
        snprintf(to, CELL, "%llu", (unsigned long long)(value % 10000000000u));
}

static void
blanks(struct out *out, size_t count)
{
    while (count-- > 0)
        out_text(out, " ");
}

/* How wide a column is; 0: there is nothing in it. */
static size_t
width_of(const struct row *rows, enum column column)
{
    size_t width = strlen(columns[column].title);
    bool used = false;
    char text[CELL];

    for (const struct row *row = rows; row; row = row->next) {
        cell(row, column, text);
        used |= row->value[column] != 0;
        if (strlen(text) > width)
            width = strlen(text);
    }
    return used ? width : 0;
}

static void
print_rows(struct out *out, const struct row *rows)
{
    size_t width[COLUMNS], name = 0, behind;
    char text[CELL];

    for (const struct row *row = rows; row; row = row->next)
        name = strlen(row->name) > name ? strlen(row->name) : name;
    blanks(out, name);
    for (int c = 0; c < COLUMNS; c++) {
        width[c] = width_of(rows, c);
        if (width[c] == 0)
            continue;
        blanks(out, 2 + width[c] - strlen(columns[c].title));
        out_text(out, columns[c].title);
    }
    out_text(out, "\n");
    for (const struct row *row = rows; row; row = row->next) {
        out_text(out, row->name);
        behind = name - strlen(row->name);
        for (int c = 0; c < COLUMNS; c++) {
            cell(row, c, text);
            behind += width[c] ? 2 + width[c] : 0;
            if (width[c] == 0 || !text[0])
                continue;
            blanks(out, behind - strlen(text));
            out_text(out, text);
            behind = 0;
        }
        out_text(out, "\n");
    }
}

static void
print_head(struct out *out)
{
    char line[160];
    unsigned long long ms = (now_ns() - eyes_began()) / 1000000;

    snprintf(line, sizeof line,
             "%.64s: shm: statistics of %llu.%03llu s "
             "(pid %d); shares are of the team's time\n",
             program_invocation_short_name, ms / 1000, ms % 1000,
             (int)getpid());
    out_text(out, line);
}

static void
print_table(const unsigned list[], unsigned count)
{
    struct row *rows = NULL, **end = &rows;
    struct out out;
    char advice[256], name[NAME];

    out_descriptor(&out, STDERR_FILENO);
    print_head(&out);
    for (unsigned i = 0; i < count; i++)
        end = add_rows(end, list[i]);
    if (rows)
        print_rows(&out, rows);
    else
        out_text(&out, "no region was run\n");
    for (unsigned i = 0; i < count; i++) {
        if (!stats_advice(stats_of(list[i]), advice, sizeof advice))
            continue;
        eyes_place_name(list[i], name, sizeof name);
        out_text(&out, name);
        out_text(&out, ": ");
        out_text(&out, advice);
        out_text(&out, "\n");
    }
    out_close(&out);
    while (rows) {
        struct row *row = rows;

        rows = row->next;
        free(row);
    }
}

/* ---- the end ------------------------------------------------------------ */

void
stats_show(void)
{
    const char *file = settings()->stats_file;
    unsigned list[PLACES], count = used_places(list);

    if (file)
        stats_json(file, list, count);
    else if (report_possible())
        print_table(list, count);
}
