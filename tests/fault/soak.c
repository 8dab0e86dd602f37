// timeout: 1000
/* SPDX-License-Identifier: MIT */
/* REGIONS regions (1 000): memory, descriptors, children, signal dispositions
 * and mask, shared memory with a name: all as before.  Names are the whole
 * machine's, so those that come from elsewhere are given two more tries. */
#include <dirent.h>
#include <errno.h>
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct state {
    int descriptors, names;
    long pages;
    sigset_t mask;
    struct sigaction actions[32];
};

static int entries(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = 0;

    while (dir && readdir(dir))
        count++;
    if (dir)
        closedir(dir);
    return count;
}

static void look(struct state *s)
{
    FILE *file = fopen("/proc/self/statm", "r");

    memset(s, 0, sizeof *s);
    if (!file || fscanf(file, "%*d %ld", &s->pages) != 1)
        exit(2);
    fclose(file);
    s->descriptors = entries("/proc/self/fd");
    s->names = entries("/dev/shm") + entries("/proc/sysvipc");
    sigprocmask(SIG_BLOCK, 0, &s->mask);
    for (int i = 1; i < 32; i++)
        sigaction(i, 0, &s->actions[i]);
}

static void regions(int count)
{
    int sum = 0, heard = 0;

    for (int n = 0; n < count; n++) {
#pragma shm parallel for reduction(+: sum) schedule(dynamic)
        for (int i = 0; i < 4; i++) {
            sum += i;
#pragma shm reduce(i)
            heard += i;
        }
    }
    if (sum != 6 * count || heard != 6 * count)
        exit(3);
}

int main(void)
{
    const char *text = getenv("REGIONS");
    struct state before, after;

    regions(50);
    for (int i = 0; i < 3; i++) {
        look(&before);
        regions(text ? atoi(text) : 1000);
        look(&after);
        if (after.names <= before.names)
            break;
    }
    if (after.pages > before.pages + 64) {
        fprintf(stderr, "%ld pages more\n", after.pages - before.pages);
        return 4;
    }
    if (after.descriptors != before.descriptors || after.names > before.names
        || memcmp(&before.mask, &after.mask, sizeof after.mask) != 0) {
        fprintf(stderr, "descriptors %d, %d; names %d, %d\n",
                before.descriptors, after.descriptors, before.names,
                after.names);
        return 5;
    }
    for (int i = 1; i < 32; i++)
        if (before.actions[i].sa_handler != after.actions[i].sa_handler
            || before.actions[i].sa_flags != after.actions[i].sa_flags)
            return 7;
    return waitpid(-1, 0, 0) == -1 && errno == ECHILD ? 0 : 6;
}
