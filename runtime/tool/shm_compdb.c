/* SPDX-License-Identifier: MIT */
/* shm_compdb.c -- shm compdb: compile_commands.json without shmcc in it.
 *
 * clangd and others ask the compiler of a command what it predefines, and
 * know gcc and clang by name.  So in every command that begins with shmcc
 *
 *     shmcc gcc -c x.c    becomes    gcc FLAGS -c x.c
 *     shmcc -c x.c        becomes    CC FLAGS -c x.c
 *
 * with CC the compiler behind shmcc and FLAGS what shmcc adds (_SHM, the
 * folder of shm.h) and -Wno-unknown-pragmas; shmcc's own options go.  All
 * else in the file is copied as it stands: only strings are looked at, and of
 * these the value of "command" and the elements of "arguments".
 */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* Where we are in the text. */
struct place {
    FILE *in;
    char key[16]; /* the last string before a colon; cut off */
    int list;     /* "arguments": depth of [, 0: in none */
    int words;    /* seen in that list */
    bool ours;    /* it began with shmcc */
    char compiler[1000], flags[4000];
};

/* Reads a string behind its first quote, escapes kept.  0: no memory. */
static char *
read_string(FILE *in)
{
    size_t length = 0, room = 64;
    char *text = malloc(room);
    int c;

    while (text && (c = getc(in)) != EOF && c != '"') {
        if (length + 3 > room) {
            char *more = realloc(text, room *= 2);

            if (!more)
                free(text);
            text = more;
            if (!text)
                break;
        }
        text[length++] = (char)c;
        if (c == '\\' && (c = getc(in)) != EOF)
            text[length++] = (char)c;
    }
    if (text)
        text[length] = '\0';
    return text;
}

/* The end of a word of a command, as a shell would part it, in a JSON string:
 * quotes and blanks with escapes are looked at roughly. */
static size_t
word_length(const char *text)
{
    size_t i = 0;
    bool quoted = false;

    for (; text[i] && (quoted || text[i] != ' '); i++)
        if (text[i] == '\\' && text[i + 1]) {
            i++;
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == '\\' && text[i + 1])
                i += text[i + 1] == '\\' && text[i + 2] ? 2 : 1;
        } else if (text[i] == '\'') {
            quoted = !quoted;
        }
    return i;
}

static bool
is_shmcc(const char *word, size_t length)
{
    static const char name[] = "shmcc";
    const size_t n = sizeof name - 1;

    return length >= n && strncmp(word + length - n, name, n) == 0
           && (length == n || strchr("/-", word[length - n - 1]));
}

static bool
is_own_option(const char *word, size_t length)
{
    return length > 6 && strncmp(word, "--shm-", 6) == 0;
}

/* The launcher form: the compiler stands behind shmcc. */
static bool
is_compiler(const char *word)
{
    return *word != '\0' && *word != '-' && *word != '@'
           && !strstr(word, ".c");
}

/* "command": "shmcc ... " */
static void
put_command(const struct place *p, const char *text)
{
    size_t length = word_length(text);
    const char *rest = text + length;

    if (!is_shmcc(text, length)) {
        printf("\"%s\"", text);
        return;
    }
    rest += strspn(rest, " ");
    length = word_length(rest);
    char *second = strndup(rest, length);
    if (second && is_compiler(second)) {
        printf("\"%s %s", second, p->flags);
        rest += length;
    } else {
        printf("\"%s %s", p->compiler, p->flags);
    }
    free(second);
    for (; *(rest += strspn(rest, " ")); rest += length) {
        length = word_length(rest);
        if (!is_own_option(rest, length))
            printf(" %.*s", (int)length, rest);
    }
    putchar('"');
}

/* The flags as elements of a list, each with a comma in front. */
static void
put_flags(const struct place *p)
{
    size_t length;

    for (const char *f = p->flags; *f; f += length + (f[length] != '\0')) {
        length = strcspn(f, " ");
        printf(", \"%.*s\"", (int)length, f);
    }
}

/* An element of "arguments". */
static void
put_argument(struct place *p, const char *text)
{
    int word = p->words++;

    if (word == 0)
        p->ours = is_shmcc(text, strlen(text));
    if (!p->ours) {
        printf("%s\"%s\"", word ? ", " : "", text);
    } else if (word == 1) {
        bool compiler = is_compiler(text);

        printf("\"%s\"", compiler ? text : p->compiler);
        put_flags(p);
        if (!compiler && !is_own_option(text, strlen(text)))
            printf(", \"%s\"", text);
    } else if (word > 1 && !is_own_option(text, strlen(text))) {
        printf(", \"%s\"", text);
    }
}

static bool
put_string(struct place *p)
{
    char *text = read_string(p->in);
    int c;

    if (!text)
        return false;
    if (p->list) {
        put_argument(p, text);
    } else if (strcmp(p->key, "command") == 0) {
        put_command(p, text);
    } else {
        printf("\"%s\"", text);
    }
    while ((c = getc(p->in)) != EOF && isspace(c) && !p->list)
        putchar(c);
    while (p->list && c != EOF && isspace(c))
        c = getc(p->in);
    ungetc(c, p->in);
    snprintf(p->key, sizeof p->key, "%s", c == ':' ? text : "");
    free(text);
    return true;
}

static bool
copy(struct place *p)
{
    int c;

    while ((c = getc(p->in)) != EOF) {
        if (c == '"') {
            if (!put_string(p))
                return false;
            continue;
        }
        if (p->list && c != ']') /* commas and blanks are written anew */
            continue;
        if (c == '[' && strcmp(p->key, "arguments") == 0) {
            p->list = 1;
            p->words = 0;
        } else if (c == ']') {
            p->list = 0;
        }
        putchar(c);
    }
    return ferror(p->in) == 0;
}

/* What shmcc would run and add, as it says itself. */
static bool
ask_shmcc(struct place *p)
{
    char *shmcc = strdup(tool_beside("shmcc")), line[sizeof p->flags - 30];
    bool good =
        shmcc
        && tool_first_line((char *[]){ shmcc, "--showme:compile", NULL }, line,
                           sizeof line)
        && tool_first_line((char *[]){ shmcc, "--showme", "-c", "x.c", NULL },
                           p->compiler, sizeof p->compiler);

    p->compiler[strcspn(p->compiler, " ")] = '\0';
    snprintf(p->flags, sizeof p->flags, "%s -Wno-unknown-pragmas", line);
    if (!good)
        tool_error("'%s' does not work", shmcc ? shmcc : "shmcc");
    free(shmcc);
    return good;
}

int
shm_compdb(int argc, char **argv)
{
    static const struct option options[] = {
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct place p = { .list = 0 };
    const char *name;
    int option;
    bool good;

    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1)
        return option == 'h' ? tool_help() : tool_usage();
    if (argc - optind > 1) {
        tool_error("compdb takes one file");
        return tool_usage();
    }
    name = optind < argc ? argv[optind] : "compile_commands.json";
    if (!ask_shmcc(&p))
        return TOOL_FAILED;
    p.in = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
    if (!p.in) {
        tool_error("%s: %s", name, strerror(errno));
        return TOOL_FAILED;
    }
    good = copy(&p);
    if (!good)
        tool_error("%s: %s", name, strerror(errno));
    if (p.in != stdin)
        fclose(p.in);
    return good ? 0 : TOOL_FAILED;
}
