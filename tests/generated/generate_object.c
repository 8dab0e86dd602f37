/* SPDX-License-Identifier: MIT */
/* generate_object.c -- the objects of a region: every way to declare one, its
 * first value, and what is added to the sum for it in the end. */
#include "generate.h"

#include <string.h>

static const char *const integers[] = {
    "unsigned char", "short", "int", "unsigned", "long", "unsigned long",
    "long long", "uint16_t", "int64_t", "uint64_t", "size_t",
};

static const char *
element_type(struct gen *g, bool *real)
{
    *real = one_in(g, 5);
    if (*real)
        return one_in(g, 3) ? "float" : "double";
    return integers[below(g, sizeof integers / sizeof *integers)];
}

struct object *
new_object(struct gen *g, enum role role, int length)
{
    struct object *o = &g->object[g->nobjects++];

    *o = (struct object){.role = role, .length = length, .member = ""};
    o->type = element_type(g, &o->real);
    if (role == LOGICAL || role == SPREAD || role == AFFINE) {
        o->real = false;
        o->type = role == LOGICAL  ? "int"
                  : role == SPREAD ? "struct spread"
                                   : "struct affine";
        o->member = role == LOGICAL ? "" : role == SPREAD ? ".low" : ".term";
    }
    snprintf(o->base, sizeof o->base, "x%d", ++g->names);
    strcpy(o->name, o->base);
    return o;
}

bool
is_identifier(const char *name)
{
    return !strpbrk(name, "(.[*");
}

static void
share(struct gen *g, const struct object *o)
{
    put(g, "#pragma shm shared(%s)\n", o->base);
}

/* ---- arrays ------------------------------------------------------------ */

/* Gives an array its first values; all of them are 0 otherwise. */
static void
fill(struct gen *g, const struct object *o)
{
    int step = 1 + below(g, 999), first = below(g, 99);

    put(g, "    for (int i_ = 0; i_ < %d; i_++)\n        %s[i_] = ",
        o->length, o->name);
    if (o->real)
        put(g, "(i_ * %d %% 64) * 0.5;\n", step % 31);
    else
        put(g, "(unsigned)i_ * %du + %d;\n", step, first);
}

/* At file scope, or static. */
static void
declare_static_array(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;

    switch (below(g, 7)) {
    case 0:
        top(g, "static %s %s[%d];\n#pragma shm shared(%s)\n", t, x, o->length,
            x);
        break;
    case 1: /* with linkage */
        top(g, "%s %s[%d] = {%d};\n#pragma shm shared(%s)\n", t, x,
            o->length, 1 + below(g, 9), x);
        break;
    case 2: /* defined behind its uses */
        top(g, "extern %s %s[%d];\n#pragma shm shared(%s)\n", t, x, o->length,
            x);
        fprintf(g->bottom, "%s %s[%d];\n", t, x, o->length);
        break;
    case 3: /* of inferred length */
        top(g, "static %s %s[] = {1, 2, [%d] = %d};\n"
               "#pragma shm shared(%s)\n",
            t, x, o->length - 1, below(g, 9), x);
        break;
    case 4: /* one of three declarators */
        top(g, "static %s before_%s, (%s)[%d], *behind_%s = &before_%s;\n"
               "#pragma shm shared(%s)\n",
            t, x, x, o->length, x, x, x);
        put(g, "    (void)behind_%s;\n", x);
        break;
    case 5: /* declared in this function only */
        put(g, "    extern %s %s[%d];\n", t, x, o->length);
        share(g, o);
        fprintf(g->bottom, "%s %s[%d] = {%d};\n", t, x, o->length,
                below(g, 9));
        break;
    default:
        put(g, "    static %s %s[%d];\n", t, x, o->length);
        share(g, o);
    }
}

/* Automatic. */
static void
declare_block_array(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;

    switch (below(g, 7)) {
    case 0:
        put(g, "    %s %s[%d] = {%d}, private_%s = 0;\n"
               "#pragma shm shared(%s)\n    (void)private_%s;\n",
            t, x, o->length, below(g, 9), x, x, x);
        break;
    case 1: /* a variable length */
        put(g, "    %s %s[n + %d];\n", t, x, o->length);
        share(g, o);
        break;
    case 2: /* in two dimensions */
        put(g, "    %s %s[n + 2][n + %d];\n", t, x, o->length);
        share(g, o);
        snprintf(o->name, sizeof o->name, "%s[%d]", x, below(g, 3));
        break;
    case 3: /* a member */
        put(g, "    struct { char before; %s field[%d]; int after; } %s;\n", t,
            o->length, x);
        share(g, o);
        snprintf(o->name, sizeof o->name, "%s.field", x);
        break;
    case 4: /* by a clause, of a region somewhere */
        put(g, "    __typeof__(%s[%d]) %s;\n", t, o->length, x);
        put(g, "#pragma shm parallel shared(%s) num_workers(1)\n    ;\n", x);
        break;
    default: /* a row */
        put(g, "    %s %s[3][%d];\n", t, x, o->length);
        share(g, o);
        snprintf(o->name, sizeof o->name, "%s[%d]", x, below(g, 3));
    }
}

/* What has to be shared is behind a pointer. */
static void
declare_pointer(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;
    size_t used = strlen(g->parameters), spent = strlen(g->arguments);

    switch (below(g, 3)) {
    case 0: /* a private one */
        put(g, "    %s *%s = shm_calloc(%d, sizeof *%s);\n", t, x, o->length,
            x);
        break;
    case 1: /* a parameter */
        snprintf(g->parameters + used, sizeof g->parameters - used,
                 ", %s %s[]", t, x);
        snprintf(g->arguments + spent, sizeof g->arguments - spent, ", NULL");
        share(g, o);
        put(g, "    %s = shm_calloc(%d, sizeof *%s);\n", x, o->length, x);
        break;
    default: /* to the whole array */
        put(g, "    %s (*%s)[%d] = shm_malloc(sizeof *%s);\n", t, x,
            o->length, x);
        share(g, o);
        snprintf(o->name, sizeof o->name, "(*%s)", x);
    }
}

/* One way to declare a shared array each; `name` becomes an lvalue that can
 * be indexed. */
static void
declare_array(struct gen *g, struct object *o)
{
    static void (*const ways[])(struct gen *, struct object *) = {
        declare_static_array, declare_static_array, declare_block_array,
        declare_block_array, declare_pointer,
    };

    ways[below(g, sizeof ways / sizeof *ways)](g, o);
    fill(g, o);
}

/* ---- scalars ----------------------------------------------------------- */

static void
declare_static_scalar(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;

    switch (below(g, 3)) {
    case 0:
        top(g, "static %s %s, %s_private = 3;\n#pragma shm shared(%s)\n", t,
            x, x, x);
        put(g, "    %s = %s_private + %d;\n", x, x, below(g, 9));
        break;
    case 1:
        top(g, "extern %s %s;\n#pragma shm shared(%s)\n", t, x, x);
        fprintf(g->bottom, "%s %s = %d;\n", t, x, below(g, 9));
        break;
    default:
        put(g, "    static %s %s = %d;\n", t, x, below(g, 9));
        share(g, o);
    }
}

static void
declare_scalar(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;
    size_t used = strlen(g->parameters), spent = strlen(g->arguments);

    switch (below(g, 8)) {
    case 0:
        put(g, "    %s before_%s = %d, %s = before_%s;\n", t, x, below(g, 9),
            x, x);
        share(g, o);
        break;
    case 1:
        put(g, "    struct { %s value, other; } %s = {%d, 1};\n", t, x,
            below(g, 9));
        share(g, o);
        snprintf(o->name, sizeof o->name, "%s.value", x);
        break;
    case 2:
        put(g, "    %s *%s = shm_malloc(sizeof *%s);\n", t, x, x);
        share(g, o);
        put(g, "    *%s = %d;\n", x, below(g, 9));
        snprintf(o->name, sizeof o->name, "(*%s)", x);
        break;
    case 3:
        snprintf(g->parameters + used, sizeof g->parameters - used, ", %s %s",
                 t, x);
        snprintf(g->arguments + spent, sizeof g->arguments - spent, ", %d",
                 below(g, 9));
        share(g, o);
        break;
    case 4: /* its address is the same everywhere */
        put(g, "    %s %s = %d;\n", t, x, below(g, 9));
        share(g, o);
        put(g, "    %s *alias_%s = &%s;\n", t, x, x);
        snprintf(o->name, sizeof o->name, "(*alias_%s)", x);
        break;
    case 5:
        put(g, "    %s %s[4] = {%d, 1, 2, 3};\n", t, x, below(g, 9));
        share(g, o);
        snprintf(o->name, sizeof o->name, "%s[%d]", x, below(g, 4));
        break;
    default:
        declare_static_scalar(g, o);
    }
}

/* Objects that live in the master, or are inherited by the workers. */
static void
declare_private(struct gen *g, enum role role, int length)
{
    struct object *o = new_object(g, role, length);
    int most = o->role == LOGICAL ? 2 : 9;
    int first = below(g, most), second = below(g, most);
    const char *life = one_in(g, 4) ? "static " : "";

    if (o->length)
        put(g, "    %s%s %s[%d] = {%s%d, %d};\n", life, o->type, o->name,
            o->length, *o->member ? "[1] = " : "", first, second);
    else if (*o->member)
        put(g, "    %s%s %s = {%d, %d};\n", life, o->type, o->name, first,
            second);
    else
        put(g, "    %s%s %s = %d;\n", life, o->type, o->name, first);
}

void
declare_objects(struct gen *g)
{
    for (int i = 0, n = 2 + below(g, 3); i < n; i++)
        declare_array(g, new_object(g, ARRAY, LENGTH + below(g, 40)));
    for (int i = 0, n = 2 + below(g, 2); i < n; i++)
        declare_scalar(g, new_object(g, COUNTER, 0));
    for (int i = 0, n = 2 + below(g, 3); i < n; i++)
        declare_private(g, REDUCED, one_in(g, 3) ? 8 : 0);
    declare_private(g, LOGICAL, one_in(g, 3) ? 8 : 0);
    declare_private(g, SPREAD, one_in(g, 3) ? 8 : 0);
    declare_private(g, AFFINE, one_in(g, 3) ? 8 : 0);
    declare_private(g, LAST, one_in(g, 3) ? 5 : 0);
    for (int i = 0; i < 2; i++)
        declare_private(g, MASTERS, 0);
    declare_private(g, MASTERS, 8);
    declare_private(g, FIRST, 0);
    put(g, "    uint64_t scratch, sum = 0;\n    (void)scratch;\n"
           "    struct shm_error failure = {0};\n    (void)failure;\n");
}

/* ---- the end of a region: what has become of an object ----------------- */

void
add_to_sum(struct gen *g, const struct object *o)
{
    char x[80];

    snprintf(x, sizeof x, "%s%s", o->name, o->length ? "[i_]" : "");
    if (o->length)
        put(g, "    for (int i_ = 0; i_ < %d; i_++)\n    ", o->length);
    if (o->role == SPREAD)
        put(g, "    sum = mix(mix(mix(sum, %s.low), %s.high), %s.count);\n", x,
            x, x);
    else if (o->role == AFFINE)
        put(g, "    sum = mix(mix(sum, %s.factor), %s.term);\n", x, x);
    else
        put(g, "    sum = mix(sum, %s%s%s);\n",
            o->real ? "real(" : "(uint64_t)", x, o->real ? ")" : "");
    put(g, "    SHOW(%d, %s);\n", g->region, o->base);
}
