/* SPDX-License-Identifier: MIT */
/* check_loop_body.c -- what the body of a shared-out loop must leave alone:
 * the loop's variable, and the variables that its end and its step are made
 * of.  Both are computed once, so a change would be without effect.
 *
 * Only plain assignments to a name can be seen here; a change through a
 * pointer or in a function that is called cannot. */
#include "check.h"

struct body_check {
    struct unit *u;
    const struct loop *loop;
    bool ok;
};

/* What an assignment, ++ or -- changes, when that is a plain name. */
static struct node *
changed_name(struct node *n)
{
    bool changes = n->kind == N_ASSIGN
                   || ((n->kind == N_UNARY || n->kind == N_POSTFIX)
                       && (n->op == TOK_INCREMENT || n->op == TOK_DECREMENT));
    struct node *target = changes ? node_unparen(n->child) : NULL;

    return target && target->kind == N_IDENTIFIER && target->symbol ? target
                                                                    : NULL;
}

static void
check_change(struct body_check *check, const struct node *name)
{
    const struct loop *loop = check->loop;
    struct node *use = node_naming(loop->upper, name->symbol);
    const char *what = "end";

    if (name->symbol == loop->var) {
        diag_error(check->u, name->first, name->last,
                   "the body changes the loop's variable '%s'; only the "
                   "loop's header may", name->symbol->name);
        diag_note(check->u, loop->var_token, loop->var_token,
                  "the loop is here");
        check->ok = false;
        return;
    }
    if (!use && loop->step) {
        use = node_naming(loop->step, name->symbol);
        what = "step";
    }
    if (!use && loop->depth > 0) { /* where the serial loop begins anew */
        use = node_naming(loop->lower, name->symbol);
        what = "first value";
    }
    if (!use)
        return;
    diag_error(check->u, name->first, name->last,
               "the body changes '%s', of which the loop's %s is made; use "
               "another variable", name->symbol->name, what);
    diag_note(check->u, use->first, use->last,
              "the %s is computed once, before the loop", what);
    check->ok = false;
}

/* The names in a reduce block are the master's, or copies. */
static bool
enter(struct node *n, void *data)
{
    struct body_check *check = data;
    struct node *name = changed_name(n);

    if (n->kind == N_DIRECTIVE && n->directive->kind == D_REDUCE)
        return false;
    if (name && check->ok) /* one message is enough */
        check_change(check, name);
    return true;
}

bool
check_loop_body(struct unit *u, const struct loop *loop)
{
    struct body_check check = { u, loop, true };

    tree_walk(loop->body, enter, NULL, &check);
    return check.ok;
}
