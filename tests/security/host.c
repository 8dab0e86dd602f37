/* SPDX-License-Identifier: MIT */
/* host MODE -- what regions leave of the program that meets them. */
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static int *volatile nowhere = (int *)16;

/* ---- what must stay as it was -------------------------------------------- */

struct host {
    struct {
        void (*handler)(int);
        int flags, masked[65];
    } action[65];
    int masked[65];
    struct rlimit limit[RLIM_NLIMITS];
    mode_t umask;
    char folder[1024], descriptors[1024];
};

static void
look_at_descriptors(char *text)
{
    for (int fd = 0; fd < 1000; fd++)
        text[fd] = dup2(fd, fd) == fd ? '1' : '0';
    text[1000] = '\0';
}

static void
look_at_mask(const sigset_t *set, int masked[65])
{
    for (int s = 1; s <= 64; s++)
        masked[s] = sigismember(set, s);
}

static void
look(struct host *h)
{
    struct sigaction action;
    sigset_t set;

    memset(h, 0, sizeof *h);
    for (int s = 1; s <= 64; s++) {
        if (sigaction(s, NULL, &action) < 0)
            continue; /* the C library's own */
        h->action[s].handler = action.sa_handler;
        h->action[s].flags = action.sa_flags;
        look_at_mask(&action.sa_mask, h->action[s].masked);
    }
    sigprocmask(SIG_SETMASK, NULL, &set);
    look_at_mask(&set, h->masked);
    for (int l = 0; l < RLIM_NLIMITS; l++)
        getrlimit((__rlimit_resource_t)l, &h->limit[l]);
    h->umask = umask(0);
    umask(h->umask);
    if (!getcwd(h->folder, sizeof h->folder))
        exit(2);
    look_at_descriptors(h->descriptors);
}

static void
handler(int number)
{
    (void)number;
}

static void
region(int fails)
{
    struct shm_error e;

    memset(&e, 0, sizeof e);
#pragma shm parallel num_workers(2) error(e)
    {
        signal(SIGUSR1, SIG_IGN); /* in the worker only */
        if (fails)
            shm_fail(3, "as told");
    }
    if (e.kind != (fails ? SHM_FAILED : SHM_OK))
        exit(3);
}

/* The doorbell of the first region is kept for the next one. */
static int
stays(void)
{
    static struct host before, after;
    sigset_t set;

    signal(SIGTERM, handler);
    signal(SIGHUP, SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    look(&before);
    region(0);
    look_at_descriptors(before.descriptors);
    for (int i = 0; i < 300; i++)
        region(i % 3 == 0);
    look(&after);
    if (memcmp(&before, &after, sizeof before) == 0)
        return 0;
    puts("the program is not as it was");
    return 1;
}

/* ---- modes --------------------------------------------------------------- */

/* Of a program that the body starts. */
static int
descriptors(void)
{
    fflush(NULL);
#pragma shm parallel num_workers(2)
#pragma shm single
    if (system("ls /proc/self/fd") != 0)
        exit(4);
    return 0;
}

static int
score(void)
{
    FILE *f;
    int value, in_worker = -1;
#pragma shm shared(in_worker)

#pragma shm parallel num_workers(1)
    {
        f = fopen("/proc/self/oom_score_adj", "r");
        if (!f || fscanf(f, "%d", &in_worker) != 1)
            exit(4);
    }
    f = fopen("/proc/self/oom_score_adj", "r");
    if (!f || fscanf(f, "%d", &value) != 1)
        exit(4);
    printf("%d %d\n", value, in_worker);
    return 0;
}

static int
team(void)
{
    printf("%d workers, %d levels, secure %d\n", shm_max_workers(),
           shm_max_levels(), (int)getauxval(AT_SECURE));
#pragma shm parallel for num_workers(1000000)
    for (int i = 0; i < 1; i++)
        puts("done");
    return 0;
}

static int
crash(void)
{
#pragma shm parallel num_workers(1)
    *nowhere = 1;
    return 0;
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*f)(void);
    } modes[] = { { "stays", stays }, { "descriptors", descriptors },
                  { "score", score }, { "team", team }, { "crash", crash } };

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (argc > 1 && strcmp(argv[1], modes[i].name) == 0)
            return modes[i].f();
    return 1;
}
