/* SPDX-License-Identifier: MIT */
/* quick.c -- is it certain, without the preprocessor, that a unit has no
 * directive?
 *
 * A run of the preprocessor costs a small unit half as much again as its
 * compilation.  Most units have no directive, nor has a header of theirs, and
 * that can be seen by reading: where no file that the preprocessor could read
 * holds the word shm, and none holds the parts that ## could make it of, no
 * #pragma shm comes out.  Which files it reads depends on macros, so here
 * every #include counts, in every branch, and every folder in which its name
 * is found.
 *
 * The answer may be "not certain" (then the preprocessor is asked), but never
 * wrong.  So this file gives up wherever it would have to understand more: a
 * computed #include, an option or a variable that may change the search, a
 * word continued on the next line, a compiler whose own folders are not known
 * from the time shmcc was built (folders.def).
 *
 * ## makes shm of sh and m, s and hm, or s, h and m.  A directive begins with
 * it, so a part that stands directly behind an operator does not count: it
 * would come with that operator in front of it. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "phases.h"

enum {
    MAX_FILES = 2000,
    MAX_BYTES = 8 << 20,
    MAX_DEPTH = 100,
    MAX_SUBFOLDERS = 100
};

/* The letters of the word that were met alone, as bits. */
enum { PART_S = 1, PART_H = 2, PART_M = 4, ALL_PARTS = 7 };

struct quick {
    struct arena *arena;
    const char **folders; /* of #include, 0-terminated */
    const char **seen; /* paths, and names that were looked for everywhere */
    unsigned *hashes;
    int nseen;
    struct subfolder {
        const char *path;
        bool is_there;
    } subfolders[MAX_SUBFOLDERS];
    int nsubfolders;
    size_t bytes;
    int depth;
    unsigned parts;
};

/* clang's folders depend on the name it is called by. */
static const struct compiler {
    const char *name, *path;
    long long size;
    const char *folders;
} compilers[] = {
#define COMPILER(name, path, size, folders) { name, path, size, folders },
#include "folders.def"
#undef COMPILER
    { NULL, NULL, 0, NULL },
};

/* ---- what would change the search -------------------------------------- */

static const char *const variables[] = {
    "CPATH",         "C_INCLUDE_PATH",       "GCC_EXEC_PREFIX",
    "COMPILER_PATH", "CCC_OVERRIDE_OPTIONS",
};

/* What an option is to the search, by how it begins; the first that fits
 * counts, and one that fits none is not known. */
enum effect { UNKNOWN, HARMLESS, FOLDER, FILE_NAMED, MACRO };
static const struct {
    const char *begins;
    enum effect effect;
} effects[] = {
    { "-Wp,", UNKNOWN },
    { "-finput-charset", UNKNOWN },
    { "-fmodule", UNKNOWN },
    { "-fms-", UNKNOWN },
    { "-fplugin", UNKNOWN },
    { "-fimplicit-m", UNKNOWN },
    { "-gcc-", UNKNOWN },
    { "-mthread-model", UNKNOWN },
    { "-D", MACRO },
    { "-U", MACRO },
    { "-I", FOLDER },
    { "-isystem", FOLDER },
    { "-iquote", FOLDER },
    { "-idirafter", FOLDER },
    { "-include", FILE_NAMED },
    { "-imacros", FILE_NAMED },
    { "-W", HARMLESS },
    { "-O", HARMLESS },
    { "-g", HARMLESS },
    { "-f", HARMLESS },
    { "-m", HARMLESS },
    { "-w", HARMLESS },
    { "-std=", HARMLESS },
    { "-pedantic", HARMLESS },
    { "-pthread", HARMLESS },
    { "-ansi", HARMLESS },
};

/* The option at *i, which is left at its last word, and its argument. */
static enum effect
option_effect(const struct options *o, int *i, const char **argument)
{
    const char *word = o->argv[*i];

    for (size_t k = 0; k < sizeof effects / sizeof *effects; k++) {
        size_t n = strlen(effects[k].begins);

        if (strncmp(word, effects[k].begins, n))
            continue;
        *argument = word + n;
        if (effects[k].effect > HARMLESS && !word[n]) {
            if (*i + 1 == o->argc)
                return UNKNOWN;
            *argument = o->argv[++*i];
        }
        return effects[k].effect;
    }
    return UNKNOWN;
}

/* The compiler's own folders, or 0. */
static const char *
known_folders(const struct options *o)
{
    char path[PATH_MAX];
    struct stat st;
    const char *name = strrchr(o->compiler, '/');

    if (!name || o->compiler_words[1] || o->foreign
        || !realpath(o->compiler, path) || stat(path, &st))
        return NULL;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        if (getenv(variables[i]))
            return NULL;
    for (const struct compiler *c = compilers; c->name; c++)
        if (strcmp(c->name, name + 1) == 0 && strcmp(c->path, path) == 0
            && c->size == st.st_size)
            return c->folders;
    return NULL;
}

/* ---- what was read before ----------------------------------------------- */

/* Notes a path or a name; false: it was there already. */
static bool
is_new(struct quick *q, const char *name)
{
    unsigned hash = 5381;

    for (const char *p = name; *p; p++)
        hash = hash * 33 + (unsigned char)*p;
    for (int i = 0; i < q->nseen; i++)
        if (q->hashes[i] == hash && strcmp(q->seen[i], name) == 0)
            return false;
    if (q->nseen < MAX_FILES) {
        q->hashes[q->nseen] = hash;
        q->seen[q->nseen++] = name;
    }
    return true;
}

/* ---- words ----------------------------------------------------------- */

/* Can the byte stand in an identifier?  By a table: this is asked of every
 * byte. */
static bool
is_word(char c)
{
    static const bool word[256] = {
        ['$'] = true,         ['_'] = true,         ['0' ... '9'] = true,
        ['A' ... 'Z'] = true, ['a' ... 'z'] = true, [0x80 ... 0xff] = true
    };

    return word[(unsigned char)c];
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

/* Behind a backslash, blanks and a newline; p where there are none. */
static const char *
skip_splice(const char *p)
{
    const char *after = p + 1;

    if (*p != '\\')
        return p;
    while (is_blank(*after))
        after++;
    return *after == '\n' ? after + 1 : p;
}

/* Does a word go on over the end of the line at p? */
static bool
is_spliced(const char *text, const char *p)
{
    const char *end = p;

    for (const char *next; (next = skip_splice(end)) != end;)
        end = next;
    return end != p && p > text && is_word(p[-1]) && is_word(*end);
}

/* A word of three letters at most: is it harmless? */
static bool
part_is_harmless(struct quick *q, const char *text, const char *word, size_t n)
{
    if (n > 1)
        return !(n == 3 && memcmp(word, "shm", 3) == 0)
               && !(n == 2 && memcmp(word, "sh", 2) == 0)
               && !(n == 2 && memcmp(word, "hm", 2) == 0);
    if (word > text && !strchr(" \t\v\f\r\n(,#/", word[-1]))
        return true;
    q->parts |= *word == 's'   ? PART_S
                : *word == 'h' ? PART_H
                : *word == 'm' ? PART_M
                               : 0;
    return q->parts != ALL_PARTS;
}

/* ---- files ----------------------------------------------------------- */

static bool read_file(struct quick *q, const char *path);

/* bits/x.h is in one folder only, and there are many of its kind: is there a
 * folder/bits?  Asked once. */
static bool
has_subfolder(struct quick *q, const char *folder, const char *name)
{
    const char *path, *slash = strchr(name, '/');
    bool is_there;

    if (!slash)
        return true;
    path =
        arena_printf(q->arena, "%s/%.*s", folder, (int)(slash - name), name);
    for (int i = 0; i < q->nsubfolders; i++)
        if (strcmp(q->subfolders[i].path, path) == 0)
            return q->subfolders[i].is_there;
    is_there = access(path, F_OK) == 0;
    if (q->nsubfolders < MAX_SUBFOLDERS)
        q->subfolders[q->nsubfolders++] = (struct subfolder){path, is_there};
    return is_there;
}

/* The file of that name in every folder, and in that of the file `from`. */
static bool
follow(struct quick *q, const char *name, bool quoted, const char *from)
{
    const char *slash = strrchr(from, '/');

    if (quoted || *name == '/') {
        int n = slash && *name != '/' ? (int)(slash + 1 - from) : 0;

        if (!read_file(q, arena_printf(q->arena, "%.*s%s", n, from, name)))
            return false;
    }
    if (*name == '/' || !is_new(q, arena_printf(q->arena, "<%s", name)))
        return true;
    for (const char **folder = q->folders; *folder; folder++)
        if (has_subfolder(q, *folder, name)
            && !read_file(q, arena_printf(q->arena, "%s/%s", *folder, name)))
            return false;
    return true;
}

static const char *
skip_blanks_back(const char *text, const char *p)
{
    while (p > text && is_blank(p[-1]))
        p--;
    return p;
}

/* Can the word at p be that of a directive?  Before it stands the # that a
 * line begins with, or what may be one in other clothes: %: and ??=, behind a
 * comment, behind a backslash that ends a line. */
static bool
follows_hash(const char *text, const char *p)
{
    p = skip_blanks_back(text, p);
    if (p == text)
        return false;
    if (p[-1] == '\n')
        return p > text + 1 && (p[-2] == '\\' || is_blank(p[-2]));
    if (p[-1] != '#')
        return strchr(":=/", p[-1]) != NULL;
    p = skip_blanks_back(text, p - 1);
    return p == text || p[-1] == '\n' || p[-1] == '/';
}

/* What may be an #include; p is behind the word that begins at `word`. */
static bool
follow_include(struct quick *q, const char *text, const char *word,
               const char *p, const char *path)
{
    size_t n;
    char close;

    while (is_blank(*p))
        p++;
    if (*p != '<' && *p != '"') /* a macro, or what may hide one? */
        return !((is_word(*p) || *p == '/' || *p == '\\')
                 && follows_hash(text, word));
    close = *p == '<' ? '>' : '"';
    n = strcspn(++p, close == '>' ? ">\n" : "\"\n");
    if (!n || p[n] != close || memchr(p, '\\', n))
        return !follows_hash(text, word);
    return follow(q, arena_strdup(q->arena, p, n), close == '"', path);
}

static bool
is_include(const char *word, size_t n)
{
    return (n == 7 && memcmp(word, "include", 7) == 0)
           || (n == 12 && memcmp(word, "include_next", 12) == 0)
           || (n == 6 && memcmp(word, "import", 6) == 0);
}

/* All words of a text that ends in NUL; text of a file has a path. */
static bool
read_text(struct quick *q, const char *text, size_t size, const char *path)
{
    const char *end = text + size;

    for (const char *p = text; p < end;) {
        const char *word = p;

        if (!is_word(*p)) {
            if ((*p == '\\' && is_spliced(text, p))
                || (*p == '?'
                    && strncmp(p,
                               "?"
                               "?/",
                               3)
                           == 0))
                return false;
            p++;
            continue;
        }
        while (is_word(*p))
            p++;
        size_t n = (size_t)(p - word);
        if (n <= 3 && !part_is_harmless(q, text, word, n))
            return false;
        if (path && *word == 'i' && is_include(word, n)
            && !follow_include(q, text, word, p, path))
            return false;
    }
    return true;
}

static bool
read_open_file(struct quick *q, int fd, const char *path)
{
    struct stat st;
    char *text;
    size_t size;
    bool good;

    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        return false;
    q->bytes += (size_t)st.st_size;
    if (q->bytes > MAX_BYTES || q->nseen == MAX_FILES || q->depth == MAX_DEPTH)
        return false;
    size = (size_t)st.st_size;
    text = malloc(size + 1);
    good = text && read(fd, text, size) == st.st_size;
    if (good) {
        text[size] = '\0';
        q->depth++;
        good = read_text(q, text, size, path);
        q->depth--;
    }
    free(text);
    return good;
}

/* A file that need not be there. */
static bool
read_file(struct quick *q, const char *path)
{
    struct stat st;
    bool good;
    int fd;

    if (stat(path, &st) < 0)
        return errno == ENOENT || errno == ENOTDIR;
    if (S_ISDIR(st.st_mode))
        return true; /* the preprocessor goes on looking, too */
    if (!S_ISREG(st.st_mode))
        return false; /* to open a named pipe would be felt at its other end */
    if (!is_new(q, path))
        return true;
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    good = read_open_file(q, fd, path);
    close(fd);
    return good;
}

/* ---- the command line ------------------------------------------------ */

/* The folders that are named there; false if the search is not understood. */
static bool
collect_folders(struct quick *q, const struct options *o, const char *known)
{
    size_t n = 0;

    for (int i = 1; i < o->argc; i++) {
        const char *argument;

        if (!(o->role[i] & ROLE_PREPROCESS))
            continue;
        switch (option_effect(o, &i, &argument)) {
        case UNKNOWN:
            return false;
        case FOLDER:
            if (*argument == '=' || strcmp(argument, "-") == 0)
                return false;
            q->folders[n++] = argument;
            break;
        default:
            break;
        }
    }
    for (size_t length; *known; known += length + (known[length] == ':')) {
        const char *folder;

        length = strcspn(known, ":");
        folder = arena_strdup(o->arena, known, length);
        if (access(folder, F_OK) == 0)
            q->folders[n++] = folder;
    }
    if (o->include_dir)
        q->folders[n++] = o->include_dir;
    return true;
}

/* The files and macros that are named there. */
static bool
read_options(struct quick *q, const struct options *o)
{
    for (int i = 1; i < o->argc; i++) {
        enum effect effect;
        const char *argument;

        if (!(o->role[i] & ROLE_PREPROCESS))
            continue;
        effect = option_effect(o, &i, &argument);
        if (effect == FILE_NAMED && !follow(q, argument, true, ""))
            return false;
        if (effect == MACRO && !read_text(q, argument, strlen(argument), NULL))
            return false;
    }
    return true;
}

bool
quick_has_none(const struct options *o, const struct input *in)
{
    const char *known = known_folders(o);
    struct quick q = { .arena = o->arena };

    if (!known || in->preprocessed || strncmp(in->name, "/dev/", 5) == 0
        || strncmp(in->name, "/proc/", 6) == 0 || strcmp(in->name, "-") == 0)
        return false;
    q.folders = arena_alloc(o->arena, ((size_t)o->argc + strlen(known) + 3)
                                          * sizeof *q.folders);
    q.seen = arena_alloc(o->arena, MAX_FILES * sizeof *q.seen);
    q.hashes = arena_alloc(o->arena, MAX_FILES * sizeof *q.hashes);
    return collect_folders(&q, o, known) && read_options(&q, o)
           && follow(&q, "stdc-predef.h", false, "")
           && read_file(&q, in->name);
}
