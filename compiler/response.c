/* SPDX-License-Identifier: MIT */
/* response.c -- the words of the command line, made plain.
 *
 * In: argv.  Out: the same words with
 *     @file         replaced by the words in the file, also within a file; a
 *                   file that cannot be read leaves the word as it is;
 *     -- -x.c       ./-x.c, so that no later reader needs to know about "--";
 *     -Wp,-DX,-MD,f -Wp,-DX -Wp,-MD,f, since the two go to different stages.
 *
 * In an @file words are parted by white space; single and double quotes keep
 * it, a backslash keeps the character behind it, everywhere.  Depth and size
 * are bounded, so a file that names itself is an error. */
#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "diag.h"

enum { MAX_DEPTH = 10, MAX_BYTES = 16 << 20 };

struct words {
    struct arena *arena;
    char **list; /* in the arena; 0-terminated */
    size_t count, room, bytes;
    bool ended; /* "--" was seen */
};

static void
append(struct words *w, const char *text, size_t length)
{
    if (w->count + 2 > w->room) {
        size_t room = w->room ? 2 * w->room : 64;
        char **list = arena_alloc(w->arena, room * sizeof *list);

        if (w->count)
            memcpy(list, w->list, w->count * sizeof *list);
        w->list = list;
        w->room = room;
    }
    w->list[w->count++] = arena_strdup(w->arena, text, length);
}

/* Does the piece of a -Wp, ask for dependencies, and has it an argument? */
static bool
is_depend(const char *piece, bool *argument)
{
    static const char *const with[] = { "-MD", "-MMD", "-MF", "-MT", "-MQ" };

    *argument = false;
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        size_t n = strlen(with[i]);

        if (!strncmp(piece, with[i], n) && (piece[n] == ',' || !piece[n]))
            *argument = true;
    }
    return strncmp(piece, "-M", 2) == 0;
}

/* One -Wp, for each piece; an argument of a piece stays with it. */
static void
append_wp(struct words *w, const char *word)
{
    for (const char *p = word + strlen("-Wp,"); *p;) {
        bool argument;
        size_t n = strcspn(p, ",");

        is_depend(p, &argument);
        if (argument && p[n])
            n += 1 + strcspn(p + n + 1, ",");
        const char *piece = arena_printf(w->arena, "-Wp,%.*s", (int)n, p);
        append(w, piece, strlen(piece));
        p += n;
        p += *p == ',';
    }
}

/* A word that is no response file. */
static void
append_plain(struct words *w, const char *word)
{
    if (w->ended && word[0] == '-' && word[1]) {
        word = arena_printf(w->arena, "./%s", word);
        append(w, word, strlen(word));
    } else if (!w->ended && strcmp(word, "--") == 0) {
        w->ended = true;
    } else if (strncmp(word, "-Wp,", 4) == 0 && strstr(word, ",-M")) {
        append_wp(w, word);
    } else {
        append(w, word, strlen(word));
    }
}

/* The whole file, NUL-terminated, or 0 when it is to be taken literally. */
static char *
read_whole(struct words *w, const char *name)
{
    struct stat st;
    FILE *f = fopen(name, "re");
    char *text = NULL;
    size_t n = 0, room = 0, got = 1;

    if (!f)
        return NULL;
    if (fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode))
        diag_fatal("response file '%s' is a directory", name);
    while (got) {
        if (n + 1 >= room) {
            room = room ? 2 * room : 4096;
            text = realloc(text, room);
            if (!text)
                diag_fatal("out of memory");
        }
        got = fread(text + n, 1, room - n - 1, f);
        n += got;
        w->bytes += got;
        if (w->bytes > MAX_BYTES)
            diag_fatal("response file '%s': more than %d bytes", name,
                       MAX_BYTES);
    }
    if (ferror(f))
        diag_fatal("cannot read response file '%s': %s", name,
                   strerror(errno));
    fclose(f);
    text[n] = '\0';
    return text;
}

/* Cuts one word off the text, in place; 0 at the end. */
static char *
next_word(char **text)
{
    char *p = *text + strspn(*text, " \t\n\v\f\r"), *word = p, *out = p;
    char quote = '\0';

    if (!*p)
        return NULL;
    for (; *p; p++) {
        if (*p == '\\' && p[1]) {
            *out++ = *++p;
        } else if (quote) {
            if (*p == quote)
                quote = '\0';
            else
                *out++ = *p;
        } else if (*p == '\'' || *p == '"') {
            quote = *p;
        } else if (strchr(" \t\n\v\f\r", *p)) {
            p++;
            break;
        } else {
            *out++ = *p;
        }
    }
    *text = p;
    *out = '\0';
    return word;
}

/* A word, or what its file holds. */
static void
expand(struct words *w, const char *word, int depth)
{
    char *text, *rest, *next;

    if (word[0] != '@' || !(text = read_whole(w, word + 1))) {
        append_plain(w, word);
        return;
    }
    if (depth == MAX_DEPTH)
        diag_fatal("response file '%s': nested more than %d deep", word + 1,
                   MAX_DEPTH);
    rest = text;
    while ((next = next_word(&rest)))
        expand(w, next, depth + 1);
    free(text);
}

char **
response_expand(struct arena *arena, int argc, char **argv, int *count)
{
    struct words w = { .arena = arena };

    append(&w, "shmcc", strlen("shmcc"));
    for (int i = 1; i < argc; i++)
        expand(&w, argv[i], 0);
    w.list[w.count] = NULL;
    *count = (int)w.count;
    return w.list;
}
