# SPDX-License-Identifier: MIT
# nested.awk -- writes a program in which something stands n times; with close
# brackets, where it has such, behind the middle.
#
#   awk -v kind=list -f nested.awk           all kinds
#   awk -v kind=parentheses -v n=100 -f nested.awk

function add(name, before, open, middle, close_, behind) {
    names[++count] = name
    text[name, 1] = before
    text[name, 2] = open
    text[name, 3] = middle
    text[name, 4] = close_
    text[name, 5] = behind
}

function repeat(what, times,    i) {
    for (i = 0; i < times && what != ""; i++)
        printf "%s", what
}

BEGIN {
    f = "int f(int a, ...)\n{\n"
    region = "#pragma shm parallel\n{"
    share = "int s = 0;\n#pragma shm shared(s)\n"

    add("parentheses", f "return ", "(", "a", ")", ";}")
    add("blocks", f, "{", "a = 1;", "}", "return a;}")
    add("else-if", f, "if (a) a = 2; else ", "a = 3;", "", "return a;}")
    add("if", f, "if (a) ", "a = 3;", "", "return a;}")
    add("while", f, "while (a) ", "a = 3;", "", "return a;}")
    add("labels", f "switch (a) {", "case 1: ", "return a;", "", "} }")
    add("statements", f, "a = a + 1;", "return a;", "", "}")
    add("statement-expressions", f "return ", "({", "a;", "});", "}")
    add("declarators", "int ", "(", "*f", ")", ";")
    add("pointers", "int ", "*", "f", "", ";")
    add("dimensions", "extern int a", "[1]", "", "", ";")
    add("parameters", "int h(", "int (*)(", "void", ")", ");")
    add("structs", "", "struct {", "int a;", "} b;", "")
    add("initializers", "int a[] = ", "{", "1", "}", ";")
    add("elements", "int a[] = {", "1,", "1", "", "};")
    add("attributes", "int a __attribute__((", "(", "", ")", "));")
    add("subscripts", f "int x[1]; return ", "x[", "a", "]", ";}")
    add("calls", f "return ", "f(", "a", ")", ";}")
    add("arguments", f "return f(", "a,", "a", "", ");}")
    add("casts", f "return ", "(int)", "a", "", ";}")
    add("signs", f "return ", "- ", "a", "", ";}")
    add("indirections", f "return ", "*", "a", "", ";}")
    add("sizeof", f "return ", "sizeof ", "a", "", ";}")
    add("conditions", f "return ", "a ? 1 : ", "a", "", ";}")
    add("sums", f "return ", "a + ", "a", "", ";}")
    add("commas", f "return ", "a, ", "a", "", ";}")
    add("assignments", f, "a = ", "a", "", "; return a;}")
    add("strings", "char *s = ", "\"a\" ", "\"b\"", "", ";")
    add("open", f "return ", "(", "", "", "")
    add("close", f, "", "", "}", "")

    add("region-parentheses", f region "a = ", "(", "a", ")", ";} }")
    add("region-blocks", f region, "{", "a = 1;", "}", "} return a;}")
    add("region-else-if", f region, "if (a) a = 2; else ", ";", "", "} }")
    add("region-sums", f region "a = ", "a + ", "a", "", ";} }")
    add("directive-clauses", f "\n#pragma shm parallel ", "private(a) ",
        "\n", "", "a = 1; return a;}")
    add("directive-list", f "\n#pragma shm parallel private(", "a,",
        "a)\n", "", "a = 1; return a;}")
    add("directive-parentheses", f "\n#pragma shm parallel num_workers(",
        "(", "a", ")", ")\n;}")
    add("directive-regions", f, "\n#pragma shm parallel\n{", "a = 1;", "}",
        "return a;}")
    add("directive-loops", f "int s = 0, t = 0;",
        "\n#pragma shm parallel for reduction(+ : s)\n" \
        "for (int i = 0; i < a; i++) { s += i; t = s; }\n",
        "return t;", "", "}")
    add("directive-barriers", f, "\n#pragma shm barrier\n", ";", "", "}")
    add("shared-uses", f share region, "s += 1;", "", "", "} return s;}")
    add("shared-sums", f share "return ", "s + ", "s", "", ";}")
    add("shared-parentheses", f share "return ", "(", "s", ")", ";}")
    add("shared-blocks", f share, "{", "s = 1;", "}", "return s;}")

    if (kind == "list") {
        for (i = 1; i <= count; i++)
            print names[i]
        exit
    }
    printf "%s", text[kind, 1]
    repeat(text[kind, 2], n)
    printf "%s", text[kind, 3]
    repeat(text[kind, 4], n)
    print text[kind, 5]
}
