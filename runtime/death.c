/* SPDX-License-Identifier: MIT */
/* death.c -- what is said of a worker that ended before its work was done.
 *
 *   prog: shm: f.c:42: worker 3 (pid 4711) was killed by SIGSEGV (address
 *   0x10) in iteration 517, chunk 500..599; ending with status 139
 *
 * The master's own knowledge (pid, wait status) comes first; what the slot
 * says is evidence, copied at once, since workers that still run can write to
 * it, and checked before it is used.  Iterations are given as values of the
 * program's variable.
 *
 * It goes to standard error, or without its end to the object of error(e).
 */
#include "internal.h"

#include "library.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>

enum { TEXT = DEATH_TEXT };

static const char cgroup_self[] = "/proc/self/cgroup";
static const char cgroup_mount[] = "/sys/fs/cgroup";
static unsigned long long oom_kills; /* that are accounted for */

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

/* The OOM killer counts its victims.  Each is taken for one worker that died
 * of SIGKILL, though it may have been another process. */
static bool
is_starved(void)
{
    if (cgroup_oom_kills(cgroup_self, cgroup_mount) <= oom_kills)
        return false;
    oom_kills++;
    return true;
}

/* By a signal; the address only where it was a fault that has one. */
static int
killed(struct member *member, const struct slot *slot,
       struct shm_error *error, char *text)
{
    char name[32];
    int number = member->status;

    error->kind = SHM_SIGNAL;
    error->code = number;
    signal_name(number, name, sizeof name);
    if (number == SIGKILL) {
        member->starved = is_starved();
        snprintf(text, TEXT, "was killed by SIGKILL (not sent by shm%s)",
                 member->starved ? "; the kernel's OOM killer ran" : "");
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

/* By exit(), which our handler noted, or without it. */
static int
exited(const struct member *member, const struct slot *slot,
       struct shm_error *error, char *text)
{
    bool noted = atomic_load(&slot->state) & SLOT_EXIT;

    error->kind = SHM_EXIT;
    error->code = member->status;
    if (atomic_load(&slot->state) & SLOT_REPORTED) {
        snprintf(text, TEXT, "ended with status %d after a message of its "
                             "own", member->status);
        return member->status;
    }
    snprintf(text, TEXT, "%s(%d)%s", noted ? "called exit" : "ended by _exit",
             member->status,
             member->status == 0 ? " before its work was done" : "");
    return member->status == 0 ? STATUS_DAMAGE : member->status;
}

static int
gave_up(const struct member *member, const struct slot *slot,
        struct shm_error *error, char *text)
{
    int kind = slot->note_kind;

    if (kind <= SHM_OK || kind > SHM_DAMAGED)
        kind = SHM_DAMAGED;
    error->kind = (enum shm_error_kind)kind;
    error->code = slot->note_code;
    snprintf(text, TEXT, kind == SHM_FAILED ? "gave up" : "failed");
    return member->status == 0 ? STATUS_DAMAGE : member->status;
}

static bool
has_note(const struct member *member, const struct slot *slot)
{
    return member->code == CLD_EXITED
           && (atomic_load(&slot->state) & SLOT_NOTED);
}

static int
cause(struct member *member, const struct slot *slot,
      struct shm_error *error, char *text)
{
    error->kind = SHM_DAMAGED;
    if (member->timed_out > 0) {
        error->kind = SHM_TIMEOUT;
        snprintf(text, TEXT, "exceeded timeout(%g)", member->timed_out);
        return STATUS_DAMAGE;
    }
    if (member->replaced) {
        snprintf(text, TEXT, "replaced itself by exec");
        return STATUS_DAMAGE;
    }
    if (has_note(member, slot))
        return gave_up(member, slot, error, text);
    switch (member->code) {
    case CLD_KILLED:
    case CLD_DUMPED:
        return killed(member, slot, error, text);
    case CLD_EXITED:
        return exited(member, slot, error, text);
    default:
        snprintf(text, TEXT, "ended; its status is unknown, the program's "
                             "own wait() took it");
        return STATUS_DAMAGE;
    }
}

int
death_report_task(const struct shmrt_place *place, struct member *member,
                  bool exited)
{
    const struct slot slot = { .state = exited ? SLOT_EXIT : 0 };
    struct shm_error error;
    char text[TEXT];
    int status = cause(member, &slot, &error, text);

    report(place, "task (pid %d) %s; ending with status %d",
           (int)member->pid, text, status);
    return status;
}

/* ---- the place ----------------------------------------------------------- */

static long long
value(const struct slot *slot, uint64_t iteration)
{
    return (long long)((uint64_t)slot->base
                       + iteration * (uint64_t)slot->step);
}

/* " in iteration 517, chunk 500..599", as far as it is known; or " in section
 * 2". */
static void
where(const struct slot *slot, char *text, size_t room)
{
    uint64_t first = atomic_load(&slot->first);
    uint64_t last = atomic_load(&slot->last);
    uint64_t iteration = slot->iteration;
    size_t used = 0;

    text[0] = '\0';
    if (first < last && slot->sections) {
        used = (size_t)snprintf(text, room, " in section %lld",
                                value(slot, first));
    } else if (first < last) {
        if (iteration >= first && iteration < last)
            used += (size_t)snprintf(text, room, " in iteration %lld,",
                                     value(slot, iteration));
        used += (size_t)snprintf(text + used, room - used,
                                 "%s chunk %lld..%lld", used ? "" : " in",
                                 value(slot, first), value(slot, last - 1));
    }
    if (!(atomic_load(&slot->state) & SLOT_INSIDE))
        return;
    if (slot->inside_line > 0)
        snprintf(text + used, room - used,
                 ", inside the critical or ordered block of line %d",
                 (int)slot->inside_line);
    else
        snprintf(text + used, room - used, ", holding a lock");
}

void
death_where(const struct shmrt_team *team, int worker, char text[DEATH_TEXT])
{
    struct slot seen;

    memcpy(&seen, &team->slots[worker], sizeof seen);
    where(&seen, text, DEATH_TEXT);
}

/* The place of the loop that the worker is in, else the region's. */
static struct shmrt_place
place_of(const struct shmrt_team *team, const struct slot *slot,
         char file[FILE_NAME])
{
    struct shmrt_place place = *team->place;

    if (slot->line > 0) {
        memcpy(file, slot->file, FILE_NAME);
        file[FILE_NAME - 1] = '\0';
        if (file[0])
            place.file = file;
        place.line = slot->line;
    }
    return place;
}

static void
set_chunk(struct shm_error *error, const struct slot *slot)
{
    uint64_t first = atomic_load(&slot->first);
    uint64_t last = atomic_load(&slot->last);

    if (first < last) {
        error->first = value(slot, first);
        error->last = value(slot, last - 1);
    }
}

int
death_describe(const struct shmrt_team *team, int worker,
               struct shm_error *error)
{
    struct member *member = &team->members[worker];
    struct slot seen;
    const struct slot *slot = &seen;
    char why[TEXT], at[TEXT], file[FILE_NAME], note[NOTE_TEXT] = "";
    char text[2 * TEXT + NOTE_TEXT + 64];
    struct shmrt_place place;
    int status;

    memcpy(&seen, &team->slots[worker], sizeof seen);
    place = place_of(team, slot, file);
    memset(error, 0, sizeof *error);
    error->worker = worker;
    error->pid = member->pid;
    error->file = team->place->file;
    error->line = team->place->line;
    error->attempts = 1;
    set_chunk(error, slot);
    status = cause(member, slot, error, why);
    where(slot, at, sizeof at);
    if (has_note(member, slot))
        memcpy(note, slot->note, sizeof note - 1);
    snprintf(text, sizeof text, "worker %d (pid %d) %s%s%s%s", worker,
             (int)member->pid, why, at, note[0] ? ": " : "", note);
    report_text(error->message, sizeof error->message, &place, text);
    return status;
}
