// timeout: 30
/* SPDX-License-Identifier: MIT */
/* Many regions that fail, and a program that goes on: no process and no
 * descriptor is left, and what comes after works. */
#include <errno.h>
#include <fcntl.h>
#include <shm.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static int descriptors(void)
{
    int count = 0;

    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static int fail_once(int n)
{
    struct shm_error error;
    int sum = 0;

#pragma shm parallel for error(error) reduction(+: sum) schedule(dynamic)
    for (int i = 0; i < 20; i++) {
        sum++;
        if (i == 10)
            raise(n % 2 ? SIGKILL : SIGSEGV);
#pragma shm reduce(i)
        n += i;
    }
    return error.kind == SHM_SIGNAL && error.first == 10 && sum == 0;
}

int main(void)
{
    int before, sum = 0;

    if (!fail_once(0))
        return 1;
    before = descriptors();
    for (int n = 0; n < 100; n++)
        if (!fail_once(n))
            return 2;
    if (descriptors() > before)
        return 3;
    if (waitpid(-1, 0, WNOHANG) != -1 || errno != ECHILD)
        return 4;
#pragma shm parallel for reduction(+: sum)
    for (int i = 0; i < 20; i++)
        sum += i;
    return sum == 190 ? 0 : 5;
}
