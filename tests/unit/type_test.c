/* SPDX-License-Identifier: MIT */
/* type_test.c -- names, and the types of expressions.
 *
 * The expected types are what gcc and clang say of the same expressions. */
#include "parse_testing.h"

/* ---- types --------------------------------------------------------------- */

static const char declarations[]
    = "typedef unsigned char uc; typedef int vec"
      " __attribute__((vector_size(16))); enum e { EA, EB = 3 };"
      "struct S { int a; unsigned b : 3; int c : 4; const char *s; struct {"
      " double d; union { float f; long l; }; }; struct I { int q; } in,"
      " *pin; int arr[3]; uc u; int (*fn)(int); struct S *next; } s, *ps;"
      "const struct S cs; int i, *pi, **ppi, ai[3], aai[2][5]; unsigned u;"
      "long l; unsigned long ul; long long ll; unsigned long long ull;"
      "short sh; char c; uc ucv; float f; double d; long double ld;"
      "double _Complex cd; __int128 i128; _Bool b; enum e e; void *pv;"
      "const char *pc; int fi(int); void fv(void); double *fpd(void);"
      "int (*pfi)(int); const int ci; int *const cpi; _Float128 q; vec v;"
      "unsigned long long sz; int lab_; extern int oa[]; int oa[7];";

static const struct typed {
    const char *expression, *type;
} expressions[] = {
    /* the usual arithmetic conversions */
    { "i + l", "long" }, { "u + i", "unsigned int" }, { "u + l", "long" },
    { "ul + l", "unsigned long" }, { "ll + ul", "unsigned long long" },
    { "ll + l", "long long" }, { "sh + sh", "int" }, { "b + b", "int" },
    { "ucv << l", "int" }, { "l << c", "long" }, { "f + i", "float" },
    { "f + d", "double" }, { "d * ld", "long double" },
    { "cd + f", "double _Complex" }, { "cd * ld", "long double _Complex" },
    { "i128 + ul", "__int128" }, { "q + d", "_Float128" }, { "-sh", "int" },
    { "~ucv", "int" }, { "!d", "int" }, { "i < d", "int" },
    { "i ? i : l", "long" }, { "i ?: l", "long" }, { "v + v", "vec" },
    { "v[1]", "int" }, { "ci + 1", "int" }, { "EA", "int" },
    { "EB + 1", "int" },
    /* not known for certain */
    { "e + 1", "?" }, { "s.b + 1", "?" }, { "L'a'", "?" }, { "fz(1)", "?" },
    { "nothing", "?" }, { "v == v", "?" },
    /* pointers and arrays */
    { "ai", "int [3]" }, { "&ai", "int (*)[3]" }, { "*ai", "int" },
    { "ai + 1", "int *" }, { "1[ai]", "int" }, { "aai", "int [2][5]" },
    { "aai[1]", "int [5]" }, { "&aai[1]", "int (*)[5]" },
    { "aai + 1", "int (*)[5]" }, { "pi - pi", "long" }, { "ai - pi", "long" },
    { "pi + 1", "int *" }, { "ppi[0]", "int *" }, { "&pi", "int **" },
    { "pi == 0", "int" }, { "i ? pi : 0", "int *" }, { "oa", "int [7]" },
    { "&*pc", "const char *" }, { "cpi", "int *const" }, { "*cpi", "int" },
    /* functions */
    { "fi", "int ()" }, { "&fi", "int (*)()" }, { "fi(1)", "int" },
    { "(*fi)(1)", "int" }, { "pfi(1)", "int" }, { "(*pfi)(1)", "int" },
    { "*fpd()", "double" }, { "fv()", "void" },
    /* members */
    { "s.a", "int" }, { "s.d", "double" }, { "s.l", "long" },
    { "s.in.q", "int" }, { "s.pin->q", "int" }, { "ps->arr", "int [3]" },
    { "ps->arr[1]", "int" }, { "ps->next->next->s", "const char *" },
    { "cs.a", "const int" }, { "&cs.arr[0]", "const int *" },
    { "cs.in", "const struct I" }, { "s.u", "uc" }, { "s.fn(1)", "int" },
    { "s.c + 1", "int" }, { "(*ps).in", "struct I" },
    /* assignment, increment, comma, sizeof, casts */
    { "c = l", "char" }, { "pi++", "int *" }, { "--sh", "short" },
    { "(i, ci)", "int" }, { "(i, ai)", "int *" },
    { "sizeof i", "unsigned long" }, { "(const uc)i", "uc" },
    { "(struct S){ 1 }.s", "const char *" }, { "(int []){ 1 }", "int []" },
    { "({ i; l; })", "long" }, { "({ ; })", "void" },
    { "__real__ cd", "double" }, { "__extension__ 3", "int" },
    { "__builtin_va_arg(pv, int *)", "int *" },
    /* constants */
    { "1", "int" }, { "1u", "unsigned int" }, { "1ll", "long long" },
    { "2147483647", "int" }, { "2147483648", "long" },
    { "0x7fffffff", "int" }, { "0x80000000", "unsigned int" },
    { "0xffffffffffffffff", "unsigned long" }, { "0b1", "int" },
    { "037777777777", "unsigned int" }, { "1.0", "double" },
    { "1e3f", "float" }, { "0x1p3f", "float" }, { "1.L", "long double" },
    { "1.5f128", "_Float128" }, { "1.5dd", "_Decimal64" },
    { "2.0i", "double _Complex" }, { "'a'", "int" }, { "\"a\"", "char []" },
    { "\"a\"[0]", "char" },
};

static void
test_expressions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        const struct typed *t = &expressions[i];
        struct unit u;
        struct node *n;
        char *text;

        assert_true(asprintf(&text, "%s void f(void) { return %s; }",
                             declarations, t->expression) > 0);
        begin(&u, text);
        n = nth(&u, N_RETURN, 0)->child;
        if (strcmp(type_name(&u, n->type), t->type))
            fail_msg("%s: %s, not %s", t->expression, type_name(&u, n->type),
                     t->type);
        end(&u);
        free(text);
    }
}

static void
test_declared_types(void **state)
{
    static const struct typed declared[] = {
        { "unsigned x", "unsigned int" }, { "long unsigned int long x",
                                            "unsigned long long" },
        { "char signed x", "signed char" }, { "double long x", "long double" },
        { "const char *volatile x[2]", "const char *volatile [2]" },
        { "int (*(*x)(int))[3]", "int (*(*)())[3]" },
        { "_Complex float x", "float _Complex" }, { "_Complex x",
                                                    "double _Complex" },
        { "typeof(1 + 1L) x", "long" }, { "typeof(int *) x[2]", "int *[2]" },
        { "const typeof(\"a\"[0]) x", "const char" },
        { "__auto_type x = 1.0f", "float" }, { "_Atomic(int) x",
                                               "_Atomic int" },
        { "unsigned _BitInt(7) x", "_BitInt(7)" }, { "struct T *x",
                                                     "struct T *" },
        { "__uint128_t x", "unsigned __int128" },
        { "int x __attribute__((mode(DI)))", "?" },
        { "typeof(undeclared()) x", "?" }, { "__builtin_va_list x", "?" },
        { "typeof(undeclared()) *x", "? *" }, { "x", "int" },
    };
    struct unit u;

    (void)state;
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
        struct symbol *x;
        char *text;

        assert_true(asprintf(&text, "%s;", declared[i].expression) > 0);
        begin(&u, text);
        x = scope_find(u.file_scope, SYM_OBJECT, "x", 1);
        assert_non_null(x);
        if (strcmp(type_name(&u, x->type), declared[i].type))
            fail_msg("%s: %s", text, type_name(&u, x->type));
        end(&u);
        free(text);
    }
}

static void
test_arrays(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "enum { N = 3 }; void f(int n, int p[n], const int q[const 2]) {"
              " int a[N], b[n], c[2][sizeof n], (*d)[n], e[sizeof b]; }");
    assert_string_equal(type_name(&u, nth(&u, N_PARAMETER, 1)->type),
                        "int *");
    assert_string_equal(type_name(&u, nth(&u, N_PARAMETER, 2)->type),
                        "const int *const");
    for (int i = 0; i < 5; i++) {
        static const bool variable[] = { false, true, false, true, true };
        const struct type *t = nth(&u, N_DECLARATOR, 4 + i)->type;

        assert_int_equal(type_is_variably_modified(t), variable[i]);
    }
    assert_string_equal(
        type_name(&u, type_element(nth(&u, N_DECLARATOR, 6)->type)), "int");
    end(&u);
}

/* ---- names --------------------------------------------------------------- */

/* The symbol of the n-th identifier expression. */
static struct symbol *
used(struct unit *u, int n)
{
    return nth(u, N_IDENTIFIER, n)->symbol;
}

static void
test_scopes(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "int x; typedef int T; int f(int x) { x; { float x; x; } x; for"
              " (char x = 0; ; ) x; x; enum { T } t; T; y; return x; }"
              " int g = sizeof x;");
    assert_int_equal(used(&u, 0)->kind, SYM_PARAMETER);
    assert_string_equal(type_name(&u, used(&u, 1)->type), "float");
    assert_ptr_equal(used(&u, 2), used(&u, 0));
    assert_string_equal(type_name(&u, used(&u, 3)->type), "char");
    assert_ptr_equal(used(&u, 4), used(&u, 0));
    assert_int_equal(used(&u, 5)->kind, SYM_ENUMERATOR);
    assert_null(used(&u, 6));
    assert_ptr_equal(used(&u, 7), used(&u, 0));
    assert_int_equal(used(&u, 8)->kind, SYM_OBJECT);
    assert_int_equal(used(&u, 8)->storage, STORAGE_FILE);
    assert_true(symbol_declared_in(used(&u, 1), nth(&u, N_COMPOUND, 1)));
    assert_false(symbol_declared_in(used(&u, 0), nth(&u, N_COMPOUND, 1)));
    end(&u);
}

/* Declarations of one object form a chain, with the definition in front. */
static void
test_linkage(void **state)
{
    struct unit u;
    struct symbol *x;

    (void)state;
    begin(&u, "void f(void) { extern int x[]; x; } extern int x[]; int x[3] ="
              " { 1 }; void g(void) { extern int x[]; x; static int y; int z;"
              " } static int h(void); int h(void) { return h(); }");
    x = scope_find(u.file_scope, SYM_OBJECT, "x", 1);
    assert_ptr_equal(used(&u, 0), x);
    assert_ptr_equal(used(&u, 1), x);
    assert_int_equal(x->storage, STORAGE_FILE);
    assert_ptr_equal(x->scope, u.file_scope);
    assert_string_equal(type_name(&u, x->type), "int [3]");
    assert_int_equal(x->declarator->child->kind, N_INITIALIZER);
    int chain = 0;
    for (struct symbol *s = x; s; s = s->redeclaration, chain++)
        assert_ptr_equal(s->canonical, x);
    assert_int_equal(chain, 4);
    assert_true(symbol_is_static(nth(&u, N_DECLARATOR, 6)->symbol));
    assert_false(symbol_is_static(nth(&u, N_DECLARATOR, 7)->symbol));
    assert_ptr_equal(used(&u, 2)->declarator, nth(&u, N_FUNCTION, 2));
    assert_int_equal(used(&u, 2)->storage, STORAGE_STATIC);
    end(&u);
}

static void
test_labels(void **state)
{
    struct unit u;

    (void)state;
    begin(&u, "void f(void) { goto a; { __label__ a; goto a; a: ; } a: ; void"
              " g(void) { goto a; a: ; } &&a; } void h(void) { a: goto a; }");
    assert_ptr_equal(nth(&u, N_GOTO, 0)->symbol, nth(&u, N_LABEL, 1)->symbol);
    assert_ptr_equal(nth(&u, N_GOTO, 1)->symbol, nth(&u, N_LABEL, 0)->symbol);
    assert_ptr_equal(nth(&u, N_GOTO, 2)->symbol, nth(&u, N_LABEL, 2)->symbol);
    assert_ptr_equal(nth(&u, N_LABEL_ADDRESS, 0)->symbol,
                     nth(&u, N_LABEL, 1)->symbol);
    assert_ptr_not_equal(nth(&u, N_GOTO, 0)->symbol,
                         nth(&u, N_GOTO, 3)->symbol);
    assert_ptr_equal(nth(&u, N_LABEL, 1)->symbol->declarator,
                     nth(&u, N_LABEL, 1));
    end(&u);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_declared_types),
        cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_scopes),
        cmocka_unit_test(test_linkage),
        cmocka_unit_test(test_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
