/* SPDX-License-Identifier: MIT */
/* tempdir.c -- temporary files and their removal on every end.
 *
 * A signal handler must find what to remove, so this is the one file of the
 * compiler with state of its own: a list of paths, folders before what is in
 * them, changed only while the fatal signals are blocked.  The handler and
 * the exit handler walk it backwards with unlink and rmdir, which are
 * async-signal-safe.
 *
 * While a child runs (a preprocessor, a compiler) the handler only passes the
 * signal on; whoever waits for the child sees the end and calls tempdir_die,
 * so the compiler can remove its own half-made output first. */
#include "tempdir.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"

struct entry {
    char *path; /* 0: forgotten */
    bool folder;
};

static char *private_path; /* of the one folder, once it is made */
static struct entry *entries;
static volatile sig_atomic_t count;
static unsigned folders; /* numbered folders inside the private one */
static volatile sig_atomic_t child, caught;

static const int fatal[] = { SIGHUP,  SIGINT,  SIGQUIT, SIGPIPE,
                             SIGTERM, SIGXCPU, SIGXFSZ };
static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

static void
remove_all(void)
{
    for (int i = count - 1; i >= 0; i--) {
        if (!entries[i].path)
            continue;
        if (entries[i].folder)
            rmdir(entries[i].path);
        else
            unlink(entries[i].path);
    }
    count = 0;
}

void
tempdir_die(int number)
{
    sigset_t set;

    remove_all();
    signal(number, SIG_DFL);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    _exit(128 + number); /* the signal does not end a process */
}

/* A signal that is to end us. */
static void
on_fatal(int number)
{
    int error = errno;

    caught = number;
    if (!child)
        tempdir_die(number);
    kill((pid_t)child, number);
    errno = error;
}

/* A mistake of ours. */
static void
on_crash(int number)
{
    static const char text[] =
        "shmcc: internal error in the translator; please report it with the "
        "source file\n";

    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        caught = number; /* nobody listens; we die all the same */
    tempdir_die(number);
}

static void
handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action = { .sa_handler = handler, .sa_flags = flags },
                     old;

    /* One that is ignored (nohup) stays ignored. */
    if (sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_IGN)
        return;
    sigfillset(&action.sa_mask);
    if (sigaction(number, &action, NULL))
        diag_fatal("cannot handle signals: %s", strerror(errno));
}

void
tempdir_guard(void)
{
    enum { STACK = 64 << 10 }; /* for a crash by stack overflow */
    static char stack[STACK];
    stack_t alternate = { .ss_sp = stack, .ss_size = sizeof stack };

    if (atexit(remove_all))
        diag_fatal("out of memory");
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        handle(fatal[i], on_fatal, 0);
    if (sigaltstack(&alternate, NULL))
        return;
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        handle(crashes[i], on_crash, SA_ONSTACK);
}

void
tempdir_set_child(pid_t pid)
{
    child = (sig_atomic_t)pid;
}

int
tempdir_caught(void)
{
    return caught;
}

/* Runs with the fatal signals blocked from here to restore_signals. */
static sigset_t
block_signals(void)
{
    sigset_t set, old;

    sigemptyset(&set);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        sigaddset(&set, fatal[i]);
    sigprocmask(SIG_BLOCK, &set, &old);
    return old;
}

static void
restore_signals(const sigset_t *old)
{
    sigprocmask(SIG_SETMASK, old, NULL);
}

/* Only with the signals blocked. */
static void
remember(char *path, bool folder)
{
    struct entry *more =
        realloc(entries, ((size_t)count + 1) * sizeof *entries);

    if (!more)
        diag_fatal("out of memory");
    entries = more;
    entries[count] = (struct entry){ path, folder };
    count++;
}

void
tempdir_add(const char *path)
{
    sigset_t old = block_signals();
    char *copy = strdup(path);

    if (!copy)
        diag_fatal("out of memory");
    remember(copy, false);
    restore_signals(&old);
}

void
tempdir_forget(const char *path)
{
    sigset_t old = block_signals();

    for (int i = 0; i < count; i++)
        if (entries[i].path && strcmp(entries[i].path, path) == 0) {
            free(entries[i].path);
            entries[i].path = NULL;
        }
    restore_signals(&old);
}

/* Is it a folder in which nobody else can replace our files? */
static bool
is_trusted(const char *folder)
{
    struct stat st;

    return folder && folder[0] == '/' && stat(folder, &st) == 0
           && S_ISDIR(st.st_mode)
           && (!(st.st_mode & S_IWOTH) || (st.st_mode & S_ISVTX));
}

static char *
print_path(const char *format, const char *a, const char *b)
{
    char *path;

    if (asprintf(&path, format, a, b) < 0)
        diag_fatal("out of memory");
    return path;
}

/* The private folder; with the signals blocked. */
static const char *
private_folder(void)
{
    const char *wanted = secure_getenv("TMPDIR");
    char *path;

    if (private_path)
        return private_path;
    path = print_path("%s/%s", is_trusted(wanted) ? wanted : P_tmpdir,
                      "shmcc-XXXXXX");
    if (!mkdtemp(path)) {
        free(path);
        path = print_path("%s/%s", P_tmpdir, "shmcc-XXXXXX");
        if (!mkdtemp(path))
            diag_fatal("cannot make a temporary folder in %s: %s", P_tmpdir,
                       strerror(errno));
    }
    remember(path, true);
    return private_path = path;
}

FILE *
tempdir_open(const char *name, const char **path)
{
    sigset_t old = block_signals();
    const char *parent = private_folder();
    char number[16], *folder, *file;
    FILE *stream = NULL;
    int fd;

    snprintf(number, sizeof number, "%u", folders++);
    folder = print_path("%s/%s", parent, number);
    file = print_path("%s/%s", folder, name);
    if (mkdir(folder, 0700))
        diag_fatal("cannot make '%s': %s", folder, strerror(errno));
    remember(folder, true);
    fd = open(file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0) {
        remember(file, false);
        stream = fdopen(fd, "w");
    }
    if (!stream)
        diag_fatal("cannot write '%s': %s", file, strerror(errno));
    restore_signals(&old);
    *path = file;
    return stream;
}
