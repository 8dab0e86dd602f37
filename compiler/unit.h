/* unit.h -- a translation unit on its way through the compiler.
 *
 * What the preprocessor gave (cc -E -dD) is one text in memory.  The scanner
 * cuts it into tokens; a token points into that text (or, for the words of a
 * directive, into the text of their macro expansion) and knows the user's
 * file and line through the line markers.  Nothing in the text is ever
 * changed: all later phases speak of tokens by their index, and the output
 * is the text with edits (edit.h).
 *
 * Everything a unit owns lives in its arena and dies with it. */
#ifndef SHMCC_UNIT_H
#define SHMCC_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t tokid; /* index into unit.tokens; 0 is a sentinel: "none" */

/* A file that a line marker named. */
struct file {
    const char *name; /* as the marker spells it, escapes undone */
    bool is_main;     /* the file given on the command line */
};

struct token {
    uint16_t kind; /* enum token_kind (tokens.h, from tokens.def) */
    bool system;   /* in a system header (flag 3 of the line marker) */
    bool directive;/* a word of a #pragma shm, macro-expanded; its text does
                    * not lie in unit.text */
    uint32_t file; /* index into unit.files */
    uint32_t line; /* in that file */
    uint32_t column; /* 1-based, in the preprocessed line (source.h finds the
                      * column in the user's file) */
    uint32_t length;
    const char *text; /* not terminated */
};

struct arena;
struct sources;
struct scope;
struct node;
struct directive;

/* Whose library keeps the counts of what is run, in a unit that the compiler
 * instruments. */
enum counters { COUNTERS_NONE, COUNTERS_GCOV, COUNTERS_LLVM };

struct unit {
    const char *main_file;
    const char *text; /* the preprocessor's output, NUL-terminated */
    size_t text_size;
    struct token *tokens; /* [1 .. ntokens]; the last one is TOK_EOF.  A
                           * directive is TOK_PRAGMA_SHM, its words,
                           * TOK_PRAGMA_END; the text of the two brackets is
                           * the #pragma line in unit.text (PRAGMA_SHM has
                           * all of it, PRAGMA_END is empty, behind it) */
    tokid ntokens;
    struct file *files;
    uint32_t nfiles;
    struct arena *arena;
    struct scope *file_scope;
    struct node *tree;            /* N_UNIT */
    struct directive *directives; /* all of them, in order of the text */
    struct directive *reductions; /* those that declare one, backwards */
    const char *runtime_text;     /* shmrt.h, preprocessed for this target */
    size_t runtime_size;
    struct sources *sources;      /* the user's files, source.c */

    /* What the target's preprocessor said of itself (scan.re, the probe). */
    unsigned dialect;             /* DIALECT_... bits, tokens.h */
    int int_bits, long_bits, pointer_bits, long_double_bits;
    bool char_unsigned;

    /* A declaration without directives that the grammar does not know is
     * skipped; with parse_all (--shm-force) that is an error. */
    bool parse_all;
    uint32_t skipped;             /* how many were, set by the parser */
    const char *const *prefix_maps; /* "old=new", for the names of files in
                                   * messages; 0-terminated, or 0 */
    enum counters counters;
    bool keep_macros;             /* #define lines go into the translation:
                                   * gcc -g3 reads them there */
};

static inline const struct token *
token_at(const struct unit *u, tokid t)
{
    return &u->tokens[t];
}

/* arena.c */
struct arena *arena_new(void);
void arena_free(struct arena *);
void *arena_alloc(struct arena *, size_t); /* zeroed, aligned, never NULL */
char *arena_strdup(struct arena *, const char *, size_t);
char *arena_printf(struct arena *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
