/* SPDX-License-Identifier: MIT */
/* generate.c -- writes one C program of random regions.
 *
 *     generate SEED COUNT >program.c
 *
 * Each region is a function that returns a checksum; main prints them. The
 * same seed gives the same program. What a region computes must not depend
 * on the number of workers, nor on whether there is a team at all, so that
 * the serial compile tells the right answer. That holds because of the part
 * (enum role) that each object plays in a loop: one element an iteration, or
 * only updates that commute and are protected, or read only.
 *
 * Arithmetic is in uint64_t, floating values are small multiples of a power
 * of two: no overflow that matters, no rounding, any order the same. */
#include "generate.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- chance ------------------------------------------------------------ */

uint64_t
chance(struct gen *g)
{
    uint64_t x = g->state += 0x9e3779b97f4a7c15; /* splitmix64 */

    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
}

int
below(struct gen *g, int n)
{
    return (int)(chance(g) % (uint64_t)n);
}

bool
one_in(struct gen *g, int n)
{
    return below(g, n) == 0;
}

/* ---- text -------------------------------------------------------------- */

void
put(struct gen *g, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(g->body, format, arguments);
    va_end(arguments);
}

void
top(struct gen *g, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(g->top, format, arguments);
    va_end(arguments);
}

/* A directive: a line, or the use of a macro that holds a _Pragma. */
void
directive(struct gen *g, const char *text)
{
    if (one_in(g, 4)) {
        int n = ++g->names;

        top(g, "#define DIRECTIVE_%d _Pragma(\"shm %s\")\n", n, text);
        put(g, "DIRECTIVE_%d\n", n);
    } else {
        put(g, "#pragma shm %s\n", text);
    }
}

void
add(struct clauses *c, const char *format, ...)
{
    size_t used = strlen(c->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(c->text + used, sizeof c->text - used, format, arguments);
    va_end(arguments);
}

/* ---- objects ----------------------------------------------------------- */

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

    *o = (struct object){.role = role, .length = length};
    o->type = role == LOGICAL ? "int" : element_type(g, &o->real);
    snprintf(o->base, sizeof o->base, "x%d", ++g->names);
    strcpy(o->name, o->base);
    return o;
}

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

/* One way to declare a shared array each; `x` becomes an lvalue that can be
 * indexed. */
static void
declare_array(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;

    switch (below(g, 9)) {
    case 0:
        top(g, "static %s %s[%d];\n#pragma shm shared(%s)\n", t, x, o->length,
            x);
        break;
    case 1: /* with linkage */
        top(g, "%s %s[%d] = {%d};\n#pragma shm shared(%s)\n", t, x,
            o->length, 1 + below(g, 9), x);
        break;
    case 2:
        put(g, "    static %s %s[%d];\n#pragma shm shared(%s)\n", t, x,
            o->length, x);
        break;
    case 3:
        put(g, "    %s %s[%d] = {%d}, private_%s = 0;\n"
               "#pragma shm shared(%s)\n    (void)private_%s;\n",
            t, x, o->length, below(g, 9), x, x, x);
        break;
    case 4: /* a variable length */
        put(g, "    %s %s[n + %d];\n#pragma shm shared(%s)\n", t, x,
            o->length, x);
        break;
    case 5: /* a private pointer to shared memory */
        put(g, "    %s *%s = shm_calloc(%d, sizeof *%s);\n", t, x, o->length,
            x);
        break;
    case 6: /* a shared pointer to it, to the whole array */
        put(g, "    %s (*%s)[%d] = shm_malloc(sizeof *%s);\n"
               "#pragma shm shared(%s)\n",
            t, x, o->length, x, x);
        snprintf(o->name, sizeof o->name, "(*%s)", x);
        break;
    case 7: /* a member */
        put(g, "    struct { char before; %s field[%d]; int after; } %s;\n"
               "#pragma shm shared(%s)\n",
            t, o->length, x, x);
        snprintf(o->name, sizeof o->name, "%s.field", x);
        break;
    default: /* a row */
        put(g, "    %s %s[3][%d];\n#pragma shm shared(%s)\n", t, x, o->length,
            x);
        snprintf(o->name, sizeof o->name, "%s[%d]", x, below(g, 3));
    }
    fill(g, o);
}

static void
declare_scalar(struct gen *g, struct object *o)
{
    const char *t = o->type, *x = o->base;

    switch (below(g, 5)) {
    case 0:
        top(g, "static %s %s, %s_private = 3;\n#pragma shm shared(%s)\n", t,
            x, x, x);
        put(g, "    %s = %s_private + %d;\n", x, x, below(g, 9));
        break;
    case 1:
        put(g, "    static %s %s = %d;\n#pragma shm shared(%s)\n", t, x,
            below(g, 9), x);
        break;
    case 2:
        put(g, "    %s before_%s = %d, %s = before_%s;\n"
               "#pragma shm shared(%s)\n",
            t, x, below(g, 9), x, x, x);
        break;
    case 3:
        put(g, "    struct { %s value, other; } %s = {%d, 1};\n"
               "#pragma shm shared(%s)\n",
            t, x, below(g, 9), x);
        snprintf(o->name, sizeof o->name, "%s.value", x);
        break;
    default:
        put(g, "    %s *%s = shm_malloc(sizeof *%s);\n"
               "#pragma shm shared(%s)\n    *%s = %d;\n",
            t, x, x, x, x, below(g, 9));
        snprintf(o->name, sizeof o->name, "(*%s)", x);
    }
}

/* Objects that live in the master, or are inherited by the workers. */
static void
declare_private(struct gen *g, struct object *o)
{
    int most = o->role == LOGICAL ? 2 : 9;
    int first = below(g, most), second = below(g, most);

    if (o->length)
        put(g, "    %s %s[%d] = {%d, %d};\n", o->type, o->name, o->length,
            first, second);
    else if (one_in(g, 4))
        put(g, "    static %s %s = %d;\n", o->type, o->name,
            first);
    else
        put(g, "    %s %s = %d;\n", o->type, o->name, first);
}

static void
declare_objects(struct gen *g)
{
    for (int i = 0, n = 2 + below(g, 3); i < n; i++)
        declare_array(g, new_object(g, ARRAY, LENGTH + below(g, 40)));
    for (int i = 0, n = 2 + below(g, 2); i < n; i++)
        declare_scalar(g, new_object(g, COUNTER, 0));
    for (int i = 0, n = 2 + below(g, 3); i < n; i++)
        declare_private(g, new_object(g, REDUCED, one_in(g, 3) ? 8 : 0));
    declare_private(g, new_object(g, LOGICAL, one_in(g, 3) ? 8 : 0));
    declare_private(g, new_object(g, LAST, 0));
    for (int i = 0; i < 2; i++)
        declare_private(g, new_object(g, MASTERS, 0));
    declare_private(g, new_object(g, MASTERS, 8));
    declare_private(g, new_object(g, FIRST, 0));
    put(g, "    uint64_t scratch, sum = 0;\n    (void)scratch;\n");
}

/* ---- the end of a region: what has become of all objects --------------- */

static void
add_to_sum(struct gen *g, const struct object *o)
{
    char value[80];

    snprintf(value, sizeof value, "%s%s", o->name, o->length ? "[i_]" : "");
    if (o->length)
        put(g, "    for (int i_ = 0; i_ < %d; i_++)\n    ", o->length);
    put(g, "    sum = mix(sum, %s%s%s);\n", o->real ? "real(" : "(uint64_t)",
        value, o->real ? ")" : "");
    put(g, "    SHOW(%d, %s);\n", g->region, o->base);
}

static void
write_region(struct gen *g)
{
    g->nobjects = 0;
    put(g, "static uint64_t region_%d(int n)\n{\n", g->region);
    declare_objects(g);
    for (int i = 0, n = 1 + below(g, 3); i < n; i++)
        write_construct(g);
    for (int i = 0; i < g->nobjects; i++)
        add_to_sum(g, &g->object[i]);
    put(g, "    return sum;\n}\n\n");
}

/* ---- the program ------------------------------------------------------- */

static const char prelude[] =
    "#include <float.h>\n#include <inttypes.h>\n#include <limits.h>\n"
    "#include <shm.h>\n#include <stdint.h>\n#include <stdio.h>\n"
    "#include <string.h>\n\n"
    "static inline uint64_t mix(uint64_t sum, uint64_t x)\n{\n"
    "    sum = (sum ^ x) * 0xff51afd7ed558ccd;\n"
    "    return sum ^ sum >> 32;\n}\n\n"
    "static inline uint64_t real(double x)\n{\n"
    "    uint64_t bits;\n\n"
    "    x += 0.0; /* -0.0 is 0.0 */\n"
    "    memcpy(&bits, &x, sizeof bits);\n    return bits;\n}\n\n"
    "/* A function with a state of its own. */\n"
    "static uint64_t stateful(uint64_t x)\n{\n"
    "    static uint64_t state[4];\n\n"
    "    for (int i = 0; i < 4; i++)\n"
    "        state[i] = x + (i ? state[i - 1] : 0);\n"
    "    return state[3];\n}\n\n"
    "/* With -DDETAIL the sum after each object is printed as well. */\n"
    "#ifdef DETAIL\n"
    "#define SHOW(r, x) "
    "printf(\"%d \" #x \" %\" PRIx64 \"\\n\", r, sum)\n"
    "#else\n#define SHOW(r, x) (void)0\n#endif\n\n";

static void
copy_and_close(FILE *from, char **text)
{
    if (fclose(from) != 0 || fputs(*text, stdout) == EOF) {
        perror("generate");
        exit(1);
    }
}

int
main(int argc, char **argv)
{
    struct gen g = {0};
    char *texts[2];
    size_t sizes[2];
    int count;

    if (argc != 3 || (count = atoi(argv[2])) <= 0) {
        fprintf(stderr, "usage: generate SEED COUNT\n");
        return 2;
    }
    g.state = strtoull(argv[1], NULL, 0);
    g.top = open_memstream(&texts[0], &sizes[0]);
    g.body = open_memstream(&texts[1], &sizes[1]);
    if (!g.top || !g.body) {
        perror("generate");
        return 1;
    }
    for (g.region = 1; g.region <= count; g.region++)
        write_region(&g);
    put(&g, "int main(int argc, char **argv)\n{\n    (void)argv;\n");
    for (int i = 1; i <= count; i++)
        put(&g, "    printf(\"%d %%016\" PRIx64 \"\\n\", region_%d(argc));\n",
            i, i);
    put(&g, "    return 0;\n}\n");
    printf("/* generate %s %s */\n%s", argv[1], argv[2], prelude);
    copy_and_close(g.top, &texts[0]);
    copy_and_close(g.body, &texts[1]);
    free(texts[0]);
    free(texts[1]);
    return fflush(stdout) == 0 ? 0 : 1;
}
