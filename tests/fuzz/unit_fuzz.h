/* SPDX-License-Identifier: MIT */
/* unit_fuzz.h -- any bytes as a translation unit, in this process.
 *
 * The text counts as preprocessed, and stands in a file in memory too, where
 * messages and the source form look for the user's lines.  Directives are
 * taken as if they held no macros, so no preprocessor has to be run.
 *
 * diag.c is compiled in here, so that its state can be put back for the next
 * run, that its messages go nowhere, and that where it would end the compiler
 * the run ends instead. */
#ifndef UNIT_FUZZ_H
#define UNIT_FUZZ_H

#include <fcntl.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static jmp_buf fuzz_end;
static int fuzz_null;

static void __attribute__((noreturn))
fuzz_exit(int status)
{
    longjmp(fuzz_end, status ? status : 1);
}

#undef STDERR_FILENO
#define STDERR_FILENO fuzz_null
#define exit fuzz_exit
#include "diag.c"
#undef exit
#undef report

#include "phases.h"

/* What the second run of the preprocessor would say of the target. */
static const char fuzz_probe[] =
    "shmrt_mark_runtime\n# 1 \"shmrt.h\"\nint shmrt;\n"
    "shmrt_mark_probe 201710L , "
    "__STRICT_ANSI__ , 12 , __clang_major__ , 4 , 8 , 8 , 16 , "
    "__CHAR_UNSIGNED__\n";

static char *
fuzz_expand(const char *text, size_t length, size_t *size)
{
    char *words = scan_expansion_text(text, length), *expanded;
    const char *directives = strstr(words, "shmrt_mark_directive_1");
    FILE *f = open_memstream(&expanded, size);

    if (!f)
        abort();
    fprintf(f, "%s%s", fuzz_probe,
            directives ? directives : strstr(words, "shmrt_mark_end"));
    fclose(f);
    free(words);
    return expanded;
}

/* The text with a line marker in front, NUL-terminated; its file's name. */
static char *
fuzz_text(const uint8_t *data, size_t size, size_t *whole, const char **name)
{
    static char file[32];
    static int fd = -1;
    char *text = malloc(size + 64);
    int head;

    if (fd < 0) {
        fuzz_null = open("/dev/null", O_WRONLY);
        fd = memfd_create("fuzz", 0);
        snprintf(file, sizeof file, "/proc/self/fd/%d", fd);
    }
    if (!text || fuzz_null < 0 || ftruncate(fd, (off_t)size) < 0
        || pwrite(fd, data, size, 0) != (ssize_t)size)
        abort();
    head = sprintf(text, "# 1 \"%s\"\n", file);
    memcpy(text + head, data, size);
    *whole = (size_t)head + size;
    text[*whole] = '\0';
    *name = file;
    return text;
}

/* Hands the unit to f, as far as it comes. */
static void
fuzz_unit(const uint8_t *data, size_t size,
          void (*f)(struct unit *, const char *expanded, size_t size))
{
    static struct unit u; /* static: longjmp leaves it as it is */
    static char *text, *expanded;
    size_t whole, length;
    const char *name;

    text = fuzz_text(data, size, &whole, &name);
    expanded = NULL;
    u = (struct unit){ .main_file = name, .text = text, .text_size = whole,
                       .arena = arena_new() };
    if (setjmp(fuzz_end) == 0) {
        expanded = fuzz_expand(text, whole, &length);
        f(&u, expanded, length);
    }
    diag_drop();
    diag_finish();
    errors = 0;
    arena_free(u.arena);
    free(expanded);
    free(text);
}

#endif
