/* SPDX-License-Identifier: MIT */
/* scan_fuzz.c -- any bytes for the scanner: tokens lie within the text, one
 * behind the other. */
#include "unit_fuzz.h"

static void
check_tokens(struct unit *u, const char *expanded, size_t size)
{
    const char *at = u->text;

    scan(u, expanded, size);
    for (tokid t = 1; t <= u->ntokens; t++) {
        const struct token *token = token_at(u, t);

        if (token->file >= u->nfiles)
            abort();
        if (token->directive)
            continue;
        if (token->text < at
            || token->text + token->length > u->text + u->text_size)
            abort();
        at = token->text + token->length;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_unit(data, size, check_tokens);
    return 0;
}
