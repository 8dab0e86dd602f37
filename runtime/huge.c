/* SPDX-License-Identifier: MIT */
/* huge.c -- shared memory that may lie on huge pages.
 *
 * The first touch of a page costs more than what most loops do with it, and
 * each worker of each region enters it in a table of its own: with pages of
 * 2 MiB both happen once where small ones need 512 times.
 *
 * Shared anonymous memory gets huge pages only where the administrator has
 * set shmem_enabled, which hardly a system does: the kernel's default is
 * "never".  That setting is of the kernel's own, invisible tmpfs.  Any other
 * tmpfs has a mount option instead, and anybody may mount one: root as it
 * is, others in a user namespace.  We ask for one with huge=advise, in the
 * manner of fsopen(2), so that it is mounted nowhere and seen by nobody; the
 * files in it have no names and go with the last process that maps them.
 *
 * For the namespace a process is needed for half a millisecond.  It shares
 * memory and descriptors with us (clone(2), like vfork), so that nothing is
 * copied; it ends without SIGCHLD and is no concern of a debugger.
 *
 * Where any of it is not granted the caller stays with anonymous memory.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heap.h"
#include "huge.h"
#include "proc.h"
#include "settings.h"

#if defined SYS_fsopen && defined O_TMPFILE

/* Of <linux/mount.h>, which older C libraries do not get along with. */
enum { FS_CLOEXEC = 1, FS_SET_STRING = 1, FS_CREATE = 6 };

/* Is it the kernel's default that withholds huge pages?  Where they are
 * allowed madvise is enough; where they are denied nothing helps. */
static bool
only_by_mount(void)
{
    static const char setting[] =
        "/sys/kernel/mm/transparent_hugepage/shmem_enabled";
    char text[100];

    return proc_text(setting, text, sizeof text) && strstr(text, "[never]");
}

/* A limit on files would count the memory, and the signal of it kill. */
static bool
files_are_limited(void)
{
    struct rlimit most;

    return getrlimit(RLIMIT_FSIZE, &most) != 0
           || most.rlim_cur != RLIM_INFINITY;
}

/* A tmpfs without bounds that nobody else sees; its root, or -1. */
static int
make_tmpfs(void)
{
    static const char *const options[][2] = {
        { "huge", "advise" },
        { "size", "0" },
        { "nr_inodes", "0" },
        { "mode", "700" },
    };
    long root = -1, fs = syscall(SYS_fsopen, "tmpfs", FS_CLOEXEC);
    bool good = fs >= 0;

    for (size_t i = 0; good && i < sizeof options / sizeof *options; i++)
        good = syscall(SYS_fsconfig, fs, FS_SET_STRING, options[i][0],
                       options[i][1], 0)
               == 0;
    if (good && syscall(SYS_fsconfig, fs, FS_CREATE, NULL, NULL, 0) == 0)
        root = syscall(SYS_fsmount, fs, FS_CLOEXEC, 0);
    if (fs >= 0)
        close((int)fs);
    return (int)root;
}

static bool
write_to(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool good =
        file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);

    if (file >= 0)
        close(file);
    return good;
}

struct request {
    unsigned uid, gid; /* ours; in a new namespace nobody has one */
    int root;          /* the answer */
};

/* In the process of the namespace; it must not touch more than this. */
static int
make_tmpfs_there(void *data)
{
    struct request *request = data;
    char map[40];

    snprintf(map, sizeof map, "%u %u 1", request->uid, request->uid);
    if (!write_to("/proc/self/setgroups", "deny")
        || !write_to("/proc/self/uid_map", map))
        return 1;
    snprintf(map, sizeof map, "%u %u 1", request->gid, request->gid);
    if (write_to("/proc/self/gid_map", map))
        request->root = make_tmpfs();
    return 0;
}

static int
make_tmpfs_in_namespace(void)
{
    enum { STACK = 1 << 16 };
    static const int how = CLONE_VM | CLONE_VFORK | CLONE_FILES
                           | CLONE_UNTRACED | CLONE_NEWUSER | CLONE_NEWNS;
    struct request request = { geteuid(), getegid(), -1 };
    sigset_t all, before;
    char *stack = malloc(STACK);
    pid_t pid;

    if (!stack)
        return -1;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid = clone(make_tmpfs_there, stack + STACK, how, &request);
    if (pid > 0)
        while (waitpid(pid, NULL, __WALL) < 0 && errno == EINTR)
            ;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    free(stack);
    return request.root;
}

int
huge_open(void)
{
    int error = errno, root = -1;

    /* Valgrind knows neither these calls nor this way to clone. */
    if (settings()->hugepages && only_by_mount() && !files_are_limited()
        && !is_under_valgrind()) {
        root = make_tmpfs();
        if (root < 0)
            root = make_tmpfs_in_namespace();
    }
    errno = error;
    return root;
}

bool
huge_map(int root, void *at, size_t size)
{
    int error = errno;
    int file = openat(root, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    bool good = file >= 0 && ftruncate(file, (off_t)size) == 0
                && mmap(at, size, PROT_READ | PROT_WRITE,
                        MAP_FIXED | MAP_SHARED, file, 0)
                       == at;

    if (file >= 0)
        close(file);
    errno = error;
    return good;
}

#else

int
huge_open(void)
{
    return -1;
}

bool
huge_map(int root, void *at, size_t size)
{
    (void)root, (void)at, (void)size;
    return false;
}

#endif
