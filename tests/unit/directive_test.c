/* SPDX-License-Identifier: MIT */
/* directive_test.c -- directives and clauses as parsed. */
#include "parse_testing.h"

static struct directive *
nth_directive(struct unit *u, int n)
{
    struct directive *d = u->directives;

    while (n-- > 0)
        d = d->next;
    return d;
}

static const char *
expression(struct unit *u, const struct node *n)
{
    return n ? text_of(u, n->first, n->last) : "";
}

/* The clause's expression, its words, and the elements of its list. */
static const char *
clause_text(struct unit *u, const struct directive *d, enum clause_kind kind)
{
    const struct clause *c = directive_clause(d, kind);
    const char *text;

    assert_non_null(c);
    text = arena_printf(u->arena, "%s|%s|%s", c->modifier
                        ? text_of(u, c->modifier, c->modifier) : "",
                        c->word2 ? text_of(u, c->word2, c->word2) : "",
                        expression(u, c->expr));
    for (struct item *i = c->items; i; i = i->next)
        text = arena_printf(u->arena, "%s|%s", text, expression(u, i->expr));
    return text;
}

static void
test_clauses(void **state)
{
    struct unit u;
    struct directive *d;

    (void)state;
    begin(&u, "int x, m[3][4], *p;\nvoid f(void) {\n"
              "#pragma shm parallel num_threads(x + 1), if(x ? x : 1)"
              " firstprivate(x, p) label(\"a\" \"b\") shared(m) shared(p)\n"
              "{\n"
              "#pragma shm for schedule(nonmonotonic:dynamic, (x, 2))"
              " reduction(+:x) collapse(1) nowait ordered\n"
              "for (int i = 0; i < 3; i++) ;\n"
              "#pragma shm for reduction(default, max : m[0:2][1:x ? 1 : 2],"
              " p[:x], p[x:], x) schedule(static)\n"
              "for (;;) ;\n"
              "}\n}");
    d = nth_directive(&u, 0);
    assert_int_equal(d->kind, D_PARALLEL);
    assert_string_equal(clause_text(&u, d, C_NUM_WORKERS), "||x + 1");
    assert_string_equal(clause_text(&u, d, C_IF), "||x ? x : 1");
    assert_string_equal(clause_text(&u, d, C_FIRSTPRIVATE), "|||x|p");
    assert_string_equal(clause_text(&u, d, C_LABEL), "||\"a\" \"b\"");
    assert_string_equal(clause_text(&u, d, C_SHARED), "|||m");
    assert_string_equal(
        text_of(&u, d->clauses->first, d->clauses->last),
        "num_threads ( x + 1 )");
    d = nth_directive(&u, 1);
    assert_int_equal(d->kind, D_FOR);
    assert_string_equal(clause_text(&u, d, C_SCHEDULE),
                        "nonmonotonic|dynamic|( x , 2 )");
    assert_string_equal(clause_text(&u, d, C_REDUCTION), "|+||x");
    assert_non_null(directive_clause(d, C_NOWAIT));
    assert_non_null(directive_clause(d, C_ORDERED));
    assert_null(directive_clause(d, C_SHARED));
    d = nth_directive(&u, 2);
    assert_string_equal(clause_text(&u, d, C_REDUCTION),
                        "default|max||m [ 0 : 2 ] [ 1 : x ? 1 : 2 ]|p [ : x ]"
                        "|p [ x : ]|x");
    assert_int_equal(directive_clause(d, C_REDUCTION)->items->expr->kind,
                     N_SECTION);
    assert_string_equal(
        type_name(&u, directive_clause(d, C_REDUCTION)->items->expr->type),
        "int");
    end(&u);
}

static void
test_directives(void **state)
{
    static const struct {
        enum directive_kind kind;
        enum node_kind body; /* N_UNIT: none */
    } expected[] = {
        { D_SHARED, N_UNIT }, { D_PARALLEL_FOR, N_FOR },
        { D_CRITICAL, N_EXPRESSION_STATEMENT }, { D_BARRIER, N_UNIT },
        { D_SINGLE, N_DIRECTIVE }, { D_CRITICAL, N_COMPOUND },
        { D_MASKED, N_EXPRESSION_STATEMENT }, { D_ATOMIC, N_LABEL },
        { D_REDUCE, N_COMPOUND }, { D_FLUSH, N_UNIT }, { D_FLUSH, N_UNIT },
        { D_PRIVATE, N_UNIT }, { D_PRIVATE, N_UNIT },
    };
    struct unit u;
    struct directive *d;
    unsigned i = 0;

    (void)state;
    begin(&u, "int x;\n#pragma shm shared(x)\nvoid f(void) {\n"
              "#pragma shm parallel for\nfor (;;) {\n"
              "if (x)\n#pragma shm critical (default)\nx++; else\n"
              "#pragma shm barrier\n"
              "#pragma shm single\n#pragma shm critical\n{ }\n"
              "#pragma shm master\nx = 1;\n"
              "#pragma shm atomic write, seq_cst\nL: x = 1;\n"
              "#pragma shm reduce (x) ordered\n{ }\n"
              "#pragma shm flush\n"
              "#pragma shm flush (x)\n"
              "} }\n#pragma shm threadprivate(x)\n#pragma shm private(x)\n");
    for (d = u.directives; d; d = d->next, i++) {
        assert_int_equal(d->kind, expected[i].kind);
        assert_int_equal(d->number, i + 1);
        assert_int_equal(d->body ? d->body->kind : N_UNIT, expected[i].body);
        assert_ptr_equal(d->node->directive, d);
        assert_int_equal(token_at(&u, d->first)->kind, TOK_PRAGMA_SHM);
        assert_int_equal(token_at(&u, d->last)->kind, TOK_PRAGMA_END);
    }
    assert_int_equal(i, sizeof expected / sizeof *expected);
    d = nth_directive(&u, 2);
    assert_string_equal(text_of(&u, d->name, d->name), "default");
    assert_int_equal(nth(&u, N_IF, 0)->last_child->kind, N_DIRECTIVE);
    assert_string_equal(directive_words(D_CANCELLATION_POINT),
                        "cancellation point");
    end(&u);
}

/* A clause's names are those of the place where the directive stands. */
static void
test_names(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "typedef int T; int i; void f(int x) { { int x; if (x) for (int"
              " i = 0; ; ) if (i) ;\n"
              "#pragma shm parallel private(x, i) if(({ int x = i; x; }))\n"
              "{ int T; T++;\n"
              "#pragma shm single private(T)\n"
              "; } } }");
    assert_int_equal(u.directives->clauses->items->symbol->kind, SYM_OBJECT);
    assert_ptr_equal(u.directives->clauses->items->next->symbol,
                     scope_find(u.file_scope, SYM_OBJECT, "i", 1));
    assert_ptr_equal(u.directives->clauses->items->expr->parent,
                     u.directives->node->parent);
    assert_int_equal(nth_directive(&u, 1)->clauses->items->symbol->kind,
                     SYM_OBJECT);
    assert_ptr_equal(nth_directive(&u, 1)->scope->node,
                     u.directives->body);
    end(&u);
}

/* How many messages each of these gives; what they say is in tests/diag. */
static void
test_mistakes(void **state)
{
    static const struct {
        const char *directive;
        unsigned errors;
    } wrong[] = {
        { "", 1 }, { "paralel", 1 }, { "parallel foo", 1 },
        { "parallel num_workers", 1 }, { "parallel num_workers()", 1 },
        { "parallel num_workers(x", 1 }, { "parallel num_workers(x))", 1 },
        { "parallel num_workers(x +) if(x y) junk 3", 4 },
        { "parallel if(x),", 1 }, { "parallel , if(x) , private(x)", 0 },
        { "parallel nowait", 1 }, { "for nowait(1)", 1 },
        { "section nowait", 1 }, { "parallel timeout()", 1 },
        { "parallel onfail(stop)", 1 }, { "parallel timeout(3)", 0 },
        { "parallel shared(nothing, xx, 3, x y, x[1], x[, x[1:2][3])", 1 },
        { "parallel shared(nothing, 3, x y, x[1], x[1:2][3])", 5 },
        { "parallel shared(x,)", 1 }, { "parallel shared()", 1 },
        { "for schedule(statik)", 1 }, { "for schedule(3)", 1 },
        { "for schedule()", 1 }, { "for schedule(static;2)", 1 },
        { "for schedule(foo:static)", 1 }, { "for schedule(static,)", 1 },
        { "for reduction(+ x) reduction(x) reduction(:x) reduction(+:)", 4 },
        { "critical (3)", 1 }, { "critical (a b)", 1 }, { "critical (", 1 },
        { "reduce", 1 }, { "reduce 3", 1 }, { "reduce (x) unordered", 1 },
        { "atomic read (", 1 }, { "parallel 'x'", 1 },
        { "declare reduction (a : int : b) initializer(c)", 1 },
    };
    struct unit u;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *text;
        unsigned n;

        assert_true(asprintf(&text, "int x;\nvoid f(void) {\n"
                                    "#pragma shm %s\n;\n}",
                             wrong[i].directive) > 0);
        n = begin_in(&u, GNU17, text);
        if (n != wrong[i].errors)
            fail_msg("%u errors: %s", n, wrong[i].directive);
        end(&u);
        free(text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clauses),
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
