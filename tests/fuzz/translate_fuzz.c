/* SPDX-License-Identifier: MIT */
/* translate_fuzz.c -- any text through all phases of the compiler: diagnostics
 * or a translation, and without directives the text as it came. */
#include "unit_fuzz.h"

static struct edits *edits, *none;
static FILE *null;

static void
emit_unchanged(struct unit *u)
{
    const char *where;
    char *text;
    size_t size;
    FILE *f = open_memstream(&text, &size);

    if (!f)
        abort();
    none = edits_new(u);
    emit_preprocessed(u, none, f);
    fclose(f);
    if (!tokens_equal(u->text, u->text_size, text, size, &where))
        abort();
    free(text);
}

static void
translate(struct unit *u, const char *expanded, size_t size)
{
    const char *reason;

    scan(u, expanded, size);
    if (diag_errors())
        return;
    parse(u);
    if (diag_errors())
        return;
    if (!u->directives)
        emit_unchanged(u);
    sharing(u);
    if (!diag_errors())
        check(u);
    if (diag_errors())
        return;
    edits = edits_new(u);
    lower(u, edits);
    if (diag_errors())
        return;
    emit_preprocessed(u, edits, null);
    emit_translated(u, edits, null);
    emit_source(u, edits, null, &reason);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!null)
        null = fopen("/dev/null", "w");
    fuzz_unit(data, size, translate);
    if (edits)
        edits_free(edits);
    if (none)
        edits_free(none);
    edits = none = NULL;
    return 0;
}
