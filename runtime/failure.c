/* SPDX-License-Identifier: MIT */
/* failure.c -- what becomes of a failure.
 *
 * The master of a region describes it as a struct shm_error (death.c).  With
 * error(e) that is all: the description goes to e, the other workers are
 * killed, nothing of the region counts, and the program goes on behind it.
 * Without, it is one line on standard error and the program's end.
 *
 * A worker that gives up leaves a note in its slot, which its master takes
 * for the cause.  So does a worker that is master of a nested region and
 * would end the program, where a region round it has error(e) or
 * onfail(skip): the description goes one level out, and nothing is printed.
 */
#include "internal.h"

#include "library.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
failure_is_awaited(void)
{
    if (!worker_is() || task_is())
        return false;
    for (struct level *level = process.level; level; level = level->outer)
        if (level->team
            && (level->team->region->error
                || level->team->onfail == SHMRT_ONFAIL_SKIP))
            return true;
    return false;
}

/* The text is there before the bit that says so.  The slot was zero: a worker
 * gives up once. */
void
failure_note(int kind, int code, const char *text)
{
    struct slot *slot = process.slot;

    slot->note_kind = kind;
    slot->note_code = code;
    memcpy(slot->note, text, strnlen(text, sizeof slot->note - 1));
    atomic_fetch_or(&slot->state, SLOT_NOTED);
}

static void
tell(const struct shm_error *error, int status)
{
    if (error->worker >= 0)
        report(NULL, "%s; ending with status %d", error->message, status);
    else
        report(NULL, "%s", error->message);
}

/* The first failure of a region is the one that is described. */
void
failure_of_region(struct shmrt_team *team, const struct shm_error *error,
                  int status)
{
    if (team->failed)
        return;
    if (team->region->error) {
        team->failed = true;
        supervise_kill(team);
        *team->region->error = *error;
        return;
    }
    if (failure_is_awaited()) {
        failure_note((int)error->kind, error->code, error->message);
    } else {
        report_alone();
        tell(error, status);
        supervise_kill(team);
        if (error->kind == SHM_SIGNAL)
            backtrace_report(team, error->worker);
    }
    end_program(status);
}

void
failure_in_master(struct shmrt_team *team, int kind, int code,
                  const char *format, ...)
{
    struct shm_error error;
    char text[NOTE_TEXT];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    memset(&error, 0, sizeof error);
    error.kind = (enum shm_error_kind)kind;
    error.worker = -1;
    error.code = code;
    error.file = team->place->file;
    error.line = team->place->line;
    report_text(error.message, sizeof error.message, team->place, text);
    failure_of_region(team, &error, kind == SHM_RESOURCE ? STATUS_RESOURCE
                                                         : STATUS_DAMAGE);
}

void
shm_fail(int code, const char *format, ...)
{
    int status = code >= 1 && code <= 125 ? code : STATUS_DAMAGE;
    char text[NOTE_TEXT];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (worker_is() && !task_is()) {
        stdio_worker_end();
        failure_note(SHM_FAILED, code, text);
    } else {
        report(process.level->place, "gave up: %s; ending with status %d",
               text, status);
    }
    end_program(status);
}
