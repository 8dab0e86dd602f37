/* SPDX-License-Identifier: MIT */
/* settings.h -- what the environment and the machine say: env.c, cpus.c,
 * cgroup.c.
 */
#ifndef SHM_SETTINGS_H
#define SHM_SETTINGS_H 1

#include <stdbool.h>

#include "places.h"

#pragma GCC visibility push(hidden)

enum {
    LEVELS_MAX = 8,       /* nesting, hard limit */
    WORKERS_USUAL = 1024, /* what a default may come to */
    WORKERS_MAX = 4096    /* what may be asked for; all levels multiplied */
};

/* Exit statuses; 128 + S where signal S was the cause. */
enum { STATUS_DAMAGE = 70, STATUS_RESOURCE = 71, STATUS_SETTING = 78 };

enum progress_form { PROGRESS_OFF, PROGRESS_BAR, PROGRESS_LOG, PROGRESS_JSON };
enum wait_policy { WAIT_BRIEF, WAIT_ACTIVE, WAIT_PASSIVE };

/* What the SHM_ variables say; read once, constant afterwards. */
struct settings {
    int workers[LEVELS_MAX]; /* SHM_NUM_WORKERS, one for each level */
    int worker_levels;       /* how many are given; 0: variable not set */
    int schedule;            /* SHMRT_SCHED_...; SHM_SCHEDULE */
    long long chunk;         /* 0: none given */
    int max_levels;          /* SHM_MAX_LEVELS */
    enum wait_policy wait;   /* SHM_WAIT_POLICY */
    unsigned long long heap_size; /* SHM_HEAP_SIZE, bytes; 0: not set */
    bool hugepages;          /* SHM_HUGEPAGES */
    double timeout;          /* SHM_TIMEOUT, seconds; 0: none */
    enum progress_form progress; /* SHM_PROGRESS */
    bool stats;              /* SHM_STATS */
    const char *stats_file;  /* 0: a table on standard error */
    int onfail;              /* SHMRT_ONFAIL_...; SHM_ONFAIL */
    long long retries;       /* of retry:N */
    const char *trace_file;  /* SHM_TRACE; 0: none */
    unsigned check;          /* SHM_CHECK: CHECK_... */
    bool check_fatal;        /* the same: fatal */
    bool strict;             /* SHM_STRICT */
    bool display;            /* SHM_DISPLAY_ENV */
    bool display_more;       /* the same: verbose */
    unsigned char bind[LEVELS_MAX]; /* SHM_PROC_BIND: enum bind_policy */
    int bind_levels;         /* how many are given; 0: variable not set */
    struct place_list places; /* SHM_PLACES */
    bool display_affinity;   /* SHM_DISPLAY_AFFINITY */
    bool freeze;             /* SHM_FREEZE_ON_ERROR */
    bool backtrace;          /* SHM_BACKTRACE */
};

const struct settings *settings(void);

/* The parsers of env.c, for tests and cpus.c: true when the whole of `text`
 * is a value; *value is changed only then. */
bool parse_count(const char *text, long long low, long long high,
                 long long *value);
bool parse_size(const char *text, unsigned long long *value);
bool parse_seconds(const char *text, double *value);
int parse_list(const char *text, int low, int high, int list[], int room);
bool parse_schedule(const char *text, int *kind, long long *chunk);
/* One line about a variable whose value is not understood; the end with 78
 * when SHM_STRICT says so. */
void bad_setting(const char *name, const char *value, const char *accepted,
                 bool strict);

/* What the settings come to here, on standard error; display.c. */
void display_machine(const struct settings *);

/* ---- machine: cpus.c, cgroup.c ------------------------------------------ */

int cpus_available(void); /* affinity mask and cgroup quota, at least 1 */
/* Team size without clause or SHM_NUM_WORKERS, for level 0, 1, ... */
int cpus_default_workers(int level);
/* CPUs that the cgroup of this process may use, rounded up; 0: no limit.
 * `self` is /proc/self/cgroup, `mount` /sys/fs/cgroup, or a test's copies. */
int cgroup_cpus(const char *self, const char *mount);
/* How often the kernel's OOM killer struck in the cgroup; 0: unknown. */
unsigned long long cgroup_oom_kills(const char *self, const char *mount);

#pragma GCC visibility pop

#endif
