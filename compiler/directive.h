/* directive.h -- directives and clauses as parsed.  Which clause may stand
 * on which directive is said by directives.def. */
#ifndef SHMCC_DIRECTIVE_H
#define SHMCC_DIRECTIVE_H

#include "tree.h"

/* D_... and C_..., generated from directives.def.  Combined directives have
 * kinds of their own (D_PARALLEL_FOR); `master` is D_MASKED. */
enum directive_kind {
#define DIRECTIVE(id, words, body, status) D_##id,
#define CLAUSE(id, word, argument, status)
#define ALLOW(directive, clause)
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
    D_COUNT
};
enum clause_kind {
#define DIRECTIVE(id, words, body, status)
#define CLAUSE(id, word, argument, status) C_##id,
#define ALLOW(directive, clause)
#include "directives.def"
#undef DIRECTIVE
#undef CLAUSE
#undef ALLOW
    C_COUNT
};

/* One element of a list: x, or a section a[lo:n][..] */
struct item {
    struct item *next;
    tokid name;
    struct symbol *symbol; /* resolved where the directive stands; 0: none */
    struct node *expr;     /* N_IDENTIFIER, or N_SECTION (nested for more
                            * dimensions) */
};

struct clause {
    struct clause *next;
    enum clause_kind kind;
    tokid first, last;   /* the whole clause, word to closing parenthesis */
    tokid word2;         /* second word: default(none), schedule(dynamic),
                          * reduction(+), onfail(retry), critical's name ... */
    tokid modifier;      /* schedule(monotonic:), reduction(reproducible,),
                          * retry(n, always) */
    struct node *expr;   /* num_workers(e), schedule(, e), collapse(e) ... */
    struct item *items;
};

struct directive {
    struct directive *next;
    enum directive_kind kind;
    tokid first, last;   /* TOK_PRAGMA_SHM .. TOK_PRAGMA_END */
    tokid word;          /* the directive's first word */
    tokid name;          /* critical(name), declare reduction(name : ...),
                          * the construct's word of cancel; or 0 */
    struct item *items;  /* shared (list), reduce (list), flush (list) */
    struct clause *clauses;
    struct node *node;   /* its N_DIRECTIVE, or 0 at file scope ... */
    struct node *body;   /* the statement it applies to, or 0 */
    struct scope *scope; /* the scope it stands in */
    unsigned number;     /* unique in the file: the N of generated names */

    /* filled by check.c */
    struct loop *loop;     /* of a LOOP directive (check_loop.h) */
    struct atomic *atomic; /* of D_ATOMIC (check_atomic.h) */
    struct directive *construct; /* of cancel: the one that is left */
    bool cancellable;      /* a cancel or cancellation point names it */
    bool sends_in_order;   /* a 'reduce ordered' stands in it */

    struct declared *declares; /* of D_DECLARE_REDUCTION (declared.h) */
    struct directive *earlier; /* the one of these in front of it */
};

bool items_name(const struct item *, const struct symbol *);
struct clause *directive_clause(const struct directive *, enum clause_kind);
const char *directive_words(enum directive_kind); /* "parallel for" */
const char *clause_word(enum clause_kind);

#endif
