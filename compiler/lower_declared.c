/* SPDX-License-Identifier: MIT */
/* lower_declared.c -- declared reductions: the combiner and the initializer
 * as the user wrote them, in the places of a reduction.
 *
 *     #pragma shm declare reduction(add : struct point :
 *         shm_out.x += shm_in.x) initializer(shm_priv = { 0 })
 * becomes, where a part is combined,
 *     { T *shmrt_out_w_N = &object, *shmrt_in_w_N = &part;
 *       (void)((*shmrt_out_w_N).x += (*shmrt_in_w_N).x); }
 * and where a worker's part begins,
 *     { T shmrt_priv_w_N = { 0 }; object = shmrt_priv_w_N; }
 * with T as the directive names it. */
#include "lower.h"

#include "declared.h"

/* The user's words, with what they mean for the names of the roles. */
static const char *
words(struct lowering *l, const struct node *n,
      const char *const meanings[ROLE_ORIG + 1])
{
    struct text t = text_new(l->u);

    for (tokid k = n->first; k <= n->last; k++) {
        unsigned before = token_at(l->u, k - 1)->kind;
        enum declared_role role
            = before == TOK_DOT || before == TOK_ARROW
                  ? ROLE_NONE
                  : declared_role(l->u, k);

        text_add(&t, "%s ", role && meanings[role] ? meanings[role]
                                                   : edit_text(l->e, k, k));
    }
    return t.string;
}

/* The type's name in the directive; where the object's type is not known,
 * the only one there is. */
static const char *
type_words(struct lowering *l, const struct reduction *r)
{
    const struct node *n
        = declared_type_of(r->declared, reduction_element(r->item))->node;

    return arena_printf(l->u->arena, "__typeof__(%s)",
                        edit_text(l->e, n->first, n->last));
}

void
declared_combine(struct lowering *l, struct text *t,
                 const struct reduction *r, const char *object,
                 const char *part)
{
    const char *const meanings[ROLE_ORIG + 1] = {
        [ROLE_IN] = arena_printf(l->u->arena, "(*shmrt_in_%s)", r->id),
        [ROLE_OUT] = arena_printf(l->u->arena, "(*shmrt_out_%s)", r->id),
    };
    const char *type = type_words(l, r);

    text_add(t, "{ %s *shmrt_out_%s = (%s *)&%s, *shmrt_in_%s = (%s *)&%s; "
                "(void)shmrt_out_%s; (void)shmrt_in_%s; (void)(%s); } ",
             type, r->id, type, object, r->id, type, part, r->id, r->id,
             words(l, r->declared->declares->combiner, meanings));
}

/* As objects of static life begin, where the user says nothing. */
static const char *
zero(const struct type *type)
{
    return type && type_is_scalar(type) ? "0" : "{ 0 }";
}

void
declared_begin(struct lowering *l, struct text *t, const struct reduction *r,
               const char *object, const char *original)
{
    const struct declared *declared = r->declared->declares;
    const char *const meanings[ROLE_ORIG + 1] = {
        [ROLE_PRIV] = arena_printf(l->u->arena, "shmrt_priv_%s", r->id),
        [ROLE_ORIG] = original,
    };

    text_add(t, "{ %s shmrt_priv_%s", type_words(l, r), r->id);
    if (!declared->initializer)
        text_add(t, " = %s; ", zero(reduction_element(r->item)));
    else
        text_add(t, "%s%s; ", declared->assigns ? " = " : "; ",
                 words(l, declared->initializer, meanings));
    text_add(t, "%s = shmrt_priv_%s; } ", object, r->id);
}
