/* scope.h -- names: what an identifier stands for, where.
 *
 * The parser opens and closes scopes and declares names as it goes, because
 * C cannot be parsed without knowing which names are types.  Scopes and
 * symbols live as long as the unit, so that every later phase can ask. */
#ifndef SHMCC_SCOPE_H
#define SHMCC_SCOPE_H

#include "tree.h"

enum symbol_kind { SYM_OBJECT, SYM_FUNCTION, SYM_TYPEDEF, SYM_ENUMERATOR,
                   SYM_PARAMETER, SYM_TAG, SYM_LABEL };

enum storage { STORAGE_AUTO, STORAGE_REGISTER, STORAGE_STATIC,
               STORAGE_EXTERN, STORAGE_FILE /* file scope, no specifier */ };

struct symbol {
    enum symbol_kind kind;
    enum storage storage;
    bool thread_local_;
    bool constant;           /* constexpr */
    const char *name;
    tokid token;             /* the name where it was declared first */
    struct scope *scope;
    const struct type *type; /* 0 when not understood */
    struct node *declarator; /* N_DECLARATOR (or N_FUNCTION, N_ENUMERATOR,
                              * N_LABEL; N_STRUCT once it is complete) of
                              * the definition, else of the first declaration */
    struct symbol *redeclaration; /* the next N_DECLARATOR of the same entity
                                   * is redeclaration->declarator, and so on;
                                   * for SYM_OBJECT with linkage */
    struct symbol *canonical;     /* the first symbol of that chain (itself
                                   * when there is one only); identifiers
                                   * are bound to the canonical one */
    struct symbol *hash_next;

    /* filled by the sharing phase (sharing.c) */
    bool shared;             /* named in `shared` somewhere */
    tokid shared_by;         /* the name in the clause or directive */
    bool said_private;       /* named in a `private` directive */
    unsigned number;         /* of an automatic shared object: x -> (*x_N) */

    /* filled by check_lost_memory.c: of a pointer */
    const struct node *memory; /* the malloc, out of regions, whose memory it
                                * was given last; 0: none */
    bool other_memory;         /* it was given something else as well */

    /* filled by the lowering */
    bool made_private;       /* by some construct (lower_private.c) */
    const struct node *pointer_in; /* lower_extern.c: the last function that
                                    * has got its address */
};

struct scope {
    struct scope *outer;
    struct node *node;       /* N_COMPOUND, N_FOR, N_FUNCTION; 0: the file */
    int depth;               /* 0: file */
    struct symbol **buckets;
    unsigned nbuckets, count;
};

struct scope *scope_push(struct unit *, struct scope *outer);
/* Name spaces: tags, labels and ordinary names are apart. */
struct symbol *scope_find(const struct scope *, enum symbol_kind space,
                          const char *name, size_t length); /* and outer */
struct symbol *scope_find_here(const struct scope *, enum symbol_kind space,
                               const char *name, size_t length);
/* True when the object has static storage duration. */
bool symbol_is_static(const struct symbol *);
/* Declared inside the node (a region's body)? */
bool symbol_declared_in(const struct symbol *, const struct node *);

#endif
