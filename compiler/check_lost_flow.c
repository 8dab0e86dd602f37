/* SPDX-License-Identifier: MIT */
/* check_lost_flow.c -- is what a region leaves in a variable read later on?
 *
 * The text behind the region is followed in the order in which it runs, as
 * far as its statements show it.  The variable is `live` as long as it may
 * still hold the value of the region: an assignment to all of it ends that, a
 * use is what is looked for.  Branches are followed one by one and met again;
 * of a loop around the region the text before it comes behind it as well.
 * Jumps by goto are followed forwards only, and what is nested too deeply is
 * left alone: in doubt nothing is found.  Nor is it when a unit has used up
 * its steps: 10^4 regions in a function would be 10^8 statements to follow. */
#include <string.h>

#include "check_lost.h"

enum { DEEPEST = 2000 };

struct flow {
    const struct symbol *s;
    const struct node *region; /* is passed over */
    bool memory;               /* not s is looked at but what it points to */
    struct node *read;         /* what was found */
    bool left;                 /* live at a break or continue */
    bool gone;                 /* live at a goto */
    bool at_switch;            /* live at the head of the switch */
    bool inside;               /* in another region: what is written there, be
                                * it a part, is taken for the start of work
                                * with a copy that nobody else needs */
    int depth;
    long *steps;               /* that are left */
};

static bool flow(struct flow *, struct node *, bool live);

/* Is there nothing to be found any more? */
static bool
is_over(const struct flow *f, bool live)
{
    return f->read || *f->steps <= 0
           || (!live && !f->gone && !f->at_switch);
}

static bool
flow_list(struct flow *f, struct node *n, bool live)
{
    for (; n && !is_over(f, live); n = n->next)
        live = flow(f, n, live);
    return live && !is_over(f, live);
}

/* Each of them may be passed over; n is run only if `all` of those before it
 * are not. */
static bool
flow_branches(struct flow *f, struct node *n, bool live)
{
    bool out = n && n->next ? false : live;

    for (; n; n = n->next)
        out |= flow(f, n, live);
    return out;
}

/* Functions of the library that fill what their argument points to, and from
 * which to which argument they do. */
static const struct writer {
    const char *name;
    int first, last;
} writers[] = {
    { "bzero", 0, 0 },    { "fgets", 0, 0 },    { "fread", 0, 0 },
    { "fscanf", 2, 99 },  { "getline", 0, 1 },  { "memcpy", 0, 0 },
    { "memmove", 0, 0 },  { "memset", 0, 0 },   { "read", 1, 1 },
    { "scanf", 1, 99 },   { "snprintf", 0, 0 }, { "sprintf", 0, 0 },
    { "sscanf", 2, 99 },  { "strcpy", 0, 0 },   { "strncpy", 0, 0 },
    { "time", 0, 0 },
};

static bool
is_call_of(const struct node *call, const char *name)
{
    const struct node *function = call->child;

    return function->kind == N_IDENTIFIER && function->symbol
           && strcmp(function->symbol->name, name) == 0;
}

static const struct writer *
find_writer(const struct node *call)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (is_call_of(call, writers[i].name))
            return &writers[i];
    return NULL;
}

/* Is the memory looked at where its pointer is named?  It is where the
 * pointer is followed, and may be where it is handed on. */
static bool
follows_pointer(const struct node *n)
{
    const struct node *at = n, *around = n->parent;

    while (around->kind == N_PAREN || around->kind == N_CAST
           || (around->kind == N_BINARY
               && (around->op == TOK_PLUS || around->op == TOK_MINUS))) {
        at = around;
        around = around->parent;
    }
    switch (around->kind) {
    case N_INDEX: case N_RETURN:
        return true;
    case N_UNARY:
        return around->op == TOK_STAR;
    case N_MEMBER:
        return around->op == TOK_ARROW;
    case N_CALL:
        return around->child != at && !is_call_of(around, "free")
               && !is_call_of(around, "realloc");
    default:
        return false;
    }
}

/* What an assignment writes: only what it takes to find the place is read. */
static bool
flow_target(struct flow *f, struct node *n, bool live)
{
    n = node_unparen(n);
    if (n->kind == N_IDENTIFIER)
        return live;
    if (f->memory && pointer_named(n) && pointer_named(n)->symbol == f->s)
        return n->kind == N_INDEX ? flow(f, n->child->next, live) : live;
    if (n->kind == N_INDEX && object_named(n)) {
        live = flow_target(f, n->child, live);
        return flow(f, n->child->next, live);
    }
    if (n->kind == N_MEMBER && n->op == TOK_DOT)
        return flow_target(f, n->child, live);
    return flow(f, n, live);
}

static bool
flow_assign(struct flow *f, struct node *n, bool live)
{
    struct node *left = n->child;

    live = flow(f, left->next, live);
    if (n->op != TOK_ASSIGN)
        return flow(f, left, live);
    if (node_is_symbol(left, f->s))
        return false;
    return flow_target(f, left, live) && !f->inside;
}

/* x, &x or (type)x of the variable itself. */
static bool
points_to(const struct flow *f, struct node *n)
{
    n = node_unparen(n);
    if (n->kind == N_CAST)
        n = node_unparen(n->last_child);
    if (n->kind == N_UNARY && n->op == TOK_AMPERSAND)
        n = n->child;
    return node_is_symbol(n, f->s);
}

static bool
flow_call(struct flow *f, struct node *n, bool live)
{
    const struct writer *w = find_writer(n);
    bool filled = false;
    int i = 0;

    live = flow(f, n->child, live);
    for (n = n->child->next; n; n = n->next, i++)
        if (w && i >= w->first && i <= w->last && points_to(f, n))
            filled = true;
        else
            live = flow(f, n, live);
    return live && !filled;
}

/* `head` is run first and may end the loop, `rest` in between. */
static bool
flow_loop(struct flow *f, struct node *head, struct node *body,
          struct node *step, bool live)
{
    bool left = f->left, out;

    f->left = false;
    out = live = flow(f, head, live);
    live = flow(f, body, live) || f->left;
    if (step)
        live = flow(f, step, live);
    out |= live || f->left;
    f->left = left;
    return out;
}

static bool
flow_switch(struct flow *f, struct node *n, bool live)
{
    bool left = f->left, at_switch = f->at_switch;

    f->left = false;
    f->at_switch = live = flow(f, n->child, live);
    live |= flow(f, n->child->next, false) || f->left;
    f->left = left;
    f->at_switch = at_switch;
    return live;
}

/* What the clauses do; *hidden: the body has a variable of its own. */
static bool
flow_clauses(struct flow *f, const struct directive *d, bool live,
             bool *hidden)
{
    bool kept = true;

    for (const struct clause *c = d->clauses; c; c = c->next) {
        if (c->expr)
            live = flow(f, c->expr, live);
        for (const struct item *i = c->items; i; i = i->next) {
            if (i->symbol != f->s)
                continue;
            *hidden = true;
            if (c->kind == C_LASTPRIVATE)
                kept = false;
            else if (c->kind != C_PRIVATE && live && i->expr && !f->read)
                f->read = i->expr;
        }
    }
    return live && kept;
}

/* A later region is a reader; what it writes is not seen behind it. */
static bool
flow_directive(struct flow *f, struct node *n, bool live)
{
    const struct directive *d = n->directive;
    bool hidden = false, after;

    if (n == f->region)
        return live;
    after = flow_clauses(f, d, live, &hidden);
    if (hidden || !n->child)
        return after;
    if (!directive_is_parallel(d->kind))
        return flow(f, n->child, after);
    f->inside = true;
    flow(f, n->child, after);
    f->inside = false;
    return after;
}

static bool
flow_jump(struct flow *f, struct node *n, bool live)
{
    live = flow_list(f, n->child, live);
    if (n->kind == N_BREAK || n->kind == N_CONTINUE)
        f->left |= live;
    else if (n->kind != N_RETURN)
        f->gone |= live;
    return false;
}

static bool
flow_statement(struct flow *f, struct node *n, bool live)
{
    struct node *child = n->child;

    switch (n->kind) {
    case N_IF:
        live = flow(f, child, live);
        if (!child->next->next)
            return flow(f, child->next, live) | live;
        return flow_branches(f, child->next, live);
    case N_WHILE:
        return flow_loop(f, child, child->next, NULL, live);
    case N_DO:
        return flow_loop(f, child, child->next, NULL, live);
    case N_FOR:
        live = flow(f, child, live);
        return flow_loop(f, child->next, child->next->next->next,
                         child->next->next, live);
    case N_SWITCH:
        return flow_switch(f, n, live);
    case N_CASE: case N_DEFAULT:
        return flow_list(f, child, live || f->at_switch);
    case N_LABEL:
        return flow_list(f, child, live || f->gone);
    case N_BREAK: case N_CONTINUE: case N_RETURN: case N_GOTO:
    case N_COMPUTED_GOTO:
        return flow_jump(f, n, live);
    case N_DIRECTIVE:
        return flow_directive(f, n, live);
    default:
        return flow_list(f, child, live);
    }
}

static bool
is_logical(const struct node *n)
{
    return n->kind == N_BINARY
           && (n->op == TOK_AND_AND || n->op == TOK_OR_OR);
}

static bool
flow_inside(struct flow *f, struct node *n, bool live)
{
    switch (n->kind) {
    case N_IDENTIFIER:
        if (live && n->symbol == f->s
            && (!f->memory || follows_pointer(n)))
            f->read = n;
        return live;
    case N_SIZEOF: case N_ALIGNOF: case N_TYPE_NAME: case N_SPECIFIERS:
        return live;
    case N_ASSIGN:
        return flow_assign(f, n, live);
    case N_CALL:
        return flow_call(f, n, live);
    case N_CONDITIONAL:
        live = flow(f, n->child, live);
        return flow_branches(f, n->child->next, live);
    default:
        if (!is_logical(n))
            return flow_statement(f, n, live);
        live = flow(f, n->child, live);
        return flow(f, n->child->next, live) | live;
    }
}

/* Live behind n?  Once a read was found nothing else matters. */
static bool
flow(struct flow *f, struct node *n, bool live)
{
    if (is_over(f, live) || f->depth >= DEEPEST)
        return false;
    --*f->steps;
    f->depth++;
    live = flow_inside(f, n, live);
    f->depth--;
    return live && !f->read;
}

/* From behind `at` to behind its parent. */
static bool
flow_out(struct flow *f, struct node *at, bool live)
{
    struct node *n = at->parent, *head = n->child;
    bool is_body = at == n->last_child;

    switch (n->kind) {
    case N_IF: case N_CONDITIONAL:
        return at == head ? flow_branches(f, head->next, live) | live : live;
    case N_SWITCH:
        return live || f->left;
    case N_WHILE:
        live = is_body ? flow(f, head, live || f->left) : live;
        flow(f, n->last_child, live);
        return live || f->left;
    case N_DO:
        live = flow(f, n->last_child, live || f->left);
        flow(f, head, live);
        return live || f->left;
    case N_FOR:
        if (!is_body)
            return flow_list(f, at->next, live);
        live = flow(f, head->next->next, live || f->left);
        live = flow(f, head->next, live);
        flow(f, n->last_child, live);
        return live || f->left;
    default:
        return flow_list(f, at->next, live);
    }
}

static bool
is_breakable(const struct node *n)
{
    return n->kind == N_FOR || n->kind == N_WHILE || n->kind == N_DO
           || n->kind == N_SWITCH;
}

struct node *
read_behind(struct directive *region, const struct symbol *s, bool memory,
            long *steps)
{
    struct flow f = { .s = s, .region = region->node, .memory = memory,
                      .steps = steps };
    struct node *at = region->node;
    bool live = true;

    for (; at->parent && at->parent->kind != N_FUNCTION; at = at->parent) {
        const struct node *around = at->parent;

        if (around->kind == N_DIRECTIVE
            && directive_is_parallel(around->directive->kind))
            break; /* this worker ends there */
        live = flow_out(&f, at, live);
        if (is_breakable(around))
            f.left = false;
        if (f.read || (!live && !f.left && !f.gone))
            break;
    }
    return f.read;
}
