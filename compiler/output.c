/* SPDX-License-Identifier: MIT */
/* output.c -- the file of --shm-translate, --shm-E and --shm-explain.
 *
 * A person is given the source form, if it is proved to be the same program:
 * it is preprocessed, and its tokens are compared with those that shmcc would
 * compile.  Otherwise, with a note, the preprocessor's form.
 *
 * A regular file, or one that does not exist, is written under a name of its
 * own beside it and renamed when it is complete, so nobody ever sees half of
 * it.  Anything else (a device, a pipe, a symbolic link) is written through,
 * and never removed. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"
#include "driver.h"
#include "phases.h"
#include "tempdir.h"

/* ---- texts ------------------------------------------------------------ */

/* A text in memory, from one of the functions of emit.c. */
struct form {
    char *text;
    size_t size;
};

static FILE *
form_open(struct form *form)
{
    FILE *f = open_memstream(&form->text, &form->size);

    if (!f)
        diag_fatal("out of memory");
    return f;
}

static void
form_close(FILE *f)
{
    if (fclose(f))
        diag_fatal("out of memory");
}

/* ---- files ------------------------------------------------------------ */

static void
write_all(int fd, const char *path, const struct form *form)
{
    const char *text = form->text;
    size_t size = form->size;

    while (size) {
        ssize_t put = write(fd, text, size);

        if (put < 0 && errno != EINTR)
            diag_fatal("cannot write '%s': %s", path, strerror(errno));
        if (put > 0) {
            text += put;
            size -= (size_t)put;
        }
    }
}

static void
replace(const char *path, mode_t mode, const struct form *form)
{
    char *temporary;
    int fd;

    if (asprintf(&temporary, "%s.shmcc-%ld", path, (long)getpid()) < 0)
        diag_fatal("out of memory");
    fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
              mode);
    if (fd < 0)
        diag_fatal("cannot write '%s': %s", path, strerror(errno));
    tempdir_add(temporary);
    write_all(fd, path, form);
    if (close(fd) || rename(temporary, path))
        diag_fatal("cannot write '%s': %s", path, strerror(errno));
    tempdir_forget(temporary);
    free(temporary);
}

static void
write_through(const char *path, const struct form *form)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (fd < 0)
        diag_fatal("cannot write '%s': %s", path, strerror(errno));
    write_all(fd, path, form);
    if (close(fd))
        diag_fatal("cannot write '%s': %s", path, strerror(errno));
}

/* Path 0 or "-": standard output.  Ends the form. */
static void
write_out(const char *path, struct form *form)
{
    struct stat st;
    bool absent;

    if (!path || strcmp(path, "-") == 0) {
        write_all(STDOUT_FILENO, "standard output", form);
    } else {
        absent = lstat(path, &st) != 0;
        if (absent || S_ISREG(st.st_mode))
            replace(path, absent ? 0666 : st.st_mode & 0777, form);
        else
            write_through(path, form);
    }
    free(form->text);
}

/* ---- forms ------------------------------------------------------------ */

/* The source form, if it preprocesses to what we compile; else the reason. */
static const char *
source_form(const struct options *o, struct input *in, struct unit *u,
            struct edits *e, struct form *source)
{
    struct form compiled = { 0 }, again = { 0 };
    const char *reason = NULL, *where;
    FILE *f = form_open(source);
    bool good = emit_source(u, e, f, &reason);

    form_close(f);
    if (!good)
        return reason ? reason : "it has no source form";
    f = form_open(&compiled);
    emit_preprocessed(u, e, f);
    form_close(f);
    if (driver_preprocess_again(o, in, source->text, source->size, &again.text,
                                &again.size)
        || !tokens_equal(compiled.text, compiled.size, again.text, again.size,
                         &where))
        reason = "its source form does not preprocess to the same program";
    free(compiled.text);
    free(again.text);
    return reason;
}

void
output_translation(const struct options *o, struct input *in, struct unit *u,
                   struct edits *e)
{
    struct form form = { 0 };
    const char *reason = NULL;
    FILE *f;

    if (o->explain) {
        f = form_open(&form);
        explain(u, f);
        form_close(f);
        write_out(o->translate_output, &form);
        return;
    }
    if (!o->preprocessed_form) {
        reason = source_form(o, in, u, e, &form);
        if (!reason) {
            write_out(o->translate_output, &form);
            return;
        }
        diag_general_note("%s: %s; the translation has the preprocessor's "
                          "form",
                          in->name, reason);
        free(form.text);
    }
    f = form_open(&form);
    if (o->preprocessed_form)
        emit_preprocessed(u, e, f);
    else
        emit_translated(u, e, f);
    form_close(f);
    write_out(o->translate_output, &form);
}
