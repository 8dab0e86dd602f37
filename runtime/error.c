/* SPDX-License-Identifier: MIT */
/* error.c -- what the runtime says, and how it ends a program.
 *
 * One message is one line and one write(2), so that lines of several
 * processes do not mix.  File names and the like come from the program: they
 * are data, never a format, and what could steer a terminal is shown as \xNN.
 * OpenMP's shape leaves no way to hand an error to the caller, so most end
 * the program, through exit() in the master, with a status of its own kind.
 */
#include "internal.h"

#include "library.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 512 };

/* Where standard error was closed when the program began, descriptor 2 may
 * since be a file of the program: nothing is written. */
static bool stderr_closed;

static void __attribute__((constructor(101)))
look_for_stderr(void)
{
    stderr_closed = fcntl(STDERR_FILENO, F_GETFD) < 0;
}

bool
report_possible(void)
{
    return !stderr_closed;
}

/* Copies `text` to `line` as far as there is room, control bytes as \xNN.
 * Returns the bytes used. */
static size_t
add_visible(char *line, size_t room, const char *text)
{
    static const char digits[] = "0123456789abcdef";
    size_t used = 0;

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;

        if (c >= ' ' && c != 0x7f) {
            if (used + 1 > room)
                break;
            line[used++] = (char)c;
        } else {
            if (used + 4 > room)
                break;
            line[used++] = '\\';
            line[used++] = 'x';
            line[used++] = digits[c >> 4];
            line[used++] = digits[c & 15];
        }
    }
    return used;
}

/* Its bytes are made visible here, for who gets it may print it anywhere. */
void
report_text(char *to, size_t room, const struct shmrt_place *place,
            const char *text)
{
    char where[LINE_MAX_BYTES];
    size_t used;

    snprintf(where, sizeof where, "%s:%d: ", place->file, place->line);
    used = add_visible(to, room / 2, where);
    used += add_visible(to + used, room - 1 - used, text);
    to[used] = '\0';
}

static void
report_list(const struct shmrt_place *place, const char *format, va_list list)
{
    char text[LINE_MAX_BYTES], where[LINE_MAX_BYTES], line[LINE_MAX_BYTES];
    const char *name = program_invocation_short_name;
    int saved = errno;
    size_t used = 0, room = sizeof line - 1;
    ssize_t written;

    if (stderr_closed)
        return;
    vsnprintf(text, sizeof text, format, list);
    if (place)
        snprintf(where, sizeof where, "shm: %s:%d: ", place->file,
                 place->line);
    else
        snprintf(where, sizeof where, "shm: ");
    used += add_visible(line, room / 4, name);
    used += add_visible(line + used, room - used, ": ");
    used += add_visible(line + used, room / 2, where);
    used += add_visible(line + used, room - used, text);
    line[used++] = '\n';
    EYES(progress_clear());
    do
        written = write(STDERR_FILENO, line, used);
    while (written < 0 && errno == EINTR);
    errno = saved;
}

void
report(const struct shmrt_place *place, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    report_list(place, format, list);
    va_end(list);
}

void
report_alone(void)
{
    struct level *level = process.level;
    uint32_t none = 0;

    if (!worker_is() || !level->team
        || atomic_compare_exchange_strong(&level->team->control->failing,
                                          &none, process.id)
        || none == process.id)
        return;
    for (;;)
        pause();
}

void
fail(int status, const struct shmrt_place *place, const char *format, ...)
{
    char text[NOTE_TEXT];
    int error = errno;
    va_list list;

    va_start(list, format);
    if (failure_is_awaited()) {
        vsnprintf(text, sizeof text, format, list);
        if (status == STATUS_RESOURCE)
            failure_note(SHM_RESOURCE, error, text);
        else
            failure_note(SHM_DAMAGED, 0, text);
    } else {
        report_alone();
        report_list(place, format, list);
    }
    va_end(list);
    end_program(status);
}

/* Before the program's own constructors run, what exit() would run is not to
 * be run: a static program's would abort.  (Those of ours that have a number
 * come first, this one has none.) */
static bool begun;

static void __attribute__((constructor))
begin(void)
{
    begun = true;
}

void
exit_program(int status)
{
    if (begun)
        exit(status);
    fflush(NULL);
    _exit(status);
}

/* A worker leaves a mark, so that its master ends with the same status and
 * says nothing more.  In the master, teams that still run are ended first:
 * their output must not follow the program's end. */
void
end_program(int status)
{
    supervise_kill_all();
    task_kill_all();
    if (task_is())
        task_leave(status);
    if (worker_is()) {
        process.slot->exit_status = status;
        atomic_fetch_or(&process.slot->state, SLOT_EXIT | SLOT_REPORTED);
        _exit(status);
    }
    process.ending = true;
    exit_program(status);
}
