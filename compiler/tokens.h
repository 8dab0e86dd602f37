/* SPDX-License-Identifier: MIT */
/* tokens.h -- token kinds: TOK_..., generated from tokens.def.
 *
 * The grammar writes its own %token list under a prefix of its own and maps
 * kinds to it, so that the compiler finds a token that one of the two lacks:
 *
 *     %define api.token.prefix {Y_}
 *     %token IDENTIFIER "identifier" ... LBRACKET "[" ... AUTO "auto" ...
 *
 *     static const int bison_token[TOK_COUNT] = {
 *     #define TOKEN(id, name) [TOK_##id] = Y_##id,
 *     #define PUNCTUATOR(id, spelling) [TOK_##id] = Y_##id,
 *     #define KEYWORD(id, spelling, when) [TOK_##id] = Y_##id,
 *     #define ALTERNATE(id, spelling, when)
 *     #include "tokens.def"
 *     };
 *
 * (EOF is Bison's YYEOF: `%token EOF 0`.)  This prints the list for it:
 *
 *     sed -nE 's/^(TOKEN|KEYWORD|PUNCTUATOR)\((\w+), ("[^"]*").*$/\2 \3/p'
 *         tokens.def */
#ifndef SHMCC_TOKENS_H
#define SHMCC_TOKENS_H

#include <stddef.h>

enum token_kind {
    TOK_NONE, /* the sentinel, token 0 */
#define TOKEN(id, name) TOK_##id,
#define PUNCTUATOR(id, spelling) TOK_##id,
#define KEYWORD(id, spelling, when) TOK_##id,
#define ALTERNATE(id, spelling, when)
#include "tokens.def"
    TOK_COUNT
};

/* The language that the compiler takes, as bits; unit.dialect has those that
 * hold.  A word is reserved when one of its WHEN_ bits is among them. */
enum {
    DIALECT_ANY = 1, /* always set */
    DIALECT_GNU = 2, /* -std=gnuNN, not -std=cNN */
    DIALECT_C99 = 4, /* and later */
    DIALECT_C23 = 8, /* and the compiler has C23's keywords */
    DIALECT_GCC = 16,
    DIALECT_CLANG = 32,

    WHEN_ALWAYS = DIALECT_ANY,
    WHEN_C99 = DIALECT_C99,
    WHEN_C23 = DIALECT_C23,
    WHEN_GNU = DIALECT_GNU,
    WHEN_GCC = DIALECT_GCC,
    WHEN_CLANG = DIALECT_CLANG,
    WHEN_INLINE = DIALECT_C99 | DIALECT_GNU,
    WHEN_TYPEOF = DIALECT_C23 | DIALECT_GNU
};

/* The main spelling of a keyword or punctuator, or what a kind is called. */
const char *token_kind_name(unsigned kind);

/* The reserved words of one dialect, hashed for the scanner. */
enum { WORD_SLOTS = 512 };
struct word_table {
    unsigned short slot[WORD_SLOTS]; /* 1 + row of token.c's table; 0: free */
};
void word_table_init(struct word_table *, unsigned dialect);
/* The keyword's kind, or TOK_IDENTIFIER. */
enum token_kind word_kind(const struct word_table *, const char *word,
                          size_t length);

#endif
