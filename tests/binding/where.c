/* Prints, for the master and for each worker of a team and of nested ones,
 * the processors that it may run on, as the kernel says. */
#include <stdio.h>
#include <string.h>
#include <shm.h>

static void tell(const char *who, int a, int b)
{
    char line[4096];
    FILE *status = fopen("/proc/self/status", "r");

    while (fgets(line, sizeof line, status))
        if (strncmp(line, "Cpus_allowed_list:", 18) == 0)
            printf("%s %d %d: %s", who, a, b, strtok(line + 19, "\t"));
    fclose(status);
}

int main(void)
{
    tell("master", 0, 0);
#pragma shm parallel num_workers(2)
    {
        tell("worker", shm_worker_num(), 0);
#pragma shm parallel num_workers(2)
        tell("nested", shm_ancestor_num(1), shm_worker_num());
    }
    tell("master", 0, 0);
    return 0;
}
