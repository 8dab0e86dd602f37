/* SPDX-License-Identifier: MIT */
/* _Pragma("shm ..."): by hand, from macros that build the text, inside an
 * expression statement's macro, several on one line. */
#include "check.h"
#include <shm.h>

#define DIRECTIVE(...) _Pragma(#__VA_ARGS__)
#define SHM(...) DIRECTIVE(shm __VA_ARGS__)
#define FOREACH(var, n) \
    SHM(parallel for schedule(dynamic, 3)) for (int var = 0; var < (n); var++)
#define ATOMIC_ADD(object, value)                                            \
    do {                                                                     \
        SHM(atomic)                                                          \
        object += (value);                                                   \
    } while (0)
#define LOCKED(name, statement) SHM(critical(name)) { statement; }
#define TEAM SHM(parallel)

static int total, locked, runs;
_Pragma("shm shared(total, locked)") SHM(shared(runs))

int main(void)
{
    int sum = 0;

    _Pragma("shm parallel for reduction(+ : sum)")
    for (int i = 0; i < 10; i++)
        sum += i;

    FOREACH(i, 20) { ATOMIC_ADD(total, i); LOCKED(lock, locked++) }
    FOREACH(k, 5)
        ATOMIC_ADD(total, k);

    _Pragma("shm parallel") { _Pragma("shm single") { runs++; } }
    TEAM { SHM(single) runs++; SHM(barrier) CHECK(runs == 2); }

#pragma shm parallel reduction(+ : sum)
    { SHM(for) for (int i = 0; i < 4; i++) sum += 100; SHM(masked) sum++; }

    printf("%d %d %d %d\n", sum, total, locked, runs);
    return 0;
}
