/* SPDX-License-Identifier: MIT */
/* check_branch.c -- structured blocks: no branch leaves or enters the block
 * of a directive, and none jumps over the declaration of a shared automatic
 * object.
 *
 * One walk through each function that has directives keeps a chain of the
 * blocks, loops and switches around the current node.  return, break,
 * continue, case and default are judged on the spot; gotos and labels are
 * collected, and put together at the function's end. */
#include "check.h"

/* What is around a node, innermost first. */
struct frame {
    struct frame *outer;
    struct frame *block;   /* the innermost frame of a directive's block in
                            * this function, itself included; or NULL */
    struct node *node;     /* N_FUNCTION, N_DIRECTIVE, a loop, N_SWITCH */
};

/* A label, a goto, or a &&label. */
struct branch {
    struct branch *next;
    struct node *node;
    struct frame *frame;
};

struct branches {
    struct branch *first, *last;
};

struct walk {
    struct unit *u;
    struct frame *frame;
    struct branches labels, gotos, computed, addresses;
};

static void
note_block(struct walk *w, const struct frame *block)
{
    const struct directive *d = block->node->directive;

    diag_note(w->u, d->word, d->last - 1, "the block of '%s' is here",
              directive_words(d->kind));
}

static const char *
block_name(const struct frame *block)
{
    return directive_words(block->node->directive->kind);
}

/* ---- return, break, continue, case -------------------------------------- */

/* A return is inside or outside; there is no label to look for. */
static void
check_return(struct walk *w, struct node *n)
{
    struct frame *block = w->frame->block;
    enum directive_kind kind;

    if (!block)
        return;
    kind = block->node->directive->kind;
    diag_error(w->u, n->first, n->first,
               "'return' leaves the block of '%s'; set a %svariable here and "
               "return behind the block", block_name(block),
               directive_is_parallel(kind) || kind == D_TASK ? "shared " : "");
    note_block(w, block);
}

/* A break or a case looks no further than its function and its block. */
static bool
is_limit(const struct frame *f)
{
    return f->node->kind == N_DIRECTIVE || f->node->kind == N_FUNCTION;
}

static bool
is_loop(const struct node *n)
{
    return n->kind == N_FOR || n->kind == N_WHILE || n->kind == N_DO;
}

/* One of the loops that a directive shares out. */
static bool
is_shared_out(const struct frame *f)
{
    const struct directive *d = f->block ? f->block->node->directive : NULL;

    if (!d || directive_body_kind(d->kind) != BODY_LOOP)
        return false;
    for (const struct loop *loop = d->loop; loop; loop = loop->inner)
        if (loop->for_node == f->node)
            return true;
    return d->body == f->node;
}

/* To what a break or continue belongs: a loop or switch inside the block
 * is its own affair; what lies beyond the block must not be reached; the
 * loop that is shared out may be continued, but not left. */
static void
check_break(struct walk *w, struct node *n)
{
    const char *word = n->kind == N_BREAK ? "break" : "continue";
    struct frame *f = w->frame;

    while (!is_loop(f->node) && !is_limit(f)
           && !(n->kind == N_BREAK && f->node->kind == N_SWITCH))
        f = f->outer;
    if (f->node->kind == N_DIRECTIVE) {
        diag_error(w->u, n->first, n->first,
                   "'%s' leaves the block of '%s'", word, block_name(f));
        note_block(w, f);
    } else if (n->kind == N_BREAK && is_shared_out(f)) {
        diag_error(w->u, n->first, n->first,
                   "'break' leaves the loop of '%s', of which every iteration "
                   "is run; 'continue' ends one iteration",
                   block_name(f->block));
        note_block(w, f->block);
    }
}

static void check_jump(struct walk *, struct node *from, struct node *to);

/* A case label is a jump from the head of its switch. */
static void
check_case(struct walk *w, struct node *n)
{
    const char *word = n->kind == N_CASE ? "case" : "default";
    struct frame *f = w->frame;

    while (f->node->kind != N_SWITCH && !is_limit(f))
        f = f->outer;
    if (f->node->kind == N_SWITCH)
        check_jump(w, f->node, n);
    if (f->node->kind != N_DIRECTIVE)
        return; /* in a function without a switch: the compiler says so */
    diag_error(w->u, n->first, n->first,
               "the switch of this '%s' stands outside the block of '%s' and "
               "would jump into it", word, block_name(f));
    note_block(w, f);
}

/* ---- goto --------------------------------------------------------------- */

/* In the order of the text, so that the messages come in that order. */
static void
collect(struct walk *w, struct branches *list, struct node *n)
{
    struct branch *b = arena_alloc(w->u->arena, sizeof *b);

    b->node = n;
    b->frame = w->frame;
    *(list->first ? &list->last->next : &list->first) = b;
    list->last = b;
}

/* The parser has bound both to one symbol, __label__ included. NULL: there
 * is no such label, and the compiler will say so. */
static struct branch *
find_label(const struct walk *w, const struct branch *jump)
{
    for (struct branch *b = w->labels.first; b; b = b->next)
        if (b->node->symbol && b->node->symbol == jump->node->symbol)
            return b;
    return NULL;
}

/* Is the block `block` (NULL: none) the block `in`, or inside it? */
static bool
is_inside(const struct frame *block, const struct frame *in)
{
    while (block && block != in)
        block = block->outer ? block->outer->block : NULL;
    return block == in;
}

/* The block that a jump would leave or enter wrongly, or NULL. */
static struct frame *
crossed_block(const struct branch *from, const struct branch *to,
              bool *leaves)
{
    struct frame *source = from->frame->block, *target = to->frame->block;

    *leaves = source && !is_inside(target, source);
    if (*leaves)
        return source;
    return source == target ? NULL : target;
}

/* A goto that stays in its block can still pass over a declaration. */
static void
check_goto(struct walk *w, const struct branch *jump)
{
    struct branch *label = find_label(w, jump);
    struct frame *block;
    bool leaves;

    if (!label)
        return;
    block = crossed_block(jump, label, &leaves);
    if (!block) {
        check_jump(w, jump->node, label->node);
        return;
    }
    diag_error(w->u, jump->node->first, jump->node->last,
               "'goto' %s the block of '%s'", leaves ? "leaves" : "jumps into",
               block_name(block));
    diag_note(w->u, label->node->name, label->node->name, "to this label");
    note_block(w, block);
}

/* A computed goto may go to any label whose address is taken. */
static void
check_computed(struct walk *w, const struct branch *jump)
{
    for (struct branch *a = w->addresses.first; a; a = a->next) {
        struct branch *label = find_label(w, a);
        bool leaves;
        struct frame *block
            = label ? crossed_block(jump, label, &leaves) : NULL;

        if (!block)
            continue;
        diag_error(w->u, jump->node->first, jump->node->last,
                   "this computed goto could %s the block of '%s'",
                   leaves ? "leave" : "jump into", block_name(block));
        diag_note(w->u, label->node->name, label->node->name,
                  "to this label, whose address is taken");
        note_block(w, block);
        return;
    }
    for (struct branch *a = w->addresses.first; a; a = a->next) {
        struct branch *label = find_label(w, a);

        if (label)
            check_jump(w, jump->node, label->node);
    }
}

/* ---- shared automatic objects ------------------------------------------- */

/* By their tokens. */
static bool
lies_in(const struct node *n, const struct node *outer)
{
    return outer->first <= n->first && n->last <= outer->last;
}

/* The jump ends in the object's scope, behind the declaration, and begins
 * elsewhere or before it. */
static void
check_over_item(struct walk *w, const struct item *i, const struct node *from,
                const struct node *to)
{
    const struct symbol *s = i->symbol;
    const struct node *block = s && s->scope ? s->scope->node : NULL;

    if (!block || s->kind != SYM_OBJECT || symbol_is_static(s)
        || !lies_in(to, block) || to->first < s->token
        || (lies_in(from, block) && from->first > s->token))
        return;
    diag_error(w->u, to->first, to->first,
               "the jump to this label passes over the declaration of '%s', "
               "which is shared", s->name);
    diag_note(w->u, from->first, from->first, "the jump comes from here");
    diag_note(w->u, s->token, s->token, "'%s' is declared here", s->name);
}

/* Every object that a `shared` clause or directive names. */
static void
check_jump(struct walk *w, struct node *from, struct node *to)
{
    for (struct directive *d = w->u->directives; d; d = d->next) {
        struct clause *c = directive_clause(d, C_SHARED);

        if (d->kind == D_SHARED)
            for (struct item *i = d->items; i; i = i->next)
                check_over_item(w, i, from, to);
        for (struct item *i = c ? c->items : NULL; i; i = i->next)
            check_over_item(w, i, from, to);
    }
}

/* ---- the walk ----------------------------------------------------------- */

/* What a branch can belong to, or must not cross. */
static bool
is_frame(const struct node *n)
{
    switch (n->kind) {
    case N_FUNCTION: case N_FOR: case N_WHILE: case N_DO: case N_SWITCH:
        return true;
    case N_DIRECTIVE:
        return directive_has_block(n->directive->kind);
    default:
        return false;
    }
}

/* A nested function begins anew: it is in no block. */
static void
push(struct walk *w, struct node *n)
{
    struct frame *f = arena_alloc(w->u->arena, sizeof *f);

    f->outer = w->frame;
    f->node = n;
    f->block = n->kind == N_DIRECTIVE                ? f
               : n->kind != N_FUNCTION && w->frame ? w->frame->block
                                                     : NULL;
    w->frame = f;
}

static bool
enter(struct node *n, void *data)
{
    struct walk *w = data;

    switch (n->kind) {
    case N_RETURN: check_return(w, n); break;
    case N_BREAK: case N_CONTINUE: check_break(w, n); break;
    case N_CASE: case N_DEFAULT: check_case(w, n); break;
    case N_LABEL: collect(w, &w->labels, n); break;
    case N_GOTO: collect(w, &w->gotos, n); break;
    case N_COMPUTED_GOTO: collect(w, &w->computed, n); break;
    case N_LABEL_ADDRESS: collect(w, &w->addresses, n); break;
    default: break;
    }
    if (is_frame(n))
        push(w, n);
    return true;
}

static void
leave(struct node *n, void *data)
{
    struct walk *w = data;

    if (w->frame && w->frame->node == n)
        w->frame = w->frame->outer;
}

/* All gotos at once, when all labels are known. */
static void
check_function(struct unit *u, struct node *function)
{
    struct walk w = { .u = u };

    tree_walk(function, enter, leave, &w);
    for (struct branch *b = w.gotos.first; b; b = b->next)
        check_goto(&w, b);
    for (struct branch *b = w.computed.first; b; b = b->next)
        check_computed(&w, b);
}

/* The function at file scope around a directive. */
static struct node *
outermost_function(const struct node *n)
{
    struct node *function = NULL;

    for (n = node_function(n); n; n = n->parent ? node_function(n->parent)
                                                : NULL)
        function = node_function(n);
    return function;
}

void
check_branches(struct unit *u)
{
    struct node *done = NULL;

    /* Directives are in the order of the text, so those of one function
     * follow each other. */
    for (struct directive *d = u->directives; d; d = d->next) {
        struct node *f = d->node ? outermost_function(d->node) : NULL;

        if (f && f != done)
            check_function(u, f);
        if (f)
            done = f;
    }
}
