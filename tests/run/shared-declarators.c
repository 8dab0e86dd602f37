/* SPDX-License-Identifier: MIT */
/* Several declarators in one declaration, some shared and some not, of
 * different types; an initialiser may use the ones before it. */
#include "check.h"
#include <shm.h>
#include <unistd.h>

static int one = 1, two = 2, *to_two = &two, three[3] = {3, 3, 3};
#pragma shm shared(two, three)
#pragma shm private(one)

int main(void)
{
    int a = 1, *p = &a, b = a + 1, c[2] = {b, b + 1}, n = sizeof c, (*f)(void);
    int v[n], m[n][2], w = sizeof v / sizeof *v, (q) = w;
    pid_t pid;
#pragma shm shared(a, b, c, v, pid, q)
#pragma shm private(m)

    CHECK(*p == 1 && c[1] == 3 && w == n && q == w);
    f = NULL;
    m[0][0] = 0;
    v[1] = 0;
#pragma shm parallel
    {
#pragma shm single
        {
            pid = getpid();
            one = -1;
            *to_two = 20;
            three[2] = 30;
            *p = 10;
            b = a + 10;
            c[0] = b;
            v[1] = 5;
            m[0][0] = 7;
            q++;
        }
        CHECK(a == 10 && b == 20 && c[0] == 20 && two == 20 && !f);
    }
    if (pid != getpid())
        CHECK(one == 1 && m[0][0] == 0);
    printf("%d %d %d %d %d %d %d %d\n", a, *p, b, c[0], v[1], two, three[2],
           q);
    return 0;
}
