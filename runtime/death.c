/* SPDX-License-Identifier: MIT */
/* death.c -- what is said of a worker that ended before its work was done.
 *
 *   prog: shm: f.c:42: worker 3 (pid 4711) was killed by SIGSEGV (address
 *   0x10) in iteration 517, chunk 500..599; ending with status 139
 *
 * The master's own knowledge (pid, wait status) comes first; what the slot
 * says is evidence, copied and checked before it is used.  Iterations are
 * given as values of the program's variable.
 */
#include "internal.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>

enum { TEXT = 160 };

static const char cgroup_self[] = "/proc/self/cgroup";
static const char cgroup_mount[] = "/sys/fs/cgroup";
static unsigned long long oom_kills; /* before the first fork */

void
death_baseline(void)
{
    static bool known;

    if (!known) {
        known = true;
        oom_kills = cgroup_oom_kills(cgroup_self, cgroup_mount);
    }
}

/* ---- the cause ----------------------------------------------------------- */

/* "SIGSEGV"; a real-time signal has no name of its own. */
static void
signal_name(int number, char *text, size_t room)
{
    const char *name = sigabbrev_np(number);

    if (name)
        snprintf(text, room, "SIG%s", name);
    else
        snprintf(text, room, "signal %d", number);
}

static int
killed(const struct member *member, const struct slot *slot, char *text)
{
    char name[32];
    int number = member->status;

    signal_name(number, name, sizeof name);
    if (number == SIGKILL) {
        bool memory = cgroup_oom_kills(cgroup_self, cgroup_mount) > oom_kills;

        snprintf(text, TEXT, "was killed by SIGKILL (not sent by shm%s)",
                 memory ? "; the kernel's OOM killer ran" : "");
    } else if (slot->crash_signal == number && slot->crash_code > 0
               && (number == SIGSEGV || number == SIGBUS)
               && !getauxval(AT_SECURE)) {
        snprintf(text, TEXT, "was killed by %s (address %#llx)", name,
                 (unsigned long long)slot->crash_address);
    } else {
        snprintf(text, TEXT, "was killed by %s", name);
    }
    return 128 + number;
}

static int
exited(const struct member *member, const struct slot *slot, char *text)
{
    bool noted = atomic_load(&slot->state) & SLOT_EXIT;

    snprintf(text, TEXT, "%s(%d)%s", noted ? "called exit" : "ended by _exit",
             member->status,
             member->status == 0 ? " before its work was done" : "");
    return member->status == 0 ? STATUS_DAMAGE : member->status;
}

static int
cause(const struct member *member, const struct slot *slot, char *text)
{
    if (member->replaced) {
        snprintf(text, TEXT, "replaced itself by exec");
        return STATUS_DAMAGE;
    }
    switch (member->code) {
    case CLD_KILLED:
    case CLD_DUMPED:
        return killed(member, slot, text);
    case CLD_EXITED:
        return exited(member, slot, text);
    default:
        snprintf(text, TEXT, "ended; its status is unknown, the program's "
                             "own wait() took it");
        return STATUS_DAMAGE;
    }
}

/* ---- the place ----------------------------------------------------------- */

static long long
value(const struct slot *slot, uint64_t iteration)
{
    return (long long)((uint64_t)slot->base
                       + iteration * (uint64_t)slot->step);
}

/* " in iteration 517, chunk 500..599", as far as it is known. */
static void
where(const struct slot *slot, char *text, size_t room)
{
    uint64_t first = atomic_load(&slot->first);
    uint64_t last = atomic_load(&slot->last);
    uint64_t iteration = slot->iteration;
    size_t used = 0;

    text[0] = '\0';
    if (first < last) {
        if (iteration >= first && iteration < last)
            used += (size_t)snprintf(text, room, " in iteration %lld,",
                                     value(slot, iteration));
        used += (size_t)snprintf(text + used, room - used,
                                 "%s chunk %lld..%lld", used ? "" : " in",
                                 value(slot, first), value(slot, last - 1));
    }
    if (atomic_load(&slot->state) & SLOT_INSIDE)
        snprintf(text + used, room - used,
                 ", inside the critical or ordered block of line %d",
                 (int)slot->inside_line);
}

int
death_report(const struct shmrt_team *team, int worker)
{
    const struct member *member = &team->members[worker];
    const struct slot *slot = &team->slots[worker];
    struct shmrt_place place = *team->place;
    char text[TEXT], at[TEXT], file[FILE_NAME];
    int status;

    if (slot->line > 0) {
        memcpy(file, slot->file, sizeof file);
        file[sizeof file - 1] = '\0';
        if (file[0])
            place.file = file;
        place.line = slot->line;
    }
    status = cause(member, slot, text);
    where(slot, at, sizeof at);
    report(&place, "worker %d (pid %d) %s%s; ending with status %d", worker,
           (int)member->pid, text, at, status);
    return status;
}
