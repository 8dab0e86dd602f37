/* Translated by shmcc.  The #pragma shm lines have become
 * comments, with calls of libshmrt behind them; all else is as
 * it was. */

/* ---- begin of what the translation needs ---- */
#ifndef _SHM
#define _SHM 202611
#endif
#include <shmrt.h>
/* ---- end of what the translation needs ---- */
#line 1 "parallel.c"
/* SPDX-License-Identifier: MIT */
/* A region with the small constructs; macros and layout stay as they are. */

#define SIZE 16
#define FILL(a, i) ((a)[(i)] = (i))

void parallel(int n)
{
    int 
(*shmrt_total_7)   __attribute__((__cleanup__(shmrt_auto_free))) = shmrt_auto(sizeof *shmrt_total_7, shmrt_larger(__alignof__(*shmrt_total_7), __alignof__(shmrt_total_7)), 0), 
#line 9 "parallel.c"
        total = 0
, *shmrt_copy_7 __attribute__((__unused__)) = __builtin_memcpy((void *)shmrt_total_7, (const void *)&total, sizeof total)
#line 9 "parallel.c"
                 ,   odd[SIZE];   /* two blanks, on purpose */

/* #pragma shm parallel shared(total) num_workers(n) \
    label("small things") */
{
static const struct shmrt_place shmrt_place_1 = { "parallel.c", 11, "parallel", "small things" };
struct shmrt_region shmrt_region_1;
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
shmrt_region_1.has_num_workers = 1;
shmrt_region_1.num_workers = (long long)(n);
shmrt_check_shared(&shmrt_region_1, "total", &(*shmrt_total_7), sizeof (*shmrt_total_7));
int shmrt_event_1;
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) { 
#line 13 "parallel.c"
    {
        int mine = 0;

        for (int i = 0; i < SIZE; i++)
            FILL(odd, i);
/* #pragma shm single */
{
static const struct shmrt_place shmrt_place_2 = { "parallel.c", 18, "single", 0 };
if (shmrt_single(&shmrt_place_2)) { 
#line 19 "parallel.c"
        (*shmrt_total_7) = 1;
 } shmrt_barrier(&shmrt_place_2); }
#line 20 "parallel.c"
/* #pragma shm barrier */
{
static const struct shmrt_place shmrt_place_3 = { "parallel.c", 20, "barrier", 0 };
shmrt_barrier(&shmrt_place_3);
}
#line 21 "parallel.c"
/* #pragma shm critical(adding) */
{
static const struct shmrt_place shmrt_place_4 = { "parallel.c", 21, "critical", 0 };
static void *shmrt_lock_4;
shmrt_critical_begin(&shmrt_lock_4, "adding", &shmrt_place_4); 
#line 22 "parallel.c"
        {
            (*shmrt_total_7) += odd[1] + mine;
        }
 shmrt_critical_end(&shmrt_lock_4); }
#line 25 "parallel.c"
/* #pragma shm atomic */
{
__typeof__((*shmrt_total_7)) *shmrt_object_5 = &(*shmrt_total_7);
shmrt_atomic_note();
shmrt_atomic_on(shmrt_object_5, sizeof *shmrt_object_5);
(void)__atomic_fetch_add(shmrt_object_5, (__typeof__(*shmrt_object_5))1, 0);
}
#line 27 "parallel.c"
/* #pragma shm masked */
{ if (shmrt_masked(0)) { 
#line 28 "parallel.c"
        mine++;
 } }
#line 29 "parallel.c"
    }
 shmrt_parallel_end(&shmrt_region_1); } }
#line 30 "parallel.c"
    (void)(*shmrt_total_7);
}
