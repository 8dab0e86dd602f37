/* SPDX-License-Identifier: MIT */
/* Mistakes in what macros make stand where the macro is used; there nothing
 * can be put in place of a word that is not written. */
#define LOOP(n) \
    _Pragma("shm parallel for shedule(static)") \
    for (int i = 0; i < n; i++)
#define WORKERS num_workers(4) nowait

void macros(int n, int *a)
{
    LOOP(n) a[i] = i;
#pragma shm parallel \
    private(n) /* written */ \
    fisrtprivate(a)
    n = 1;
#pragma shm parallel WORKERS
    n = 2;
}
