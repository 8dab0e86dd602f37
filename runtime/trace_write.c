/* SPDX-License-Identifier: MIT */
/* trace_write.c -- the file of SHM_TRACE, in the trace-event form that
 * Perfetto, chrome://tracing and `shm report` open.
 *
 *   { "displayTimeUnit": "ms", "otherData": { "program": "prog", ... },
 *     "traceEvents": [
 *       { "ph": "M", "pid": 1, "tid": 1, "name": "process_name", ... },
 *       { "ph": "X", "pid": 1, "tid": 1, "ts": 12.345, "dur": 6.789,
 *         "cat": "chunk", "name": "chunk", "args": { ... } }, ... ] }
 *
 * Times are microseconds since the program's begin.  Each worker number has
 * a track, whose pid and tid are the same small number; the pid of the
 * process that worked there is among the arguments.  Complete events (X) of a
 * track nest, moments are instants (i), and there are counters (C).
 */
#include "internal.h"

#include "trace.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* When which process died. */
struct death {
    uint32_t id;
    uint64_t when;
};

static struct death *deaths;
static size_t death_count;
static uint64_t trace_end_time;

static const char *const wait_names[WAITS] = {
    [FOR_CRITICAL] = "wait: critical", [FOR_ORDERED] = "wait: ordered",
    [FOR_BARRIER] = "wait: barrier",   [FOR_MASTER] = "wait: master",
    [FOR_LOOP] = "wait: loop",         [FOR_OUTPUT] = "wait: output"
};

static const struct {
    const char *phase, *category, *name; /* name 0: that of the place */
    const char *a, *b;                   /* arguments; 0: none */
} kinds[TRACE_KINDS] = {
    [TRACE_REGION] = { "X", "region", NULL, "workers", NULL },
    [TRACE_SERIAL] = { "X", "serial", NULL, NULL, NULL },
    [TRACE_TEAM] = { "X", "team", NULL, "pid", "worker" },
    [TRACE_LOOP] = { "X", "loop", NULL, "iterations", NULL },
    [TRACE_CHUNK] = { "X", "chunk", "chunk", "first", "last" },
    [TRACE_WAIT] = { "X", "wait", NULL, NULL, NULL },
    [TRACE_TASK] = { "X", "task", NULL, "pid", NULL },
    [TRACE_REDUCE] = { "X", "reduce", "reduce block", NULL, NULL },
    [TRACE_MESSAGE] = { "i", "message", "message", NULL, NULL },
    [TRACE_DEATH] = { "i", "death", NULL, NULL, NULL },
    [TRACE_WORKERS] = { "C", "counter", "workers", "workers", NULL },
    [TRACE_DONE] = { "C", "counter", "iterations done", "done", NULL },
    [TRACE_MEMORY] = { "C", "counter", "memory", "bytes", NULL },
};

/* ---- reading ------------------------------------------------------------- */

/* Calls the function with every event that is complete but for its end. */
static void
for_all(const struct trace *trace, struct out *out,
        void (*each)(struct out *, const struct block *, const struct event *))
{
    uint32_t used = atomic_load(&trace->used);

    for (uint32_t i = 0; i < used && i < trace->size; i++) {
        const struct block *block = &trace->blocks[i];

        for (unsigned k = 0; k < BLOCK_EVENTS; k++) {
            unsigned kind = atomic_load(&block->events[k].kind);

            if (kind == TRACE_NONE)
                break;
            if (kind < TRACE_KINDS && block->events[k].track < TRACKS)
                each(out, block, &block->events[k]);
        }
    }
}

static void
note_death(struct out *out, const struct block *block,
           const struct event *event)
{
    struct death *grown;

    (void)out;
    (void)block;
    if (event->kind != TRACE_DEATH)
        return;
    grown = realloc(deaths, (death_count + 1) * sizeof *deaths);
    if (!grown)
        return;
    deaths = grown;
    deaths[death_count].id = (uint32_t)event->a;
    deaths[death_count++].when = event->began;
}

/* Of something that did not come to its end: when the process died, else the
 * end of the program. */
static uint64_t
length_of(const struct block *block, const struct event *event)
{
    uint64_t length = atomic_load(&event->length), end = trace_end_time;

    if (length != TRACE_OPEN)
        return length;
    for (size_t i = 0; i < death_count; i++)
        if (deaths[i].id == block->id)
            end = deaths[i].when;
    return end > event->began ? end - event->began : 0;
}

/* ---- writing ------------------------------------------------------------- */

static void
field(struct out *out, const char *name)
{
    out_text(out, ", \"");
    out_text(out, name);
    out_text(out, "\": ");
}

static void
write_name(struct out *out, const struct event *event)
{
    char text[128];
    int code = (int)(event->b >> 32), status = (int)(uint32_t)event->b;

    if (kinds[event->kind].name) {
        out_string(out, kinds[event->kind].name);
    } else if (event->kind == TRACE_WAIT) {
        out_string(out, event->a >= 0 && event->a < WAITS
                            ? wait_names[event->a]
                            : "wait");
    } else if (event->kind == TRACE_DEATH) {
        const char *name = sigabbrev_np(status);

        if (code != CLD_EXITED && name)
            snprintf(text, sizeof text, "killed by SIG%s", name);
        else
            snprintf(text, sizeof text, "ended with status %d", status);
        out_string(out, text);
    } else {
        eyes_place_name(event->place, text, sizeof text);
        out_string(out, text);
    }
}

static void
write_arguments(struct out *out, const struct event *event)
{
    const char *a = kinds[event->kind].a, *b = kinds[event->kind].b;
    const struct eye_place *place = eyes_place_of(event->place);
    const char *between = " ";

    field(out, "args");
    out_text(out, "{");
    for (int i = 0; i < 2; i++) {
        const char *name = i == 0 ? a : b;

        if (!name)
            continue;
        out_text(out, between);
        out_string(out, name);
        out_text(out, ": ");
        out_number(out, i == 0 ? event->a : event->b);
        between = ", ";
    }
    if (place->line && kinds[event->kind].phase[0] != 'C') {
        out_text(out, between);
        out_text(out, "\"file\": ");
        out_string(out, place->file);
        field(out, "line");
        out_number(out, place->line);
    }
    out_text(out, " }");
}

/* Small numbers for the two that the form asks for.  Not 0: some readers take
 * that for the kernel's own process. */
static void
write_track(struct out *out, unsigned track)
{
    out_text(out, "\"pid\": ");
    out_count(out, track + 1);
    field(out, "tid");
    out_count(out, track + 1);
}

static void
write_event(struct out *out, const struct block *block,
            const struct event *event)
{
    const char *phase = kinds[event->kind].phase;
    uint64_t began = event->began - eyes_began();

    if (event->began < eyes_began())
        began = 0;
    out_text(out, ",\n{ \"ph\": \"");
    out_text(out, phase);
    out_text(out, "\", ");
    write_track(out, event->track);
    field(out, "ts");
    out_thousandths(out, began);
    if (phase[0] == 'X') {
        field(out, "dur");
        out_thousandths(out, length_of(block, event));
    } else if (phase[0] == 'i') {
        out_text(out, ", \"s\": \"p\"");
    }
    field(out, "cat");
    out_string(out, kinds[event->kind].category);
    field(out, "name");
    write_name(out, event);
    write_arguments(out, event);
    out_text(out, " }");
}

/* "worker 2", of a region within a region "worker 1.2"; "task 3", "worker 1,
 * task 3". */
static void
track_name(const struct trace *trace, unsigned track, char *to, size_t room)
{
    uint64_t key = trace->tracks[track].key;
    unsigned parent = (unsigned)(key >> 32) % TRACKS;
    uint32_t number = (uint32_t)key - 1;
    size_t used = 0;

    if (track == 0 || parent >= track) {
        snprintf(to, room, "master");
        return;
    }
    if (parent != 0) {
        track_name(trace, parent, to, room);
        used = strlen(to);
    }
    if (number >= TRACK_TASKS)
        snprintf(to + used, room - used, "%stask %u", used ? ", " : "",
                 number - TRACK_TASKS);
    else
        snprintf(to + used, room - used, "%s%u", used ? "." : "worker ",
                 number);
}

static void
write_metadata(struct out *out, unsigned track, const char *kind,
               const char *name)
{
    out_text(out, track || strcmp(kind, "process_name") != 0 ? ",\n" : "\n");
    out_text(out, "{ \"ph\": \"M\", ");
    write_track(out, track);
    field(out, "name");
    out_string(out, kind);
    out_text(out, ", \"args\": { ");
    if (name) {
        out_text(out, "\"name\": ");
        out_string(out, name);
    } else {
        out_text(out, "\"sort_index\": ");
        out_count(out, track);
    }
    out_text(out, " } }");
}

static void
write_all(struct out *out, const struct trace *trace)
{
    char name[64];

    out_text(out, "{ \"displayTimeUnit\": \"ms\", \"otherData\": { "
                  "\"program\": ");
    out_string(out, program_invocation_short_name);
    field(out, "pid");
    out_number(out, getpid());
    field(out, "lost");
    out_count(out, trace->lost);
    out_text(out, " },\n\"traceEvents\": [");
    for (unsigned i = 0; i < TRACKS && (i == 0 || trace->tracks[i].key); i++) {
        track_name(trace, i, name, sizeof name);
        write_metadata(out, i, "process_name", name);
        write_metadata(out, i, "thread_name", name);
        write_metadata(out, i, "process_sort_index", NULL);
    }
    for_all(trace, out, write_event);
    out_text(out, "\n] }\n");
}

void
trace_write(const struct trace *trace)
{
    const char *path = settings()->trace_file;
    struct out out;

    trace_end_time = now_ns();
    for_all(trace, NULL, note_death);
    if (out_open(&out, path)) {
        write_all(&out, trace);
        if (out_close(&out) && trace->lost > 0)
            report(NULL, "SHM_TRACE: no room for %u events", trace->lost);
    }
    free(deaths);
    deaths = NULL;
    if (out.error)
        report(NULL, "SHM_TRACE: %s cannot be written: %s", path,
               strerror(out.error));
}
