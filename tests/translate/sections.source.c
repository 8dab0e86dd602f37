/* Translated by shmcc.  The #pragma shm lines have become
 * comments, with calls of libshmrt behind them; all else is as
 * it was. */

/* ---- begin of what the translation needs ---- */
#ifndef _SHM
#define _SHM 202611
#endif
#include <shmrt.h>
/* ---- end of what the translation needs ---- */
#line 1 "sections.c"
/* SPDX-License-Identifier: MIT */
/* sections, and single with copyprivate. */
double first(void), second(void);

double both(void)
{
    double x = 0, y = 0, z = 0;

/* #pragma shm parallel sections lastprivate(y) reduction(+ : x) */
{
static const struct shmrt_place shmrt_place_1 = { "sections.c", 9, "parallel sections", 0 };
const shmrt_count shmrt_total_1 = 2;
struct shmrt_loop shmrt_loop_1;
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
shmrt_loop_1.combined = 1;
shmrt_loop_1.schedule = 2;
shmrt_loop_1.chunk = 1;
shmrt_loop_1.sections = 1;
shmrt_loop_1.base = 1;
struct shmrt_region shmrt_region_1;
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
shmrt_region_1.has_count = 1;
shmrt_region_1.count = shmrt_total_1;
shmrt_region_1.loop = &shmrt_loop_1;
shmrt_reduction(&shmrt_region_1, 0, sizeof x);
int shmrt_event_1;
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
if (shmrt_region_1.team) x = 0;
{
__typeof__(x) shmrt_give_0_1;
if (shmrt_resume(&shmrt_region_1, 0, &shmrt_give_0_1)) x = shmrt_give_0_1;
}
shmrt_loop_start(&shmrt_loop_1);
while (shmrt_loop_next(&shmrt_loop_1)) { 
#line 10 "sections.c"
    {
if (shmrt_section(&shmrt_loop_1, 0)) { 
#line 11 "sections.c"
        x += first();
 }
#line 12 "sections.c"
/* #pragma shm section */
if (shmrt_section(&shmrt_loop_1, 1)) { 
#line 13 "sections.c"
        y = second();
 }
#line 14 "sections.c"
    }
 if (shmrt_loop_1.last == shmrt_loop_1.count) shmrt_export(&y, sizeof y);
if (shmrt_loop_1.commit) {
{
__typeof__(x) shmrt_give_0_1 = x;
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
}
}
}
shmrt_loop_end(&shmrt_loop_1);
if (shmrt_region_1.team) {
{
__typeof__(x) shmrt_give_0_1 = x;
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
}
}
shmrt_parallel_end(&shmrt_region_1);
}
else if (shmrt_event_1 == 2) {
{
int shmrt_w_0_1 = 0;
shmrt_size shmrt_j_0_1 = 0;
(void)shmrt_j_0_1;
for (const __typeof__(x) *shmrt_part_0_1; (shmrt_part_0_1 = (const __typeof__(x) *)shmrt_part(&shmrt_region_1, 0, shmrt_w_0_1)) != 0; shmrt_w_0_1++) {
x = (__typeof__(x))(x + *shmrt_part_0_1);
}
}
}
}
#line 15 "sections.c"
/* #pragma shm parallel */
{
static const struct shmrt_place shmrt_place_3 = { "sections.c", 15, "parallel", 0 };
struct shmrt_region shmrt_region_3;
shmrt_region_init(&shmrt_region_3, &shmrt_place_3);
int shmrt_event_3;
while ((shmrt_event_3 = shmrt_parallel(&shmrt_region_3)) != 0) if (shmrt_event_3 == 1) { 
#line 16 "sections.c"
    {
/* #pragma shm sections nowait */
{
static const struct shmrt_place shmrt_place_4 = { "sections.c", 17, "sections", 0 };
const shmrt_count shmrt_total_4 = 2;
struct shmrt_loop shmrt_loop_4;
shmrt_loop_init(&shmrt_loop_4, &shmrt_place_4, shmrt_total_4);
shmrt_loop_4.schedule = 2;
shmrt_loop_4.chunk = 1;
shmrt_loop_4.sections = 1;
shmrt_loop_4.base = 1;
shmrt_loop_start(&shmrt_loop_4);
shmrt_loop_4.nowait = 1;
while (shmrt_loop_next(&shmrt_loop_4)) { 
#line 18 "sections.c"
        {
/* #pragma shm section */
if (shmrt_section(&shmrt_loop_4, 0)) { 
#line 20 "sections.c"
            first();
 }
#line 21 "sections.c"
/* #pragma shm section */
if (shmrt_section(&shmrt_loop_4, 1)) { 
#line 22 "sections.c"
            second();
 }
#line 23 "sections.c"
        }
 } shmrt_loop_end(&shmrt_loop_4); }
#line 24 "sections.c"
/* #pragma shm single copyprivate(x, z) */
{
static const struct shmrt_place shmrt_place_7 = { "sections.c", 24, "single", 0 };
if (shmrt_single(&shmrt_place_7)) { 
#line 25 "sections.c"
        x = z = first();
 shmrt_single_copy_out(0, &x, sizeof x);
shmrt_single_copy_out(1, &z, sizeof z);
}
shmrt_barrier(&shmrt_place_7);
shmrt_single_copy_in(0, &x, sizeof x);
if (shmrt_masked(0)) shmrt_export(&x, sizeof x);
shmrt_single_copy_in(1, &z, sizeof z);
if (shmrt_masked(0)) shmrt_export(&z, sizeof z);
}
#line 26 "sections.c"
    }
 shmrt_parallel_end(&shmrt_region_3); } }
#line 27 "sections.c"
    return x + y;
}
