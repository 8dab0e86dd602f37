/* SPDX-License-Identifier: MIT */
/* team.h -- teams: what a master knows of its workers, and the files that
 * start, watch, end and replace them.  A part of internal.h. */
#ifndef SHM_TEAM_H
#define SHM_TEAM_H

enum member_state { MEMBER_RUNNING, MEMBER_ENDED };

struct message; /* inbox.c */

/* The master's view of one worker.  Private to the master. */
struct member {
    pid_t pid;
    uint32_t id;
    int pidfd;                /* -1: none, fall back to polling */
    int lifeline;             /* read end of a pipe that the worker holds */
    enum member_state state;
    int code, status;         /* as siginfo's, when ended; code 0: unknown */
    int stops;                /* times seen stopped, one after the other */
    long long hung_up;        /* lifeline closed at this time, ms; 0: not */
    bool killed;              /* by us */
    bool replaced;            /* by exec */
    bool stuck;               /* SIGKILL does not end it; was told */
    bool starved;             /* killed by the kernel for want of memory */
    bool stopped_reported;
    double timed_out;         /* killed after so many seconds; 0: not */
    uint64_t since;           /* ns: its time limit counts from here */
    bool waited;              /* it was stopped when its time was over */
    unsigned long used;       /* time, when all became quiet: notice.c */

    bool vacant;              /* it is dead, and another is to be forked */
    uint32_t chunk;           /* + 1: that one is to begin with; 0: none */
    uint32_t commits;         /* of those in this place that have ended */
    bool settled;             /* it has, and its own are among them */

    uint32_t tail;            /* of its ring; the shared copy is for it */
    struct message *partial;  /* message of which not all has come */
    struct message *pending, *pending_last; /* their chunk is not yet done */
    struct message *held, *held_last; /* ordered ones that wait */
    uint64_t position, first; /* no ordered message before these can come */
};

/* For how long no worker has come on; notice.c. */
struct quiet {
    uint64_t print;           /* of what their slots say */
    long long since;          /* ms; 0: not yet looked */
    bool noted;               /* member.used of all */
    bool told;
};

struct reduction {
    size_t size, offset;
};

/* A region as its master sees it; in a worker, a copy. */
struct shmrt_team {
    struct shmrt_team *outer; /* next team of the same master */
    struct level level;       /* of the workers; of a serial region */
    struct shmrt_region *region;
    const struct shmrt_place *place;

    int reductions;           /* declared */
    struct reduction *reduction;
    size_t parts_size;        /* bytes of all parts of one worker */

    struct segment *segment;  /* 0: serial */
    struct control *control;  /* in the segment, as are: */
    struct slot *slots;
    struct ring *rings;
    unsigned char *parts;     /* [worker][2][parts_size] */
    uint64_t secret;          /* goes into seals */

    int wanted;               /* workers that it was to have */
    bool near;                /* each looks for each at a barrier */
    int size;                 /* workers forked */
    int running;              /* not yet ended */
    struct member *members;
    int epoll, doorbell;
    long long polled;         /* when events were last looked at, ms */
    long long ticked;         /* the same for stopped workers */
    struct quiet quiet;
    unsigned calls;           /* of supervise */
    int hung_up;              /* workers whose lifeline has */
    int cursor;               /* ring to look at next */
    struct message *ready, *ready_last;
    uint64_t delivered;       /* highest position of those that were ready */
    struct message *current;  /* being delivered */
    struct message *spare;    /* small ones, to be used again */
    size_t received;          /* bytes of the current one */
    bool polling;             /* some worker has no pidfd */
    bool holding;             /* there are messages that wait for others */
    bool failed;              /* and described in region.error */
    double limit;             /* timeout: seconds, for messages */
    uint64_t timeout;         /* the same in ns; 0: none */
    uint64_t began;           /* ns; no chunk began before */
    int onfail;               /* SHMRT_ONFAIL_ABORT, ..._RETRY, ..._SKIP */
    long long retries;
    struct chunks *chunks;    /* 0: under onfail(abort) */
    int vacant;               /* members that are */
    bool parting;             /* goes on when all have committed: reap.c */
    struct export *exports;   /* commit.c */
    struct region_seen eyes;
    uintptr_t caller;         /* where the region stands; check.c */
};

/* The team of a region; made on first use. */
struct shmrt_team *team_of(struct shmrt_region *);

/* control.c: control memory, kept for the next region where it fits. */
struct segment {
    void *memory;
    size_t size;
    int capacity;             /* workers */
    size_t parts_size;
    int doorbell;
};
/* Zeroed memory for all processes forked from now on, a guard page on each
 * side, rounded up to pages.  0 and errno when there is none. */
void *shared_map(size_t size);
void shared_unmap(void *memory, size_t size);
/* Moves a descriptor to 3 or above, close-on-exec; -1 stays -1. */
int descriptor_up(int fd);
/* False: no memory or descriptors; errno is set. */
bool control_open(struct shmrt_team *, int workers);
void control_close(struct shmrt_team *);
/* In a worker: forgets what its master kept for the next region. */
void control_forget(void);

/* worker.c */
void worker_prepare(void); /* in the master, before it forks */
/* To its master's life, by its end of the lifeline. */
void worker_tie(int lifeline);
void worker_start(struct shmrt_team *, int worker, const sigset_t *mask);
void worker_end(void) __attribute__((noreturn));
/* The region is cancelled: ends without parts of the region's reductions. */
void worker_end_early(void) __attribute__((noreturn));
bool worker_is(void); /* this very process, not a child of its own */
/* The first steps of any process that the runtime forks: lets go of what is
 * its parent's; leaves the terminal's signals to the master. */
void worker_drop_inherited(void);
void worker_leave_signals(void);
/* Leaves at once, saying nothing. */
void worker_leave(void) __attribute__((noreturn));

/* Makes one worker.  1 in it, 0 in the master; -1: none was made, errno says
 * why.  Signals are blocked; those of `mask` will be in the worker.  With
 * `wait`, what the system refuses is tried again after a while. */
int team_fork(struct shmrt_team *, int worker, const sigset_t *mask);
int team_fork_or_wait(struct shmrt_team *, int worker, bool wait,
                      const sigset_t *mask);

/* What control.size holds: no other number looks like it. */
static inline uint32_t
team_size_word(int size)
{
    return (uint32_t)size | ~(uint32_t)size << 16;
}

/* supervise.c: what to do next: SHMRT_REDUCE + n, or 0: all have ended. */
enum { SUPERVISE_FORK = -1 }; /* or this: see retry_fork */
int supervise(struct shmrt_team *);
bool supervise_start(struct shmrt_team *); /* false: no descriptors */
void supervise_add(struct shmrt_team *, int worker); /* has been forked */
void supervise_end(struct shmrt_team *);  /* closes its descriptors */
/* In a reduce block that has to wait: looks after the team meanwhile. */
void supervise_look(void);
/* Ends the workers of one team; of all that this process is master of. */
void supervise_kill(struct shmrt_team *);
void supervise_kill_all(void);
/* A failure of the region. */
void supervise_damage(struct shmrt_team *, int worker);

/* reap.c.  Has the worker changed as waitid's options ask?  False also on
 * errors, told by errno then. */
bool supervise_wait(const struct member *, int options, siginfo_t *);
/* Takes the worker away if it has ended: true. */
bool reap_member(struct member *);
/* The same for one that was sent SIGKILL, at the latest at this time (now_ms).
 * After KILL_GRACE ms it is given up: the kernel may hold it. */
enum { KILL_GRACE = 5000 };
bool reap_until(struct member *, long long deadline);
/* May a region of so many workers, that is about to begin, leave those that
 * have committed to their own ends? */
bool reap_may_be_later(int workers);
/* Takes over pid and pidfd; false: no memory. */
bool reap_later(struct member *);

/* notice.c: once a second; after so many ms something is said. */
extern long long notice_after;
void notice_look(struct shmrt_team *);

/* child.c: to a child of this process; pidfd -1: there is none. */
void child_signal(pid_t pid, int pidfd, int number);

/* proc.c: the process is on its way to its end, or has come to it; its state
 * as in ps; the time it has used, in clock ticks.  Where nothing is known:
 * false, '?', 0. */
bool proc_is_ending(pid_t);
char proc_state(pid_t);
unsigned long proc_time(pid_t);

/* crash.c: in a worker, notes in its slot what kills it.  Before the fork:
 * what the handlers need is made ready. */
void crash_prepare(void);
void crash_handlers(void);

/* freeze.c: looks for a worker that waits for a debugger, and waits too. */
void freeze_look(struct shmrt_team *);

/* backtrace.c: the calls that led to the worker's crash, a line each. */
void backtrace_report(const struct shmrt_team *, int worker);

/* symbols.c: the function of an ELF file in which an address (as the file
 * counts them) lies; false: not known. */
bool symbols_find(int fd, uintptr_t address, char *name, size_t room);

#endif
