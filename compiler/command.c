/* SPDX-License-Identifier: MIT */
/* command.c -- running programs.
 *
 * A program is started by posix_spawn with an argument list; there is no
 * shell anywhere, so names may hold any character.  It inherits our
 * descriptors 0 to 2 (colours, terminals and job servers work as without us)
 * unless the caller redirects one, our signal mask, and what we ignore.
 * Descriptors of our own are all close-on-exec.
 *
 * A list that is too long for the kernel goes through an @file. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diag.h"
#include "tempdir.h"

/* Argument bytes from which on an @file is used.  Kernels give a program 128
 * KiB and more for arguments and environment. */
enum { LONG_LIST = 64 << 10 };

extern char **environ;

void
command_add(struct command *c, const char *argument)
{
    if (c->argc + 2 > c->room) {
        size_t room = c->room ? 2 * c->room : 64;
        const char **argv = arena_alloc(c->arena, room * sizeof *argv);

        if (c->argc)
            memcpy(argv, c->argv, c->argc * sizeof *argv);
        c->argv = argv;
        c->room = room;
    }
    c->argv[c->argc++] = argument;
    c->argv[c->argc] = NULL;
}

void
command_addf(struct command *c, const char *format, ...)
{
    va_list list;
    char *text;
    int n;

    va_start(list, format);
    n = vasprintf(&text, format, list);
    va_end(list);
    if (n < 0)
        diag_fatal("out of memory");
    command_add(c, arena_strdup(c->arena, text, (size_t)n));
    free(text);
}

struct command
command_new(const struct options *o)
{
    struct command c = { .path = o->compiler,
                         .arena = o->arena,
                         .verbose = o->verbose };

    command_add(&c, o->compiler);
    for (char **word = o->compiler_words + 1; *word; word++)
        command_add(&c, *word);
    c.words = c.argc;
    return c;
}

void
command_print(const struct command *c, bool error)
{
    FILE *f = error ? stderr : stdout;

    for (size_t i = 0; i < c->argc; i++) {
        const char *word = c->argv[i];

        fputs(i ? " " : error ? "shmcc: " : "", f);
        if (*word && !strpbrk(word, " \t\n'\"\\$&|;<>()*?[]#~`!{}")) {
            fputs(word, f);
            continue;
        }
        fputc('\'', f);
        for (; *word; word++)
            if (*word == '\'')
                fputs("'\\''", f);
            else
                fputc(*word, f);
        fputc('\'', f);
    }
    fputc('\n', f);
    fflush(f);
}

/* Moves the arguments behind the compiler's own words into an @file.  Every
 * character that could part or quote a word is escaped. */
static void
use_response_file(struct command *c)
{
    const char *path;
    FILE *f = tempdir_open("arguments", &path);

    for (size_t i = c->words; i < c->argc; i++) {
        if (!*c->argv[i])
            fputs("\"\"", f);
        for (const char *p = c->argv[i]; *p; p++) {
            if (strchr(" \t\n\v\f\r'\"\\", *p))
                fputc('\\', f);
            fputc(*p, f);
        }
        fputc('\n', f);
    }
    if (fclose(f))
        diag_fatal("cannot write '%s': %s", path, strerror(errno));
    c->argc = c->words;
    command_addf(c, "@%s", path);
}

/* What comes before every run. */
static void
prepare(struct command *c)
{
    size_t bytes = 0;

    for (size_t i = 0; i < c->argc; i++)
        bytes += strlen(c->argv[i]) + 1;
    if (c->verbose)
        command_print(c, true);
    if (bytes > LONG_LIST)
        use_response_file(c);
    fflush(NULL);
}

void
command_exec(struct command *c)
{
    if (c->verbose)
        command_print(c, true);
    fflush(NULL);
    execv(c->path, (char *const *)c->argv);
    if (errno != E2BIG)
        diag_fatal("cannot run '%s': %s", c->path, strerror(errno));
    c->verbose = false;
    tempdir_guard();
    exit(command_run(c, REDIRECT_NONE));
}

/* Descriptors first, since the compiler may be given what lies on 0 to 2. */
static void
add_redirect(posix_spawn_file_actions_t *actions, int from, int to)
{
    if (from >= 0 && posix_spawn_file_actions_adddup2(actions, from, to))
        diag_fatal("out of memory");
}

/* The environment, without the variables that make the preprocessor write
 * dependencies where that is not wanted. */
static char **
environment(struct command *c)
{
    size_t n = 0, kept = 0;
    char **copy;

    if (!c->no_dependencies)
        return environ;
    while (environ[n])
        n++;
    copy = arena_alloc(c->arena, (n + 1) * sizeof *copy);
    for (size_t i = 0; i < n; i++)
        if (strncmp(environ[i], "DEPENDENCIES_OUTPUT=", 20)
            && strncmp(environ[i], "SUNPRO_DEPENDENCIES=", 20))
            copy[kept++] = environ[i];
    return copy;
}

/* All signals are blocked until the handler knows the child, so none can come
 * between its start and our knowing it. */
static pid_t
spawn(struct command *c, struct redirect r)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, old;
    pid_t pid = 0;
    int error;

    if (posix_spawn_file_actions_init(&actions)
        || posix_spawnattr_init(&attributes))
        diag_fatal("out of memory");
    add_redirect(&actions, r.in, STDIN_FILENO);
    add_redirect(&actions, r.out, STDOUT_FILENO);
    add_redirect(&actions, r.err, STDERR_FILENO);
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &old);
    posix_spawnattr_setsigmask(&attributes, &old);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    error = posix_spawn(&pid, c->path, &actions, &attributes,
                        (char *const *)c->argv, environment(c));
    if (!error)
        tempdir_set_child(pid);
    sigprocmask(SIG_SETMASK, &old, NULL);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error)
        diag_fatal("cannot run '%s': %s", c->path, strerror(error));
    return pid;
}

/* Waits; a signal that was meant for us takes effect now. */
static int
finish(pid_t pid)
{
    const struct rlimit no_core = { 0, 0 };
    siginfo_t ended;
    int status = 0, bad;

    /* Not reaped before the handler has forgotten its number. */
    do
        bad = waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOWAIT);
    while (bad && errno == EINTR);
    tempdir_set_child(0);
    if (tempdir_caught())
        tempdir_die(tempdir_caught());
    if (bad || waitpid(pid, &status, 0) != pid)
        diag_fatal("cannot wait for the compiler: %s", strerror(errno));
    if (WIFSIGNALED(status)) {
        setrlimit(RLIMIT_CORE, &no_core); /* it is not our crash */
        tempdir_die(WTERMSIG(status));
    }
    return WEXITSTATUS(status);
}

int
command_run(struct command *c, struct redirect r)
{
    prepare(c);
    return finish(spawn(c, r));
}

int
command_capture(struct command *c, struct redirect r, char **text,
                size_t *size)
{
    int ends[2], status;
    bool good;
    pid_t pid;

    prepare(c);
    if (pipe2(ends, O_CLOEXEC))
        diag_fatal("cannot make a pipe: %s", strerror(errno));
    r.out = ends[1];
    pid = spawn(c, r);
    close(ends[1]);
    good = command_read(ends[0], text, size);
    close(ends[0]);
    status = finish(pid);
    if (!good)
        diag_fatal("cannot read from the compiler: %s", strerror(errno));
    return status;
}

bool
command_read(int fd, char **text, size_t *size)
{
    size_t n = 0, room = 256 << 10;
    char *buffer = malloc(room);
    ssize_t got = 1;

    while (buffer && got) {
        got = read(fd, buffer + n, room - n - 1);
        if (got < 0 && errno != EINTR)
            break;
        n += got > 0 ? (size_t)got : 0;
        if (n + 1 == room)
            buffer = realloc(buffer, room *= 2);
    }
    if (!buffer)
        diag_fatal("out of memory");
    buffer[n] = '\0';
    *text = buffer;
    *size = n;
    return got == 0;
}

int
command_memory(const char *text, size_t size)
{
    int fd = memfd_create("shmcc", MFD_CLOEXEC);

    if (fd < 0)
        diag_fatal("cannot make a file in memory: %s", strerror(errno));
    while (size) {
        ssize_t put = write(fd, text, size);

        if (put < 0 && errno != EINTR)
            diag_fatal("cannot write to memory: %s", strerror(errno));
        if (put > 0) {
            text += put;
            size -= (size_t)put;
        }
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

void
command_guard_streams(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}
