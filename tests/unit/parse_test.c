/* SPDX-License-Identifier: MIT */
/* parse_test.c -- the grammar takes GNU C; nodes know their tokens. */
#include "parse_testing.h"

/* ---- what must parse ---------------------------------------------------- */

static const struct sample {
    const char *dialect, *text;
} samples[] = {
    /* typedef names that become something else */
    { GNU17, "typedef int T; int f(T T) { { int T = 1; T++; } return T * T;"
             " }" },
    { GNU17, "typedef int T; struct T { int T; } t = { .T = 1 }, u = { T: 2"
             " };" },
    { GNU17, "typedef int T; void f(void) { T T = sizeof T; T = (T) * 2; }" },
    { GNU17, "typedef int T; int f(int (T)), g(int (*T)(T)), h(T (T));" },
    { GNU17, "typedef int T; int f(int T, int a[T]) { return T + a[0]; }" },
    { GNU17, "typedef int T; void f(void) { for (T T = 0; T < 3; T++) if (T)"
             " break; T x = 1; x++; }" },
    { GNU17, "typedef int T; void f(void) { if (1) for (int T = 0; T; ) if (T)"
             " ; T y; y = 1; }" },
    { GNU17, "typedef int T; void f(void) { enum { T, U = T }; T + U; }" },
    { GNU17, "typedef int T; void f(void) { T: goto T; { __label__ T; T: ; }"
             " }" },
    { GNU17, "typedef int T; struct s { T T; T : 3; const T : 2; int T : 1;"
             " };" },
    { GNU17, "typedef int T; const T a = 1; T const b; long unsigned T;" },
    { GNU17, "typedef int T; void f(void) { extern T T; typedef char c, T2;"
             " T = sizeof(T2); }" },
    { GNU17, "typedef int T; int f(register T T) { return (T) - 1; }" },
    { GNU17, "typedef int T; void f(void) { T *T; T = 0; } T g;" },
    { GNU17, "typedef int T; int a = __builtin_offsetof(struct { int T; },"
             " T);" },
    { GNU17, "typedef __unknown_to_us_t T; T x;" },
    /* old C */
    { GNU17, "main(argc, argv) char **argv; { return argc; }" },
    { GNU17, "static f(); x; y = 3, *z; f(a, b) register a; { auto q = a; }" },
    { GNU17, "int (*f(a))() int a; { return 0; } struct s { int a; } g(x)"
             " struct s x; { return x; }" },
    { GNU17, "typedef int T; f(x, n) T n; int x; { return x + n; }" },
    /* statements */
    { GNU17, "int f(int n) { int g(int m) { return m + n; } return g(1); }" },
    { GNU17, "int f(int n) { int g(a) int a; { return a; } return g(n); }" },
    { GNU17, "int f(void) { return ({ int t = 0; t++; t; }) + ({ 1; }); }" },
    { GNU17, "void f(int i) { void *t[] = { &&a, &&b }; goto *t[i]; a: b: ;"
             " }" },
    { GNU17, "void f(int i) { switch (i) { case 1 ... 5: case 'a': default:"
             " ; } switch (i) case 1: i = 2; }" },
    { GNU17, "void f(void) { L: int x; M: __attribute__((unused)) x = 1;"
             " N: __attribute__((unused)); goto L; O: }" },
    { GNU17, "void f(void) { __label__ a, b; a: b: ; }" },
    { GNU17, "void f(int x) { if (x) if (x) ; else ; else for (;;) ; do ;"
             " while"
             " (x); while (x) { continue; } }" },
    /* asm */
    { GNU17, "asm(\"x\"); __asm__ volatile (\"x\" \"y\");" },
    { GNU17, "int f asm(\"g\"), h(void) __asm__(\"k\") __attribute__((pure));"
             " register long sp asm(\"sp\");" },
    { GNU17, "void f(int x) { int y; asm(\"\" : [o] \"=r\"(y), \"+m\"(*&x)"
             " : [i] \"0\"(x), \"i\"(3) : \"cc\", \"memory\"); }" },
    { GNU17, "void f(int x) { asm volatile (\"\" ::: \"memory\");"
             " asm goto (\"\" :: \"r\"(x) :: l, m); l: m: ; }" },
    /* attributes */
    { GNU17, "__attribute__((unused)) static int a, __attribute__((unused)) *b"
             " = 0, c __attribute__((unused)) = 1;" },
    { GNU17, "int (__attribute__((noinline)) *f)(void); void"
             " (__attribute__((noreturn)) g)(int (__attribute__((unused)) *)"
             "(int), int (__attribute__((unused)) int));" },
    { GNU17, "struct __attribute__((packed)) s { int a"
             " __attribute__((aligned(4))), b : 3 __attribute__((packed)); }"
             " __attribute__((aligned(16))) t __attribute__((unused));" },
    { GNU17, "enum __attribute__((packed)) e { A __attribute__((deprecated))"
             " = 1, B __attribute__(()), } __attribute__((unused));" },
    { GNU17, "int *__attribute__((aligned(8))) const *volatile p; int f(a)"
             " __attribute__((unused)) int a; {"
             " __attribute__((fallthrough)); }" },
    { C23, "[[gnu::unused]] static int a; int b [[gnu::aligned(8)]], *c"
           " [[deprecated]] = 0, d [[x]] [3] [[y]]; [[]];" },
    { C23, "[[nodiscard(\"x\")]] int f([[maybe_unused]] int x, int y [[z]])"
           " [[gnu::const]]; struct [[a]] s { [[b]] int c [[d]] : 3; };" },
    { C23, "enum [[a]] e { A [[b]] = 1, B [[c]] }; int g(void) { [[a]] int x;"
           " [[b]] L: x++; [[c]]; [[d]] if (x) [[e]] ; goto L; }" },
    /* types */
    { GNU17, "_Float128 a; __int128 b; _Decimal64 c = 1.5dd; double _Complex d"
             " = 2.0i; _Float32x e; __seg_gs int *f; _Atomic(int) g; _Atomic"
             " int h; int *_Atomic i; _Alignas(16) int j; _Alignas(int) char"
             " k;" },
    { GNU17, "int x; typeof(x) a; __typeof__(int *[3]) b; const typeof(x) *c;"
             " void f(void) { __auto_type t = x; typeof(({ int y; &y; })) u;"
             " }" },
    { GNU17, "typedef int v4 __attribute__((vector_size(16))); v4 f(v4 a)"
             " { return a + (v4){ 1, 2 } * a[1]; }" },
    { GNU17, "struct e {}; struct f { int n, a[]; }; struct g { int a; struct"
             " { union { int b; float c; }; }; int : 0, : 3; ; struct g *n;"
             " };" },
    { GNU17, "int f(int n, int a[static 3], int b[const], int c[restrict"
             " static"
             " 2], int d[*], int e[n][n], int (*g)[n]);" },
    { GNU17, "int f(int n; int a[n], int n) { int b[n][3]; return sizeof b;"
             " }" },
    { GNU17, "void (*s(int, void (*)(int)))(int); char *(*(**x[][8])())[];"
             " int p(int (a), int ((b)), int (*), int (*)(int), int (*[3])(),"
             " int *(), int [3], int ());" },
    { GNU17, "_Static_assert(1, \"x\" \"y\"); struct s { _Static_assert(1);"
             " int"
             " a; }; void f(void) { _Static_assert(1); }" },
    { CLANG, "int *_Nonnull p; int *_Nullable f(int *_Nonnull x); typedef"
             " int *"
             "(*cb)(int *_Nonnull, void (*_Nullable k)(void)); _ExtInt(7)"
             " x;" },
    { CLANG, "enum E : unsigned char { A, B }; struct s { enum E : 3; };" },
    { C23, "constexpr int c = 3; auto a = 3; thread_local static int t; bool b"
           " = true; int *p = nullptr; typeof_unqual(a) u; alignas(8) int v;"
           " enum e : long; _BitInt(7) w; int z[] = {}; void f(...);" },
    { C23, "void f(int, int n) { L: int q = 1'000 + 0b1; goto M; M: }" },
    /* expressions and initializers */
    { GNU17, "int a[] = { [0 ... 3] = 1, [5] = 2, 3, [7] 4 }; struct { int"
             " x, z"
             "[3]; } b = { .x = 1, .z[1] = 3, .z = { 1, }, x: 2, };" },
    { GNU17, "struct s { int x; } b = {}, *c = &(struct s){ .x = 1 }; int"
             " f(int"
             " a) { return a ?: 3, a ? 1 : a ? 2 : 3; }" },
    { GNU17, "int f(int n, ...) { __builtin_va_list v; __builtin_va_start(v,"
             " n); return *__builtin_va_arg(v, int *) +"
             " __builtin_types_compatible_p(int, typeof(n)) +"
             " __builtin_choose_expr(1, n, \"x\") +"
             " __builtin_has_attribute(int, aligned(4)) +"
             " __builtin_offsetof(struct { struct { int b; } a[3]; },"
             " a[1].b); }" },
    { GNU17, "int f(char c) { return _Generic(c, int: 1, char *: 2, default:"
             " 3) + sizeof(int) + sizeof c + sizeof(int){ 1 } + _Alignof(c);"
             " }" },
    { GNU17, "double _Complex z; double f(void) { return __real__ z + __imag__"
             " z; }" },
    /* __extension__ */
    { GNU17, "__extension__ __extension__ typedef long long L; __extension__"
             " struct { __extension__ int a; } s; __extension__ asm(\"\");" },
    { GNU17, "int f(void) { __extension__ int q = 1; __extension__ ({ 1; });"
             " for"
             " (__extension__ int i = 0; i; ) ; return __extension__ q; };;" },
};

static void
test_samples(void **state)
{
    struct unit u;

    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        if (begin_in(&u, samples[i].dialect, samples[i].text) || u.skipped)
            fail_msg("not parsed: %s", samples[i].text);
        end(&u);
    }
}

/* ---- what must not parse ------------------------------------------------ */

static void
test_errors(void **state)
{
    static const struct {
        const char *text;
        unsigned errors;
    } wrong[] = {
        { "int f(void) { return 1 }", 1 },
        { "int f(void) { x = ; y = ; return 1; }", 2 },
        { "int f(void) { if (x { y; } z = 1; } int g(void) { +; }", 2 },
        { "int f(void) { for (int i = 0; i < 3 i++) { } return (; }", 2 },
        { "int x y; int z;", 1 },
        { "struct s { int a };", 1 },
        { "int f(void) {", 1 },
        { "}", 1 },
        { "int f(void) {\n#pragma shm parallel\n}", 1 },
        { "int f(void) {\n#pragma shm parallel\nint x; }", 1 },
        { "int f(void) {\n#pragma shm parallel\n)\n}", 2 },
        { "int f(void) { return 1\n#pragma shm barrier\n; }", 1 },
        { "#pragma shm parallel\n", 1 },
    };
    struct unit u;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        unsigned n = begin_in(&u, GNU17, wrong[i].text);

        if (n != wrong[i].errors)
            fail_msg("%u errors: %s", n, wrong[i].text);
        end(&u);
    }
}

/* Without directives in it, what is not understood is not our concern. */
static void
test_skipping(void **state)
{
    static const char text[]
        = "typedef int ) new_type; new_type x; int f(void) { new syntax; }\n"
          "int (*p) + 3; int g(void) { return x; }";
    static const char expanded[] = GNU17 "shmrt_mark_end\n";
    struct unit u = { .main_file = "f.c", .text = text,
                      .text_size = strlen(text), .arena = arena_new() };

    (void)state;
    scan(&u, expanded, strlen(expanded));
    parse(&u);
    assert_int_equal(u.skipped, 3);
    assert_int_equal(diag_errors(), 0);
    assert_non_null(scope_find(u.file_scope, SYM_OBJECT, "x", 1));
    assert_non_null(scope_find(u.file_scope, SYM_FUNCTION, "g", 1));
    end(&u);
}

/* ---- limits -------------------------------------------------------------- */

static char *
repeated(const char *before, const char *part, size_t n, const char *after)
{
    size_t length = strlen(part);
    char *text = malloc(strlen(before) + n * length + strlen(after) + 1);
    char *end = stpcpy(text, before);

    for (size_t i = 0; i < n; i++)
        end = stpcpy(end, part);
    strcpy(end, after);
    return text;
}

static void
test_limits(void **state)
{
    static const struct {
        const char *before, *part, *after;
        size_t n;
        unsigned errors;
    } deep[] = {
        { "int f(int a) { return a", " + a", "; }", 1000000, 0 },
        { "int f(int a) { return ", "(", "a; }", 1200, 1 },
        { "int f(int a) ", "{", "", 1200, 1 },
        { "int f(int a) { if (a) ;", "else if (a) ;", "}", 50000, 0 },
        { "int f(int a) { return ", "!", "a; }", 50000, 0 },
        { "int f(int a) { return ", "~", "a; }", 1100000, 1 },
        { "int ", "*", "p;", 50000, 0 },
        { "int a[] = { ", "1,", "};", 200000, 0 },
        { "int f(int a) { switch (a) { ", "case 1:", "} }", 100000, 0 },
    };
    struct unit u;

    (void)state;
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++) {
        char *text = repeated(deep[i].before, deep[i].part, deep[i].n,
                              deep[i].after);

        if (begin_in(&u, GNU17, text) != deep[i].errors)
            fail_msg("many: %s%s", deep[i].before, deep[i].part);
        end(&u);
        free(text);
    }
}

/* ---- ranges -------------------------------------------------------------- */

static void
test_declarator_ranges(void **state)
{
    static const char text[]
        = "static const int *a[3] __attribute__((unused)) = { 0 }, (*b)(int x)"
          " asm(\"q\"), c = 1 + 2;";
    struct unit u;
    struct node *a, *b;

    (void)state;
    begin(&u, text);
    a = nth(&u, N_DECLARATOR, 0);
    b = a->next;
    assert_string_equal(nth_text(&u, N_SPECIFIERS, 0), "static const int");
    assert_string_equal(nth_text(&u, N_DECLARATOR, 0), "* a [ 3 ]");
    assert_string_equal(text_of(&u, a->name, a->name), "a");
    assert_string_equal(
        text_of(&u, a->last + 1, a->end),
        "__attribute__ ( ( unused ) ) = { 0 }");
    assert_int_equal(a->child->kind, N_INITIALIZER);
    assert_string_equal(text_of(&u, a->child->first, a->child->last),
                        "{ 0 }");
    assert_string_equal(text_of(&u, b->first, b->last), "( * b ) ( int x )");
    assert_string_equal(text_of(&u, b->last + 1, b->end), "asm ( \"q\" )");
    assert_string_equal(nth_text(&u, N_PARAMETER, 0), "int x");
    assert_string_equal(nth_text(&u, N_INITIALIZER, 1), "1 + 2");
    assert_int_equal(b->next->symbol->storage, STORAGE_STATIC);
    end(&u);
}

static void
test_for_ranges(void **state)
{
    struct unit u;
    struct node *n;

    (void)state;
    begin(&u, "void f(int n) { for (int i = 0, *p = 0; i < n; i += 2) n--;"
              " for (;;) { } }");
    n = nth(&u, N_FOR, 0);
    assert_string_equal(text_of(&u, n->child->first, n->child->last),
                        "int i = 0 , * p = 0 ;");
    assert_int_equal(n->child->kind, N_DECLARATION);
    n = n->child->next;
    assert_string_equal(text_of(&u, n->first, n->last), "i < n");
    n = n->next;
    assert_string_equal(text_of(&u, n->first, n->last), "i += 2");
    assert_string_equal(text_of(&u, n->next->first, n->next->last), "n -- ;");
    n = nth(&u, N_FOR, 1);
    assert_int_equal(n->child->kind, N_EMPTY);
    assert_string_equal(text_of(&u, n->child->first, n->child->first), ";");
    n = node_child(n, 2);
    assert_int_equal(n->kind, N_EMPTY);
    assert_string_equal(text_of(&u, n->first, n->first), ")");
    end(&u);
}

static void
test_other_ranges(void **state)
{
    struct unit u;
    struct node *n;

    (void)state;
    begin(&u, "int f(int a, ...) { L: case 1: a = f(a + 1, (a, 2)); return a;"
              " int b[a][3]; }");
    n = nth(&u, N_CALL, 0);
    assert_string_equal(text_of(&u, n->child->next->first,
                                n->child->next->last), "a + 1");
    assert_string_equal(text_of(&u, n->last_child->first,
                                n->last_child->last), "( a , 2 )");
    assert_string_equal(nth_text(&u, N_LABEL, 0), "L :");
    n = nth(&u, N_CASE, 0);
    assert_int_equal(node_child(n, 1)->kind, N_EXPRESSION_STATEMENT);
    assert_ptr_equal(node_function(n), nth(&u, N_FUNCTION, 0));
    n = nth(&u, N_DECLARATOR, 2);
    assert_string_equal(text_of(&u, n->first, n->last), "b [ a ] [ 3 ]");
    assert_int_equal(n->child->kind, N_IDENTIFIER);
    assert_int_equal(n->child->symbol->kind, SYM_PARAMETER);
    end(&u);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_skipping), /* before there are errors */
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_declarator_ranges),
        cmocka_unit_test(test_for_ranges),
        cmocka_unit_test(test_other_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
