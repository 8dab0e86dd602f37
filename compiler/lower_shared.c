/* SPDX-License-Identifier: MIT */
/* lower_shared.c -- objects named in `shared`.
 *
 * Objects of static life go into sections of their own, which the runtime
 * maps into shared memory before main:
 *
 *     static double a[N];       static double a[N]
 *     #pragma shm shared(a)         __attribute__((section(...)));
 *
 * The unit's last text (runtime/globals.c explains it) pads these sections
 * to whole pages and calls the runtime.
 *
 * Automatic objects live in shared memory that a cleanup attribute gives
 * back; C's declarator syntax makes the declaration right for any type:
 *
 *     int *f[3];                int *(*shmrt_f_1)[3]
 *                                   __attribute__((cleanup(...)))
 *                                   = shmrt_auto(sizeof *shmrt_f_1, ...);
 *     f[0] = p;                 (*shmrt_f_1)[0] = p;
 *
 * With an initializer the user's declaration stays, as a template that is
 * copied, so that any initializer will do:
 *
 *     int x = 5, *p = &x;       int (*shmrt_x_1) ... = shmrt_auto(...),
 *                                   x = 5, *shmrt_copy_1 = memcpy(...),
 *                                   *p = &(*shmrt_x_1);
 *
 * A parameter is such a template from the start.
 *
 * The size of an array of variable length is known behind its declarator
 * only, since sizeof *shmrt_a_1 evaluates *shmrt_a_1 then:
 *
 *     int a[n];                 int (*shmrt_a_1)[n] ... = 0,
 *                                   *shmrt_set_1 = (shmrt_a_1
 *                                       = shmrt_auto(...), (void *)0); */
#include "lower.h"

#define CLEANUP "__attribute__((__cleanup__(shmrt_auto_free)))"

static bool
is_automatic_shared(const struct symbol *s)
{
    return s && s->shared && !symbol_is_static(s)
           && (s->kind == SYM_OBJECT || s->kind == SYM_PARAMETER);
}

/* Is the symbol an array of inferred length, `int a[] = {...}`? */
static bool
is_open_array(const struct symbol *s)
{
    return s->type && s->type->kind == T_ARRAY && !s->type->length;
}

static bool
has_initializer(const struct node *declarator)
{
    return declarator->child && declarator->child->kind == N_INITIALIZER;
}

/* The last token of the declarator with its attributes, in front of `=`. */
static tokid
end_of_attributes(const struct node *declarator)
{
    return has_initializer(declarator) ? declarator->child->first - 2
                                       : declarator->end;
}

/* ---- automatic objects: the uses ---------------------------------------- */

/* The declarator whose initializer the node stands in, if it is the
 * symbol's own and has empty brackets: there the template is all there is. */
static bool
is_in_own_template(const struct node *n, const struct symbol *s)
{
    return is_open_array(s) && node_contains(s->declarator, n);
}

static bool
rewrite_use(struct node *n, void *data)
{
    struct lowering *l = data;

    if (n->kind != N_IDENTIFIER || !is_automatic_shared(n->symbol)
        || lower_is_private_at(n, n->symbol) || is_in_own_template(n, n->symbol))
        return true;
    edit_use(l->e, n->first, n->last, "%s",
             lower_object(l, NULL, n->symbol));
    return true;
}

static void
rewrite_clause_uses(struct lowering *l, const struct directive *d)
{
    for (const struct clause *c = d->clauses; c; c = c->next) {
        if (c->expr)
            tree_walk(c->expr, rewrite_use, NULL, l);
        for (const struct item *i = c->items; i; i = i->next)
            if (i->expr && i->expr->kind != N_IDENTIFIER)
                tree_walk(i->expr, rewrite_use, NULL, l);
    }
    for (const struct item *i = d->items; i; i = i->next)
        if (i->expr && i->expr->kind != N_IDENTIFIER)
            tree_walk(i->expr, rewrite_use, NULL, l);
}

/* ---- automatic objects: the declarations -------------------------------- */

/* Attributes that the user gave to x have gone to the pointer: it is aligned
 * as x should be. */
static const char *
memory(struct lowering *l, const struct symbol *s, const char *init)
{
    return arena_printf(l->u->arena,
                        "shmrt_auto(sizeof *shmrt_%s_%u, "
                        "shmrt_larger(__alignof__(*shmrt_%s_%u), "
                        "__alignof__(shmrt_%s_%u)), %s)",
                        s->name, s->number, s->name, s->number, s->name,
                        s->number, init);
}

/* What stands behind "(*shmrt_x_1)" and gives it memory. */
static const char *
allocation(struct lowering *l, const struct symbol *s, const char *init)
{
    return arena_printf(l->u->arena, CLEANUP " = %s", memory(l, s, init));
}

/* The user's attributes of x, for the pointer to it. */
static const char *
attributes(struct lowering *l, const struct node *declarator)
{
    tokid end = end_of_attributes(declarator);

    return end == declarator->last
               ? ""
               : edit_text(l->e, declarator->last + 1, end);
}

static void
declare_parameter(struct lowering *l, const struct symbol *s)
{
    const struct node *function = node_function(s->declarator);
    const struct node *body;

    if (!function && s->scope)
        function = s->scope->node;
    body = function ? function->last_child : NULL;
    if (!body || body->kind != N_COMPOUND)
        return; /* a prototype: there is no object */
    edit_after(l->e, body->first, "__typeof__(%s) *shmrt_%s_%u %s; ", s->name,
               s->name, s->number,
               allocation(l, s, arena_printf(l->u->arena, "&%s", s->name)));
}

static void
declare_initialized(struct lowering *l, const struct symbol *s)
{
    const struct node *d = s->declarator;
    const char *pointer = lower_object(l, NULL, s);

    if (is_open_array(s)) {
        const char *length = arena_printf(
            l->u->arena, "[sizeof %s / sizeof *%s]", s->name, s->name);
        edit_after(l->e, d->child->last, ", %s %s %s",
                   lower_declarator(l, s, pointer, length), attributes(l, d),
                   allocation(l, s,
                              arena_printf(l->u->arena, "&%s", s->name)));
        return;
    }
    edit_before(l->e, d->first, "%s %s %s, ",
                lower_declarator(l, s, pointer, NULL), attributes(l, d),
                allocation(l, s, "0"));
    edit_after(l->e, d->child->last,
               ", *shmrt_copy_%u __attribute__((__unused__)) = "
               "__builtin_memcpy((void *)shmrt_%s_%u, (const void *)&%s, sizeof "
               "%s)",
               s->number, s->name, s->number, s->name, s->name);
}

static void
declare_variable_length(struct lowering *l, const struct symbol *s)
{
    const struct node *d = s->declarator;

    edit_use(l->e, d->name, d->name, "%s", lower_object(l, NULL, s));
    edit_after(l->e, end_of_attributes(d),
               " " CLEANUP " = 0, *shmrt_set_%u __attribute__((__unused__)) = "
               "(shmrt_%s_%u = %s, (void *)0)",
               s->number, s->name, s->number, memory(l, s, "0"));
}

static void
declare_automatic(struct lowering *l, const struct symbol *s)
{
    const struct node *d = s->declarator;

    if (s->kind == SYM_PARAMETER) {
        declare_parameter(l, s);
    } else if (has_initializer(d)) {
        declare_initialized(l, s);
    } else if (type_is_variably_modified(s->type)) {
        declare_variable_length(l, s);
    } else {
        edit_use(l->e, d->name, d->name, "%s", lower_object(l, NULL, s));
        edit_after(l->e, end_of_attributes(d), " %s", allocation(l, s, "0"));
    }
}

/* ---- objects of static life --------------------------------------------- */

static bool
is_zero_constant(const struct token *token)
{
    for (uint32_t i = 0; i < token->length; i++)
        if (token->text[i] >= '1' && token->text[i] <= '9')
            return false;
    return token->text[0] == '0' || token->text[0] == '.';
}

/* An object that nobody may write to. */
static bool
type_is_constant(const struct type *type)
{
    type = type ? type_element(type) : NULL;
    return type && (type->qualifiers & Q_CONST);
}

struct zero {
    const struct unit *u;
    bool is_zero;
};

static bool
look_for_value(struct node *n, void *data)
{
    struct zero *zero = data;

    switch (n->kind) {
    case N_INITIALIZER:
    case N_BRACED_INITIALIZER:
        break;
    case N_CONSTANT:
        if (!is_zero_constant(token_at(zero->u, n->first)))
            zero->is_zero = false;
        break;
    default:
        zero->is_zero = false;
    }
    return zero->is_zero;
}

/* Nothing but zeros in it?  Then it needs no place in the file. */
static bool
is_zero(const struct unit *u, const struct node *initializer)
{
    struct zero zero = {u, true};

    tree_walk((struct node *)initializer, look_for_value, NULL, &zero);
    return zero.is_zero;
}

/* What gcc copies into each .section line: the padding of the section's end
 * to a whole page, in whatever unit or link-time partition it lands. */
#define PADDED(flags) \
    ",\\\"aw\\\",%" flags "\\n\\t.subsection 1\\n\\t.balign 4096\\n" \
    "\\t.subsection 0#"
#define ATTRIBUTE(name) " __attribute__((__section__(\"" name "\")))"

static void
place_in_section(struct lowering *l, const struct node *declarator)
{
    static const char *const section_attributes[2][2] = {
        {ATTRIBUTE("shm_data" PADDED("progbits")),
         ATTRIBUTE("shm_bss" PADDED("nobits"))},
        {ATTRIBUTE("shm_data"), ATTRIBUTE("shm_bss")},
    };
    bool zero = !has_initializer(declarator)
                || is_zero(l->u, declarator->child);
    bool clang = (l->u->dialect & DIALECT_CLANG) != 0;

    edit_after(l->e, end_of_attributes(declarator), "%s",
               section_attributes[clang][zero]);
}

/* Every declaration that may be the definition; extern ones without an
 * initializer only say that it is somewhere. */
static void
declare_static(struct lowering *l, const struct symbol *s, tokid *first)
{
    if (type_is_constant(s->type))
        return; /* the same in every process */
    for (; s; s = s->redeclaration) {
        const struct node *d = s->declarator;

        if (s->storage == STORAGE_EXTERN && !has_initializer(d))
            continue;
        place_in_section(l, d);
        if (!*first || d->first < *first)
            *first = d->first;
    }
}

#define PAD(name, flags) \
    "\"\\t.pushsection " name ",\\\"aw\\\",%%" flags "\\n" \
    "\\t.subsection 1\\n\\t.balign 4096\\n\\t.popsection\\n\" "
#define HIDE(name) \
    "\"\\t.weak " name "\\n\\t.hidden " name "\\n\" "
#define BOUND(number, name) \
    "extern char shmrt_section_" number "[] __asm__(\"" name "\") " \
    "__attribute__((__weak__, __visibility__(\"hidden\"))); "

/* runtime/globals.c explains this text. */
static void
write_sections(struct lowering *l, tokid first)
{
    const struct node *n;

    for (n = l->u->tree->child; n && n->last < first; n = n->next)
        continue;
    if (l->u->dialect & DIALECT_CLANG) {
        if (n)
            edit_before(l->e, n->first,
                        "__asm__(" PAD("shm_data", "progbits")
                            PAD("shm_bss", "nobits") "); ");
    } else { /* gcc forgets the visibility of what has an asm label */
        edit_before(l->e, l->u->ntokens,
                    "__asm__(" HIDE("__start_shm_data")
                        HIDE("__stop_shm_data") HIDE("__start_shm_bss")
                            HIDE("__stop_shm_bss") "); ");
    }
    edit_before(
        l->e, l->u->ntokens,
        BOUND("1", "__start_shm_data") BOUND("2", "__stop_shm_data")
            BOUND("3", "__start_shm_bss") BOUND("4", "__stop_shm_bss")
        "static __attribute__((__constructor__(101), __used__)) void "
        "shmrt_share_1(void) { "
        "shmrt_share_section(shmrt_section_1, shmrt_section_2); "
        "shmrt_share_zero_section(shmrt_section_3, shmrt_section_4); } "
        "static __attribute__((__destructor__(101), __used__)) void "
        "shmrt_unshare_1(void) { "
        "shmrt_unshare_section(shmrt_section_1, shmrt_section_2); "
        "shmrt_unshare_section(shmrt_section_3, shmrt_section_4); }");
}

/* ---- all of it ----------------------------------------------------------- */

/* Each symbol once, in the order of the text: at its first item. */
static void
declare_items(struct lowering *l, const struct item *items,
              tokid *first)
{
    for (const struct item *i = items; i; i = i->next) {
        const struct symbol *s = i->symbol;

        if (!s || s->shared_by != i->name)
            continue;
        if (is_automatic_shared(s))
            declare_automatic(l, s);
        else
            declare_static(l, s, first);
    }
}

void
lower_shared(struct lowering *l)
{
    tokid first = 0; /* of the definitions of static life */

    lower_extern(l);
    tree_walk(l->u->tree, rewrite_use, NULL, l);
    for (struct directive *d = l->u->directives; d; d = d->next) {
        rewrite_clause_uses(l, d);
        if (d->kind == D_SHARED)
            declare_items(l, d->items, &first);
        for (struct clause *c = d->clauses; c; c = c->next)
            if (c->kind == C_SHARED)
                declare_items(l, c->items, &first);
    }
    if (first)
        write_sections(l, first);
}

/* ---- at the entry of a region -------------------------------------------- */

struct checks {
    struct lowering *l;
    struct text *text;
    const struct directive *region;
    struct symbol **seen;
    unsigned nseen;
};

static void
check_symbol(struct checks *c, struct symbol *s)
{
    const char *object = lower_object(c->l, NULL, s);

    if (type_is_constant(s->type))
        return;
    for (unsigned i = 0; i < c->nseen; i++)
        if (c->seen[i] == s)
            return;
    if ((c->nseen & (c->nseen - 1)) == 0) { /* full at the powers of two */
        struct symbol **more = arena_alloc(
            c->l->u->arena, (c->nseen ? 2 * c->nseen : 1) * sizeof *more);

        for (unsigned i = 0; i < c->nseen; i++)
            more[i] = c->seen[i];
        c->seen = more;
    }
    c->seen[c->nseen++] = s;
    text_add(c->text, "shmrt_check_shared(&shmrt_region_%u, %s, &%s, sizeof "
                      "%s%s); ",
             c->region->number, text_quote(c->l->u, s->name), object,
             object, is_open_array(s) ? "[0]" : "");
}

static bool
check_use(struct node *n, void *data)
{
    struct symbol *s = n->symbol;

    /* what another unit defines may not have been shared there */
    if (n->kind == N_IDENTIFIER && s && s->shared && symbol_is_static(s)
        && !lower_declared_in(n, ((struct checks *)data)->region->body))
        check_symbol(data, s);
    return true;
}

void
lower_shared_checks(struct lowering *l, struct text *t,
                    const struct directive *region)
{
    struct checks c = {.l = l, .text = t, .region = region};

    for (const struct clause *k = region->clauses; k; k = k->next)
        for (const struct item *i = k->kind == C_SHARED ? k->items : NULL; i;
             i = i->next)
            if (i->symbol)
                check_symbol(&c, i->symbol);
    tree_walk(region->body, check_use, NULL, &c);
}
