/* SPDX-License-Identifier: MIT */
/* backtrace.c -- in the master: the calls that led to a worker's crash.
 *
 *   prog: shm: worker 3: #0 0x5581d2c3 fill (f.c:44)
 *   prog: shm: worker 3: #1 0x5581d2f0 main (f.c:70)
 *
 * The worker noted addresses (crash.c); it is dead now.  They mean the same
 * here, for it was forked from this process.  Functions are looked up in the
 * symbol tables of the program and its libraries (symbols.c); files and lines
 * by the addr2line of the system, where there is one and the program was
 * compiled with -g.  It is looked for in the system's own folders, not along
 * PATH, started without a shell, and given two seconds.  Without it the name
 * of the library stands in the line's place.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT = 400, TIME = 2000 /* ms, for addr2line */ };

struct frame {
    uintptr_t address;      /* in this process */
    char module[TEXT];      /* its file; "": in none that is known here */
    uintptr_t offset;       /* as that file counts addresses */
    char function[TEXT];    /* "": unknown */
    char line[TEXT];        /* file:line; "": unknown */
};

/* ---- modules ------------------------------------------------------------- */

static bool
is_inside(const struct dl_phdr_info *module, uintptr_t address)
{
    for (int i = 0; i < module->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &module->dlpi_phdr[i];

        if (part->p_type == PT_LOAD && (part->p_flags & PF_X)
            && address - module->dlpi_addr - part->p_vaddr < part->p_memsz)
            return true;
    }
    return false;
}

/* Called for each module.  The program itself has no name here; the link
 * tells its file also after it was replaced, and to other processes. */
static int
look_into(struct dl_phdr_info *module, size_t size, void *data)
{
    struct frame *frame = data;

    (void)size;
    if (!is_inside(module, frame->address))
        return 0;
    frame->offset = frame->address - module->dlpi_addr;
    if (module->dlpi_name[0])
        snprintf(frame->module, TEXT, "%s", module->dlpi_name);
    else
        snprintf(frame->module, TEXT, "/proc/%d/exe", (int)getpid());
    return 1;
}

/* A call goes on behind the instruction that made it, maybe on another
 * line, so all but the innermost are looked up one byte before. */
static void
find_function(struct frame *frame)
{
    int fd;

    if (dl_iterate_phdr(look_into, frame) == 0)
        return;
    fd = open(frame->module, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (!symbols_find(fd, frame->offset, frame->function, TEXT))
        frame->function[0] = '\0';
    frame->function[strcspn(frame->function, ".")] = '\0'; /* f.part.0 */
    close(fd);
}

/* ---- lines --------------------------------------------------------------- */

/* Starts addr2line for one address; its answer comes to *output. */
static pid_t
start_tool(const struct frame *frame, int *output)
{
    static const char *const tools[] = { "/usr/bin/addr2line",
                                         "/usr/bin/eu-addr2line",
                                         "/bin/addr2line" };
    char address[32], module[TEXT];
    char *argv[] = { (char *)"addr2line", (char *)"-e", module, address,
                     NULL };
    char *none[] = { NULL };
    posix_spawn_file_actions_t actions;
    int ends[2], error = ENOENT;
    pid_t pid = -1;

    snprintf(module, sizeof module, "%s", frame->module);
    snprintf(address, sizeof address, "%#lx", (unsigned long)frame->offset);
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    for (size_t i = 0; error && i < sizeof tools / sizeof *tools; i++)
        error = posix_spawn(&pid, tools[i], &actions, NULL, argv, none);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    *output = ends[0];
    if (!error)
        return pid;
    close(ends[0]);
    return -1;
}

/* What it says until it closes its end, or the time has come. */
static void
read_answer(int output, long long deadline, char *text, size_t room)
{
    struct pollfd fd = { .fd = output, .events = POLLIN };
    size_t used = 0;
    ssize_t got = 1;

    while (got > 0 && used < room - 1) {
        long long left = deadline - now_ms();

        if (left <= 0 || poll(&fd, 1, (int)left) <= 0)
            break;
        got = read(output, text + used, room - 1 - used);
        used += got > 0 ? (size_t)got : 0;
    }
    text[used] = '\0';
}

/* Leaves "f.c:44" of "f.c:44 (discriminator 2)\n", nothing of what says
 * nothing: "??:0", "f.c:?". */
static void
clean_line(char *line)
{
    char *end = strstr(line, " (discriminator "), *colon;

    if (end)
        *end = '\0';
    line[strcspn(line, "\n")] = '\0';
    colon = strrchr(line, ':');
    if (!colon || colon[1] < '1' || colon[1] > '9')
        line[0] = '\0';
}

static void
find_line(struct frame *frame, long long deadline)
{
    siginfo_t info;
    int output, got;
    pid_t pid;

    if (!frame->module[0] || now_ms() >= deadline)
        return;
    pid = start_tool(frame, &output);
    if (pid < 0)
        return;
    read_answer(output, deadline, frame->line, TEXT);
    close(output);
    child_signal(pid, -1, SIGKILL);
    do
        got = waitid(P_PID, (id_t)pid, &info, WEXITED);
    while (got < 0 && errno == EINTR);
    clean_line(frame->line);
}

/* ---- printing ------------------------------------------------------------ */

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void
print(int worker, unsigned number, const struct frame *frame)
{
    const char *where = frame->line;

    if (!where[0])
        where = strncmp(frame->module, "/proc/", 6) == 0
                    ? program_invocation_short_name
                    : base_name(frame->module);
    report(NULL, "worker %d: #%u %#llx %s%s%s%s", worker, number,
           (unsigned long long)frame->address,
           frame->function[0] ? frame->function : "?", where[0] ? " (" : "",
           where, where[0] ? ")" : "");
}

/* Up to main.  Equal addresses, of a function that calls itself, are said
 * once. */
static void
print_all(int worker, const uint64_t address[], uint32_t count)
{
    long long deadline = now_ms() + TIME;
    uint32_t same;

    for (uint32_t i = 0; i < count; i += same) {
        struct frame frame = { .address = address[i] - (i > 0) };

        find_function(&frame);
        find_line(&frame, deadline);
        print(worker, i, &frame);
        for (same = 1; i + same < count; same++)
            if (address[i + same] != address[i])
                break;
        if (same > 1)
            report(NULL, "worker %d: #%u to #%u are the same", worker, i + 1,
                   i + same - 1);
        if (strcmp(frame.function, "main") == 0)
            return;
    }
}

/* What the slot says is evidence: a number of addresses that are looked up,
 * never followed. */
void
backtrace_report(const struct shmrt_team *team, int worker)
{
    const struct slot *slot = &team->slots[worker];
    uint64_t address[FRAMES];
    uint32_t count = atomic_load(&slot->frames);

    if (!settings()->backtrace || slot->crash_signal == 0)
        return;
    memcpy(address, slot->frame, sizeof address);
    print_all(worker, address, count > FRAMES ? FRAMES : count);
}

/* ---- one address --------------------------------------------------------- */

void
backtrace_look_up(uintptr_t address, char *function, char *line, size_t room)
{
    struct frame frame = { .address = address - 1 };

    find_function(&frame);
    find_line(&frame, now_ms() + TIME);
    snprintf(function, room, "%s", frame.function);
    snprintf(line, room, "%s", base_name(frame.line));
}
