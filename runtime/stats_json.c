/* SPDX-License-Identifier: MIT */
/* stats_json.c -- SHM_STATS=file.json: all that is known, for other programs.
 *
 *   { "program": "prog", "pid": 1, "seconds": 1.234, "places": [
 *     { "file": "f.c", "line": 12, "directive": "parallel for", "label": "",
 *       "kind": "region", "runs": 1, ..., "advice": "...",
 *       "workers": [ { "busy_ns": 1, ... }, ... ] }, ... ] }
 *
 * Times are whole nanoseconds, summed over all runs.
 */
#include "internal.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct field {
    const char *name;
    size_t offset;
};

#define FIELD(name, member)                  \
    {                                        \
        name, offsetof(struct stats, member) \
    }
#define OWN(name, member)                           \
    {                                               \
        name, offsetof(struct worker_stats, member) \
    }
#define WAITED(type)                                           \
    { "critical_ns", offsetof(type, waited[FOR_CRITICAL]) },   \
        { "ordered_ns", offsetof(type, waited[FOR_ORDERED]) }, \
        { "barrier_ns", offsetof(type, waited[FOR_BARRIER]) }, \
        { "master_ns", offsetof(type, waited[FOR_MASTER]) },   \
        { "loop_ns", offsetof(type, waited[FOR_LOOP]) },       \
    {                                                          \
        "output_ns", offsetof(type, waited[FOR_OUTPUT])        \
    }

static const struct field fields[] = {
    FIELD("runs", runs),
    FIELD("serial_runs", serial),
    FIELD("wall_ns", wall),
    FIELD("fork_ns", fork),
    FIELD("join_ns", join),
    FIELD("reduce_ns", reduce),
    FIELD("team_ns", team),
    FIELD("busy_ns", busy),
    FIELD("idle_ns", idle),
    FIELD("cpu_ns", cpu),
    WAITED(struct stats),
    FIELD("busiest_ns", busiest),
    FIELD("mean_ns", mean),
    FIELD("waited_here_ns", hot),
    FIELD("chunks", chunks),
    FIELD("iterations", iterations),
    FIELD("messages", messages),
    FIELD("page_faults", faults),
    FIELD("major_faults", major),
    FIELD("memory_bytes", memory),
    FIELD("master_bytes", resident),
    FIELD("retries", retries),
    FIELD("deaths", deaths),
};

static const struct field worker_fields[] = {
    OWN("busy_ns", busy),  OWN("idle_ns", idle),
    OWN("cpu_ns", cpu),    WAITED(struct worker_stats),
    OWN("chunks", chunks), OWN("iterations", iterations),
};

static void
write_fields(struct out *out, const void *base, const struct field *list,
             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *at = (const char *)base + list[i].offset;

        out_text(out, i ? ", " : "");
        out_string(out, list[i].name);
        out_text(out, ": ");
        out_count(out, *(const _Atomic uint64_t *)at);
    }
}

static void
write_text(struct out *out, const char *name, const char *value)
{
    out_string(out, name);
    out_text(out, ": ");
    out_string(out, value);
    out_text(out, ", ");
}

static void
write_place(struct out *out, unsigned number)
{
    const struct eye_place *place = eyes_place_of(number);
    const struct stats *s = stats_of(number);
    uint64_t workers = s->workers < WORKERS_SHOWN ? s->workers : WORKERS_SHOWN;
    char advice[256];

    out_text(out, "{ ");
    write_text(out, "file", place->file);
    out_text(out, "\"line\": ");
    out_number(out, place->line);
    out_text(out, ", ");
    write_text(out, "directive", place->directive);
    write_text(out, "label", place->label);
    write_text(out, "kind", s->busy ? "region" : s->hot ? "block" : "loop");
    if (stats_advice(s, advice, sizeof advice))
        write_text(out, "advice", advice);
    write_fields(out, s, fields, sizeof fields / sizeof *fields);
    out_text(out, ",\n    \"workers\": [");
    for (uint64_t w = 0; w < workers; w++) {
        out_text(out, w ? ",\n      { " : "\n      { ");
        write_fields(out, &s->worker[w], worker_fields,
                     sizeof worker_fields / sizeof *worker_fields);
        out_text(out, " }");
    }
    out_text(out, "] }");
}

void
stats_json(const char *path, const unsigned list[], unsigned count)
{
    struct out out;

    if (out_open(&out, path)) {
        out_text(&out, "{ ");
        write_text(&out, "program", program_invocation_short_name);
        out_text(&out, "\"pid\": ");
        out_number(&out, getpid());
        out_text(&out, ", \"seconds\": ");
        out_thousandths(&out, (now_ns() - eyes_began()) / 1000000);
        out_text(&out, ", \"places\": [");
        for (unsigned i = 0; i < count; i++) {
            out_text(&out, i ? ",\n  " : "\n  ");
            write_place(&out, list[i]);
        }
        out_text(&out, "\n] }\n");
        if (out_close(&out))
            return;
    }
    report(NULL, "SHM_STATS: %s cannot be written: %s", path,
           strerror(out.error));
}
