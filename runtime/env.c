/* SPDX-License-Identifier: MIT */
/* env.c -- the SHM_ variables, as a table.
 *
 * Each row has the variable's name, what it accepts in words (for the message
 * about a value that is not understood), and the function that reads it.
 * A program that is set-user-ID sees none of them.
 */
#include "internal.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- values -------------------------------------------------------------- */

/* A decimal number and nothing else: no blanks, no sign but a minus. */
bool
parse_count(const char *text, long long low, long long high, long long *value)
{
    const char *digits = text[0] == '-' ? text + 1 : text;
    char *end;
    long long number;

    if (!isdigit((unsigned char)*digits))
        return false;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0' || number < low || number > high)
        return false;
    *value = number;
    return true;
}

/* Bytes, with k, m, g or t for powers of 1024. */
bool
parse_size(const char *text, unsigned long long *value)
{
    static const char units[] = "kmgt";
    const char *unit;
    char *end;
    unsigned long long number;
    unsigned shift = 0;

    if (!isdigit((unsigned char)text[0]))
        return false;
    errno = 0;
    number = strtoull(text, &end, 10);
    if (errno != 0)
        return false;
    if (*end != '\0') {
        unit = strchr(units, tolower((unsigned char)*end));
        if (!unit || end[1] != '\0')
            return false;
        shift = 10 * (unsigned)(unit - units + 1);
    }
    if (number > ULLONG_MAX >> shift)
        return false;
    *value = number << shift;
    return true;
}

/* Seconds, more than 0, fractions allowed: digits and at most one point.  By
 * hand, for strtod looks for the point of the program's locale. */
bool
parse_seconds(const char *text, double *value)
{
    double number = 0, unit = 1;
    bool point = false, digits = false;

    for (; *text; text++) {
        if (*text == '.' && !point) {
            point = true;
        } else if (isdigit((unsigned char)*text)) {
            number = number * 10 + (*text - '0');
            unit = point ? unit * 10 : unit;
            digits = true;
        } else {
            return false;
        }
    }
    if (!digits || !(number / unit > 0))
        return false;
    *value = number / unit;
    return true;
}

/* Numbers with commas between them; returns how many, 0 when not understood.
 * Those past `room` are read and left out. */
int
parse_list(const char *text, int low, int high, int list[], int room)
{
    int count = 0;

    for (;;) {
        size_t length = strcspn(text, ",");
        char word[16];
        long long value;

        if (length >= sizeof word)
            return 0;
        memcpy(word, text, length);
        word[length] = '\0';
        if (!parse_count(word, low, high, &value))
            return 0;
        if (count < room)
            list[count++] = (int)value;
        text += length;
        if (*text == '\0')
            return count;
        text++;
    }
}

/* "guided,4" */
bool
parse_schedule(const char *text, int *kind, long long *chunk)
{
    static const char *const names[] = { "static", "dynamic", "guided",
                                         "auto" };
    size_t length = strcspn(text, ",");
    long long number = 0;

    if (text[length] != '\0'
        && !parse_count(text + length + 1, 1, LLONG_MAX, &number))
        return false;
    for (int i = 0; i < 4; i++) {
        if (strlen(names[i]) != length || strncmp(names[i], text, length) != 0)
            continue;
        if (i + SHMRT_SCHED_STATIC == SHMRT_SCHED_AUTO && number != 0)
            return false;
        *kind = i + SHMRT_SCHED_STATIC;
        *chunk = number;
        return true;
    }
    return false;
}

/* For switches, in the spellings that people use. */
static bool
parse_flag(const char *text, bool *value)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = { { "1", true },    { "0", false },   { "true", true },
                  { "false", false }, { "on", true },   { "off", false } };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(text, words[i].word) == 0) {
            *value = words[i].value;
            return true;
        }
    }
    return false;
}

/* ---- the table ----------------------------------------------------------- */

static bool
read_workers(const char *text, struct settings *s)
{
    int list[LEVELS_MAX];
    int levels = parse_list(text, 0, WORKERS_MAX, list, LEVELS_MAX);

    if (levels == 0)
        return false;
    memcpy(s->workers, list, sizeof list);
    s->worker_levels = levels;
    return true;
}

static bool
read_schedule(const char *text, struct settings *s)
{
    return parse_schedule(text, &s->schedule, &s->chunk);
}

static bool
read_max_levels(const char *text, struct settings *s)
{
    long long levels;

    if (!parse_count(text, 0, LEVELS_MAX, &levels))
        return false;
    s->max_levels = (int)levels;
    return true;
}

static bool
read_wait(const char *text, struct settings *s)
{
    if (strcasecmp(text, "active") == 0)
        s->wait = WAIT_ACTIVE;
    else if (strcasecmp(text, "passive") == 0)
        s->wait = WAIT_PASSIVE;
    else
        return false;
    return true;
}

static bool
read_heap_size(const char *text, struct settings *s)
{
    return parse_size(text, &s->heap_size);
}

static bool
read_hugepages(const char *text, struct settings *s)
{
    return parse_flag(text, &s->hugepages);
}

static bool
read_timeout(const char *text, struct settings *s)
{
    return text[0] == '\0' || parse_seconds(text, &s->timeout);
}

static bool
read_strict(const char *text, struct settings *s)
{
    return parse_flag(text, &s->strict);
}

static bool
read_display(const char *text, struct settings *s)
{
    s->display_more = strcasecmp(text, "verbose") == 0;
    if (s->display_more)
        s->display = true;
    return s->display_more || parse_flag(text, &s->display);
}

static bool
read_display_affinity(const char *text, struct settings *s)
{
    return parse_flag(text, &s->display_affinity);
}

static bool
read_bind(const char *text, struct settings *s)
{
    unsigned char policies[LEVELS_MAX];
    int levels = bind_parse(text, policies, LEVELS_MAX);

    if (levels == 0)
        return false;
    memcpy(s->bind, policies, sizeof policies);
    s->bind_levels = levels;
    return true;
}

static bool
read_places(const char *text, struct settings *s)
{
    return text[0] == '\0' || places_parse(text, &s->places);
}

static bool
read_freeze(const char *text, struct settings *s)
{
    return parse_flag(text, &s->freeze);
}

static bool
read_backtrace(const char *text, struct settings *s)
{
    return parse_flag(text, &s->backtrace);
}

/* A file whose name ends in .json, from where the program is now. */
static bool
read_file(const char *text, const char **file)
{
    size_t length = strlen(text);
    char *folder;

    if (length < 6 || strcmp(text + length - 5, ".json") != 0)
        return false;
    *file = text;
    if (text[0] != '/' && (folder = getcwd(NULL, 0)) != NULL) {
        if (asprintf((char **)file, "%s/%s", folder, text) < 0)
            *file = text;
        free(folder);
    }
    return true;
}

static bool
read_progress(const char *text, struct settings *s)
{
    static const char *const forms[] = { "off", "bar", "log", "json" };

    for (int i = PROGRESS_OFF; i <= PROGRESS_JSON; i++) {
        if (strcasecmp(text, forms[i]) == 0) {
            s->progress = (enum progress_form)i;
            return true;
        }
    }
    return false;
}

static bool
read_stats(const char *text, struct settings *s)
{
    return parse_flag(text, &s->stats)
           || (s->stats = read_file(text, &s->stats_file));
}

static bool
is_off(const char *text)
{
    bool on;

    return parse_flag(text, &on) && !on;
}

static bool
read_trace(const char *text, struct settings *s)
{
    return is_off(text) || read_file(text, &s->trace_file);
}

/* "writes,fatal" */
static bool
read_check(const char *text, struct settings *s)
{
    static const struct {
        const char *word;
        unsigned check;
        bool fatal;
    } words[] = { { "writes", CHECK_WRITES, false },
                  { "conflicts", CHECK_CONFLICTS, false },
                  { "fatal", 0, true } };
    enum { WORDS = sizeof words / sizeof *words };
    unsigned check = 0;
    bool fatal = false;
    size_t length;

    if (is_off(text))
        return true;
    for (;; text += length + 1) {
        size_t i = 0;

        length = strcspn(text, ",");
        while (i < WORDS && (strlen(words[i].word) != length
                             || strncasecmp(words[i].word, text, length) != 0))
            i++;
        if (i == WORDS)
            return false;
        check |= words[i].check;
        fatal = fatal || words[i].fatal;
        if (text[length] == '\0')
            break;
    }
    if (check != 0) {
        s->check = check;
        s->check_fatal = fatal;
    }
    return check != 0;
}

static bool
read_onfail(const char *text, struct settings *s)
{
    static const char retry[] = "retry:";
    long long retries;

    if (strcmp(text, "abort") == 0) {
        s->onfail = SHMRT_ONFAIL_ABORT;
    } else if (strcmp(text, "skip") == 0) {
        s->onfail = SHMRT_ONFAIL_SKIP;
    } else if (strncmp(text, retry, sizeof retry - 1) == 0
               && parse_count(text + sizeof retry - 1, 0, INT_MAX,
                              &retries)) {
        s->onfail = SHMRT_ONFAIL_RETRY;
        s->retries = retries;
    } else {
        return false;
    }
    return true;
}

static const struct variable {
    const char *name, *accepted, *standard;
    bool (*read)(const char *text, struct settings *);
} variables[] = {
    /* SHM_STRICT first: it says what becomes of errors in the others. */
    { "SHM_STRICT", "0 or 1", "0", read_strict },
    { "SHM_NUM_WORKERS", "a list of numbers from 0 to 4096", "", read_workers },
    { "SHM_SCHEDULE", "static, dynamic, guided (each with ,chunk) or auto",
      "static", read_schedule },
    { "SHM_MAX_LEVELS", "a number from 0 to 8", "1", read_max_levels },
    { "SHM_WAIT_POLICY", "active or passive", "", read_wait },
    { "SHM_HEAP_SIZE", "a number of bytes, with k, m, g or t", "",
      read_heap_size },
    { "SHM_HUGEPAGES", "on or off", "on", read_hugepages },
    { "SHM_DISPLAY_ENV", "on, off or verbose", "off", read_display },
    { "SHM_DISPLAY_AFFINITY", "on or off", "off", read_display_affinity },
    { "SHM_PROC_BIND", "true, false, or a list of master, close, spread",
      "false", read_bind },
    { "SHM_PLACES", "threads, cores, ll_caches, numa_domains, sockets (each "
      "with a count in parentheses), or a list like {0:4}:2:4", "",
      read_places },
    { "SHM_ONFAIL", "abort, retry:N or skip", "abort", read_onfail },
    { "SHM_TIMEOUT", "a number of seconds, more than 0", "", read_timeout },
    { "SHM_PROGRESS", "bar, log, json or off", "off", read_progress },
    { "SHM_STATS", "on, off or a file whose name ends in .json", "off",
      read_stats },
    { "SHM_TRACE", "off or a file whose name ends in .json", "off",
      read_trace },
    { "SHM_CHECK", "off, or a list of writes, conflicts and fatal", "off",
      read_check },
    { "SHM_FREEZE_ON_ERROR", "on or off", "off", read_freeze },
    { "SHM_BACKTRACE", "on or off", "on", read_backtrace },
};

enum { VARIABLES = sizeof variables / sizeof *variables };

void
bad_setting(const char *name, const char *value, const char *accepted,
            bool strict)
{
    report(NULL, "%s: '%.64s%s' is not understood; accepted: %s%s", name,
           value, strlen(value) > 64 ? "..." : "", accepted,
           strict ? "" : "; the default is used");
    if (strict)
        exit_program(STATUS_SETTING);
}

/* SHM_DISPLAY_ENV: what holds for each variable; `good` tells which of the
 * values given was understood. */
static void
display(const bool good[])
{
    fflush(NULL);
    for (int i = 0; i < VARIABLES; i++)
        fprintf(stderr, "%s='%s'\n", variables[i].name,
                good[i] ? secure_getenv(variables[i].name)
                        : variables[i].standard);
}

/* In the order of the table. */
static void
read_all(struct settings *s)
{
    bool good[VARIABLES] = { false };

    for (int i = 0; i < VARIABLES; i++) {
        const char *value = secure_getenv(variables[i].name);

        if (!value)
            continue;
        good[i] = variables[i].read(value, s);
        if (!good[i])
            bad_setting(variables[i].name, value, variables[i].accepted,
                        s->strict);
    }
    if (s->display)
        display(good);
    if (s->display_more)
        display_machine(s);
}

/* The defaults stand here, in the table only what is printed for them. */
const struct settings *
settings(void)
{
    static struct settings s = { .schedule = SHMRT_SCHED_STATIC,
                                 .max_levels = 1,
                                 .onfail = SHMRT_ONFAIL_ABORT,
                                 .hugepages = true,
                                 .backtrace = true };
    static bool known;

    if (!known) {
        known = true;
        read_all(&s);
    }
    return &s;
}

/* Read at the program's start, so that a mistake is told there. */
static void __attribute__((constructor(102)))
read_at_start(void)
{
    (void)settings();
}
