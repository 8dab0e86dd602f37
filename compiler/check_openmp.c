/* SPDX-License-Identifier: MIT */
/* check_openmp.c -- OpenMP's words: what there is in their place, and
 * -Wshm-openmp: its functions in a region.
 *
 * A worker is a process, in which OpenMP's functions see one thread alone:
 * omp_get_thread_num() gives 0 in every worker, and a lock is one for each.
 * So they are warned of where they stand in a region, and wherever they are
 * not declared: there the compiler and the linker know no other name for
 * them.  So is a name of <shm.h>, or one made after OpenMP's
 * (shm_thread_num), that is not declared. */
#include <string.h>

#include "check.h"
#include "openmp.h"

struct word {
    const char *word, *instead;
};

static const struct word directives[] = {
#define DIRECTIVE(word, instead) { word, instead },
#define CLAUSE(word, instead)
#define FUNCTION(name, instead)
#include "openmp.def"
#undef DIRECTIVE
#undef CLAUSE
#undef FUNCTION
};

static const struct word clauses[] = {
#define DIRECTIVE(word, instead)
#define CLAUSE(word, instead) { word, instead },
#define FUNCTION(name, instead)
#include "openmp.def"
#undef DIRECTIVE
#undef CLAUSE
#undef FUNCTION
};

static const struct word functions[] = {
#define DIRECTIVE(word, instead)
#define CLAUSE(word, instead)
#define FUNCTION(name, instead) { name, instead },
#include "openmp.def"
#undef DIRECTIVE
#undef CLAUSE
#undef FUNCTION
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *
find(const struct word *words, size_t n, const char *word, size_t length)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(words[i].word) == length
            && memcmp(words[i].word, word, length) == 0)
            return words[i].instead;
    return NULL;
}

const char *
openmp_directive(const char *word, size_t length)
{
    return find(directives, COUNT(directives), word, length);
}

const char *
openmp_clause(const char *word, size_t length)
{
    return find(clauses, COUNT(clauses), word, length);
}

static bool
has_prefix(const char *name)
{
    return strncmp(name, "omp_", 4) == 0 || strncmp(name, "shm_", 4) == 0;
}

/* A name that has one of these, without it and without get_. */
static const char *
bare_name(const char *name)
{
    name += 4;
    return strncmp(name, "get_", 4) == 0 ? name + 4 : name;
}

/* What shm has under this name of OpenMP's, or under one made after it. */
static const char *
find_function(const char *name)
{
    for (size_t i = 0; has_prefix(name) && i < COUNT(functions); i++)
        if (strcmp(functions[i].instead, name) == 0
            || strcmp(bare_name(functions[i].word), bare_name(name)) == 0)
            return functions[i].instead;
    return NULL;
}

static void
report(struct unit *u, const struct node *n, const char *name,
       const char *instead)
{
    if (strcmp(name, instead) == 0)
        diag_warning(u, "shm-openmp", n->first, n->last,
                     "'%s' is declared in <shm.h>, which is not included",
                     name);
    else if (n->symbol)
        diag_warning(u, "shm-openmp", n->first, n->last,
                     "'%s' knows of threads, and not of workers; '%s' of "
                     "<shm.h> does", name, instead);
    else
        diag_warning(u, "shm-openmp", n->first, n->last,
                     "'%s' is not declared; <shm.h> has '%s'", name, instead);
}

static bool
enter(struct node *n, void *data)
{
    struct unit *u = data;
    const char *name, *instead;

    if (n->kind != N_IDENTIFIER
        || (n->symbol && !(n->symbol->kind == SYM_FUNCTION
                           && strncmp(n->symbol->name, "omp_", 4) == 0
                           && region_around(n))))
        return true;
    name = word_at(u, n->first);
    instead = find_function(name);
    if (instead)
        report(u, n, name, instead);
    return true;
}

void
check_openmp(struct unit *u)
{
    tree_walk(u->tree, enter, NULL, u);
}
