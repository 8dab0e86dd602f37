/* SPDX-License-Identifier: MIT */
/* folders.c -- where shmcc's own headers and library lie.
 *
 * In this order, for each of the two folders:
 *     SHMCC_INCLUDE_DIR, SHMCC_LIBRARY_DIR    the folder itself
 *     --shm-prefix=DIR, SHMCC_PREFIX          below DIR
 *     the tree that this shmcc lies in        when it was moved as a whole:
 *                                             PREFIX/bin/shmcc was started,
 *                                             and PREFIX/include has shmrt.h
 *     what configure was told
 */
#include "options.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"

#ifndef SHMCC_BINDIR
#define SHMCC_BINDIR "/usr/local/bin"
#endif
#ifndef SHMCC_INCLUDEDIR
#define SHMCC_INCLUDEDIR "/usr/local/include"
#endif
#ifndef SHMCC_LIBDIR
#define SHMCC_LIBDIR "/usr/local/lib"
#endif

/* How long the prefix is that the configured folders have in common. */
static size_t
prefix_length(void)
{
    const char *a = SHMCC_INCLUDEDIR, *b = SHMCC_LIBDIR;
    size_t common = 0;

    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '/')
            common = i;
    return common;
}

/* The folder below the new prefix that was `folder` below the old one. */
static const char *
relocate(struct options *o, const char *prefix, const char *folder)
{
    return arena_printf(o->arena, "%s%s", prefix, folder + prefix_length());
}

static bool
same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev
           && x.st_ino == y.st_ino;
}

/* The prefix of a tree that was moved, or 0: this shmcc lies where it was
 * installed, or in a folder that is no such tree (where it was built). */
static const char *
own_prefix(struct options *o)
{
    static const char bindir[] = SHMCC_BINDIR;
    size_t below = prefix_length(), bin = sizeof bindir - 1 - below;
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    const char *header, *prefix;
    char *end;

    if (length <= 0 || strncmp(bindir, SHMCC_INCLUDEDIR, below) != 0)
        return NULL;
    self[length] = '\0';
    end = strrchr(self, '/');
    *end = '\0';
    if ((size_t)(end - self) < bin || strcmp(end - bin, bindir + below) != 0)
        return NULL;
    end[-(ssize_t)bin] = '\0';
    prefix = arena_printf(o->arena, "%s", self);
    header = arena_printf(o->arena, "%s/shmrt.h",
                          relocate(o, prefix, SHMCC_INCLUDEDIR));
    if (access(header, R_OK) != 0
        || same_file(header, SHMCC_INCLUDEDIR "/shmrt.h"))
        return NULL;
    return prefix;
}

void
folders_find(struct options *o, const char *prefix)
{
    const char *include = secure_getenv("SHMCC_INCLUDE_DIR");
    const char *library = secure_getenv("SHMCC_LIBRARY_DIR");

    if (!prefix)
        prefix = secure_getenv("SHMCC_PREFIX");
    if (!prefix || !*prefix)
        prefix = own_prefix(o);
    o->include_dir = SHMCC_INCLUDEDIR;
    o->library_dir = SHMCC_LIBDIR;
    if (prefix) {
        o->include_dir = relocate(o, prefix, SHMCC_INCLUDEDIR);
        o->library_dir = relocate(o, prefix, SHMCC_LIBDIR);
    }
    if (include && *include)
        o->include_dir = include;
    if (library && *library)
        o->library_dir = library;
    if (access(o->include_dir, X_OK) != 0)
        o->include_dir = NULL;
}
