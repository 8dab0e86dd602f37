/* SPDX-License-Identifier: MIT */
/* diag_sarif.c -- messages as a log in the form SARIF 2.1.0, with the names
 * that gcc 13 uses: one run, one result for each error or warning, its notes
 * as related locations. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag_message.h"
#include "json.h"

#ifndef SHMCC_VERSION
#define SHMCC_VERSION "unknown"
#endif

#define SCHEMA "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/" \
               "master/Schemata/sarif-schema-2.1.0.json"

/* A path as a part of a URI, in malloc'ed memory; 0: none is left. */
static char *
uri_of(const char *prefix, const char *path, const char *suffix)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._~/";
    char *uri = NULL;
    size_t size;
    FILE *out = open_memstream(&uri, &size);

    if (!out)
        return NULL;
    fputs(prefix, out);
    for (; *path; path++)
        fprintf(out, strchr(plain, *path) ? "%c" : "%%%02X",
                (unsigned char)*path);
    fputs(suffix, out);
    return fclose(out) == 0 ? uri : NULL;
}

static void
put_uri(struct json *j, const char *prefix, const char *path,
        const char *suffix)
{
    char *uri = uri_of(prefix, path, suffix);

    json_string(j, "uri", uri ? uri : path);
    free(uri);
}

static void
put_artifact_location(struct json *j, const char *key, const char *file)
{
    json_open(j, key, '{');
    put_uri(j, *file == '/' ? "file://" : "", file, "");
    if (*file != '/')
        json_string(j, "uriBaseId", "PWD");
    json_close(j);
}

/* Columns are counted in code points. */
static unsigned
column_of(const struct message *m, uint32_t column)
{
    unsigned n = 1;

    for (uint32_t i = 0; i + 1 < column; i++)
        n += i >= m->quote_length
             || ((unsigned char)m->quote[i] & 0xc0) != 0x80;
    return n;
}

static void
put_region(struct json *j, const char *key, const struct message *m)
{
    json_open(j, key, '{');
    json_number(j, "startLine", m->line);
    json_number(j, "startColumn", column_of(m, m->column));
    json_number(j, "endColumn", column_of(m, m->end_column));
    json_close(j);
}

static void
put_physical_location(struct json *j, const struct message *m)
{
    json_open(j, "physicalLocation", '{');
    put_artifact_location(j, "artifactLocation", m->file);
    put_region(j, "region", m);
    json_open(j, "contextRegion", '{');
    json_number(j, "startLine", m->line);
    json_open(j, "snippet", '{');
    json_string_n(j, "text", m->quote, m->quote_length);
    json_close(j);
    json_close(j);
    json_close(j);
}

static void
put_text(struct json *j, const char *key, const char *text)
{
    json_open(j, key, '{');
    json_string(j, "text", text);
    json_close(j);
}

static void
put_fixes(struct json *j, const struct message *m)
{
    if (!m->fixit)
        return;
    json_open(j, "fixes", '[');
    json_open(j, NULL, '{');
    json_open(j, "artifactChanges", '[');
    json_open(j, NULL, '{');
    put_artifact_location(j, "artifactLocation", m->file);
    json_open(j, "replacements", '[');
    json_open(j, NULL, '{');
    put_region(j, "deletedRegion", m);
    put_text(j, "insertedContent", m->fixit);
    for (int i = 0; i < 6; i++)
        json_close(j);
}

static void
put_location(struct json *j, const struct message *m, bool with_text)
{
    json_open(j, NULL, '{');
    if (m->file)
        put_physical_location(j, m);
    if (with_text)
        put_text(j, "message", m->text);
    json_close(j);
}

/* The id of the rule: the warning's option, else the kind. */
static void
put_rule_id(struct json *j, const struct message *m)
{
    char *id;

    if (!m->option)
        json_string(j, "ruleId", "error");
    else if (asprintf(&id, "-W%s", m->option) >= 0) {
        json_string(j, "ruleId", id);
        free(id);
    }
}

/* Returns the next message that is no note of this one. */
static const struct message *
put_result(struct json *j, const struct message *m)
{
    const struct message *notes = m->next;

    json_open(j, NULL, '{');
    put_rule_id(j, m);
    json_string(j, "level", m->severity == DIAG_ERROR     ? "error"
                            : m->severity == DIAG_WARNING ? "warning"
                                                          : "note");
    put_text(j, "message", m->text);
    json_open(j, "locations", '[');
    if (m->file)
        put_location(j, m, false);
    json_close(j);
    put_fixes(j, m);
    if (notes && notes->severity == DIAG_NOTE) {
        json_open(j, "relatedLocations", '[');
        for (; notes && notes->severity == DIAG_NOTE; notes = notes->next)
            put_location(j, notes, true);
        json_close(j);
    }
    json_close(j);
    return notes;
}

/* Every warning that was given, once. */
static void
put_rules(struct json *j, const struct message *messages)
{
    json_open(j, "rules", '[');
    for (const struct message *m = messages; m; m = m->next) {
        const struct message *earlier = messages;

        while (earlier != m
               && (!earlier->option || !m->option
                   || strcmp(earlier->option, m->option) != 0))
            earlier = earlier->next;
        if (!m->option || earlier != m)
            continue;
        char *id;
        if (asprintf(&id, "-W%s", m->option) < 0)
            continue;
        json_open(j, NULL, '{');
        json_string(j, "id", id);
        json_close(j);
        free(id);
    }
    json_close(j);
}

static void
put_tool(struct json *j, const struct message *messages)
{
    json_open(j, "tool", '{');
    json_open(j, "driver", '{');
    json_string(j, "name", "shmcc");
    json_string(j, "fullName", "shmcc " SHMCC_VERSION);
    json_string(j, "version", SHMCC_VERSION);
    put_rules(j, messages);
    json_close(j);
    json_close(j);
}

static bool
is_success(const struct message *m)
{
    while (m && m->severity != DIAG_ERROR)
        m = m->next;
    return !m;
}

/* What the run was about: where relative names begin, and the input. */
static void
put_circumstances(struct json *j, const struct message *m, const char *input)
{
    char *folder = getcwd(NULL, 0);

    json_open(j, "invocations", '[');
    json_open(j, NULL, '{');
    json_bool(j, "executionSuccessful", is_success(m));
    json_open(j, "toolExecutionNotifications", '[');
    json_close(j);
    json_close(j);
    json_close(j);
    if (folder) {
        json_open(j, "originalUriBaseIds", '{');
        json_open(j, "PWD", '{');
        put_uri(j, "file://", folder, "/");
        json_close(j);
        json_close(j);
    }
    free(folder);
    json_open(j, "artifacts", '[');
    if (*input) {
        json_open(j, NULL, '{');
        put_artifact_location(j, "location", input);
        json_string(j, "sourceLanguage", "c");
        json_close(j);
    }
    json_close(j);
}

void
diag_write_sarif(FILE *out, const struct message *m, const char *input)
{
    struct json j = { .out = out };

    json_open(&j, NULL, '{');
    json_string(&j, "$schema", SCHEMA);
    json_string(&j, "version", "2.1.0");
    json_open(&j, "runs", '[');
    json_open(&j, NULL, '{');
    put_tool(&j, m);
    put_circumstances(&j, m, input);
    json_string(&j, "columnKind", "unicodeCodePoints");
    json_open(&j, "results", '[');
    while (m)
        m = put_result(&j, m);
    while (j.depth > 0)
        json_close(&j);
    fputc('\n', out);
}
