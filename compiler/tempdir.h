/* SPDX-License-Identifier: MIT */
/* tempdir.h -- temporary files, and that nothing is left of them.
 *
 * All of them lie in one private folder (mode 0700) below TMPDIR, made when
 * the first one is asked for.  Folder and files are removed at every end of
 * the program: return from main, exit, and the signals that end it. */
#ifndef SHMCC_TEMPDIR_H
#define SHMCC_TEMPDIR_H

#include <stdio.h>
#include <sys/types.h>

/* Installs the handlers for the fatal signals; call once, early. */
void tempdir_guard(void);

/* A new file "name" in a folder of its own, so that names never meet.
 * *path lives to the end of the program.  Errors end it. */
FILE *tempdir_open(const char *name, const char **path);

/* Also remove this file at the end, until it is forgotten.  For outputs that
 * are written under a name of their own and renamed. */
void tempdir_add(const char *path);
void tempdir_forget(const char *path);

/* The process that is being waited for: a signal that ends us is passed on
 * to it, and takes effect when it has ended.  0: none. */
void tempdir_set_child(pid_t);
/* The signal that is to end us, once there is no child any more, or 0. */
int tempdir_caught(void);
/* Removes everything and dies of the signal. */
void tempdir_die(int signal) __attribute__((noreturn));

#endif
