/* Translated by shmcc.  The #pragma shm lines have become
 * comments, with calls of libshmrt behind them; all else is as
 * it was. */

/* ---- begin of what the translation needs ---- */
#ifndef _SHM
#define _SHM 202611
#endif
#include <shmrt.h>
/* ---- end of what the translation needs ---- */
#line 1 "loop.c"
/* SPDX-License-Identifier: MIT */
/* Loops: schedules, a reduction, the last value, a message to the master. */

double loop(int n, const double *a)
{
    double sum = 0, seen = 0;
    int last = 0;

/* #pragma shm parallel for schedule(dynamic, 4) reduction(+: sum) \
    lastprivate(last) */
{
static const struct shmrt_place shmrt_place_1 = { "loop.c", 9, "parallel for", 0 };
typedef __typeof__(int  ) shmrt_type_0_1;
const shmrt_type_0_1 shmrt_lower_0_1 = (shmrt_type_0_1)(0);
const shmrt_type_0_1 shmrt_upper_0_1 = (shmrt_type_0_1)(n);
const shmrt_count shmrt_step_0_1 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_1 = shmrt_trip_lt(shmrt_lower_0_1 < shmrt_upper_0_1, (shmrt_count)shmrt_lower_0_1, (shmrt_count)shmrt_upper_0_1, shmrt_step_0_1, sizeof(shmrt_type_0_1));
const shmrt_count shmrt_total_1 = shmrt_trip_0_1;
struct shmrt_loop shmrt_loop_1;
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
shmrt_loop_1.schedule = 2;
shmrt_loop_1.chunk = shmrt_chunk((4));
shmrt_loop_1.nonmonotonic = 1;
shmrt_loop_1.combined = 1;
shmrt_loop_1.base = (long long)shmrt_lower_0_1;
shmrt_loop_1.step = (long long)shmrt_step_0_1;
struct shmrt_region shmrt_region_1;
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
shmrt_region_1.has_count = 1;
shmrt_region_1.count = shmrt_total_1;
shmrt_region_1.loop = &shmrt_loop_1;
shmrt_reduction(&shmrt_region_1, 0, sizeof sum);
int shmrt_event_1;
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
if (shmrt_region_1.team) sum = 0;
{
__typeof__(sum) shmrt_give_0_1;
if (shmrt_resume(&shmrt_region_1, 0, &shmrt_give_0_1)) sum = shmrt_give_0_1;
}
shmrt_loop_start(&shmrt_loop_1);
while (shmrt_loop_next(&shmrt_loop_1)) { 
const shmrt_count shmrt_from_0_1 = shmrt_loop_1.first, shmrt_to_0_1 = shmrt_loop_1.last;
const shmrt_type_0_1 shmrt_low_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_from_0_1 * shmrt_step_0_1);
const shmrt_type_0_1 shmrt_high_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_to_0_1 * shmrt_step_0_1);
shmrt_ahead((shmrt_size)&(a)[shmrt_low_0_1], shmrt_to_0_1 - shmrt_from_0_1, sizeof (a)[0]); 
#line 11 "loop.c"
    for (int i = shmrt_low_0_1; i < shmrt_high_0_1; i++) {
        sum += a[i];
        last = i;
    }
 if (shmrt_loop_1.last == shmrt_loop_1.count) shmrt_export(&last, sizeof last);
if (shmrt_loop_1.commit) {
{
__typeof__(sum) shmrt_give_0_1 = sum;
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
}
}
}
shmrt_loop_end(&shmrt_loop_1);
if (shmrt_region_1.team) {
{
__typeof__(sum) shmrt_give_0_1 = sum;
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
for (const __typeof__(sum) *shmrt_part_0_1; (shmrt_part_0_1 = (const __typeof__(sum) *)shmrt_part(&shmrt_region_1, 0, shmrt_w_0_1)) != 0; shmrt_w_0_1++) {
sum = (__typeof__(sum))(sum + *shmrt_part_0_1);
}
}
}
}
#line 15 "loop.c"
/* #pragma shm parallel */
{
static const struct shmrt_place shmrt_place_2 = { "loop.c", 15, "parallel", 0 };
struct shmrt_region shmrt_region_2;
shmrt_region_init(&shmrt_region_2, &shmrt_place_2);
int shmrt_event_2;
while ((shmrt_event_2 = shmrt_parallel(&shmrt_region_2)) != 0) if (shmrt_event_2 == 1) { 
#line 16 "loop.c"
    {
/* #pragma shm for collapse(2) ordered */
{
static const struct shmrt_place shmrt_place_3 = { "loop.c", 17, "for", 0 };
typedef __typeof__(int  ) shmrt_type_0_3;
const shmrt_type_0_3 shmrt_lower_0_3 = (shmrt_type_0_3)(0);
const shmrt_type_0_3 shmrt_upper_0_3 = (shmrt_type_0_3)(n);
const shmrt_count shmrt_step_0_3 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_3 = shmrt_trip_lt(shmrt_lower_0_3 < shmrt_upper_0_3, (shmrt_count)shmrt_lower_0_3, (shmrt_count)shmrt_upper_0_3, shmrt_step_0_3, sizeof(shmrt_type_0_3));
typedef __typeof__(unsigned char  ) shmrt_type_1_3;
const shmrt_type_1_3 shmrt_lower_1_3 = (shmrt_type_1_3)(9);
const shmrt_type_1_3 shmrt_upper_1_3 = (shmrt_type_1_3)(1);
const shmrt_count shmrt_step_1_3 = (shmrt_count)-2LL;
const shmrt_count shmrt_trip_1_3 = shmrt_trip_gt(shmrt_lower_1_3 > shmrt_upper_1_3, (shmrt_count)shmrt_lower_1_3, (shmrt_count)shmrt_upper_1_3, shmrt_step_1_3, sizeof(shmrt_type_1_3));
const shmrt_count shmrt_total_3 = shmrt_times(shmrt_trip_0_3, shmrt_trip_1_3);
struct shmrt_loop shmrt_loop_3;
shmrt_loop_init(&shmrt_loop_3, &shmrt_place_3, shmrt_total_3);
shmrt_loop_3.ordered = 1;
shmrt_loop_start(&shmrt_loop_3);
while (shmrt_loop_next(&shmrt_loop_3)) { 
shmrt_count shmrt_from_0_3 = shmrt_loop_3.first / (1 * shmrt_trip_1_3) % shmrt_trip_0_3, shmrt_to_0_3 = (shmrt_loop_3.last - 1) / (1 * shmrt_trip_1_3) % shmrt_trip_0_3 + 1;
const int shmrt_begins_0_3 = 1, shmrt_ends_0_3 = 1;
const shmrt_type_0_3 shmrt_low_0_3 = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_from_0_3 * shmrt_step_0_3);
const shmrt_type_0_3 shmrt_high_0_3 = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_to_0_3 * shmrt_step_0_3); 
#line 18 "loop.c"
        for (int i = shmrt_low_0_3; i < shmrt_high_0_3; i++)
{
const shmrt_count shmrt_own_0_3 = shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_3), sizeof(shmrt_type_0_3));
shmrt_count shmrt_from_1_3 = shmrt_loop_3.first / (1) % shmrt_trip_1_3, shmrt_to_1_3 = (shmrt_loop_3.last - 1) / (1) % shmrt_trip_1_3 + 1;
const int shmrt_begins_1_3 = shmrt_begins_0_3 && shmrt_own_0_3 == shmrt_from_0_3, shmrt_ends_1_3 = shmrt_ends_0_3 && shmrt_own_0_3 + 1 == shmrt_to_0_3;
if (!shmrt_begins_1_3) shmrt_from_1_3 = 0;
if (!shmrt_ends_1_3) shmrt_to_1_3 = shmrt_trip_1_3;
const shmrt_type_1_3 shmrt_low_1_3 = (shmrt_type_1_3)((shmrt_count)shmrt_lower_1_3 + shmrt_from_1_3 * shmrt_step_1_3);
shmrt_count shmrt_left_1_3 = shmrt_to_1_3 - shmrt_from_1_3; 
#line 19 "loop.c"
            for (unsigned char k = shmrt_low_1_3; shmrt_left_1_3-- != 0; k -= 2) 
{
shmrt_iteration((shmrt_own_0_3) * shmrt_trip_1_3 + shmrt_low_bytes(0 - ((shmrt_count)k - (shmrt_count)shmrt_lower_1_3), sizeof(shmrt_type_1_3)) / shmrt_low_bytes(0 - shmrt_step_1_3, sizeof(shmrt_type_1_3))); 
#line 19 "loop.c"
                                                     {
/* #pragma shm ordered */
{
static const struct shmrt_place shmrt_place_4 = { "loop.c", 20, "ordered", 0 };
shmrt_ordered_begin(&shmrt_place_4); 
#line 21 "loop.c"
                sum += k;
 shmrt_ordered_end(); }
#line 22 "loop.c"
            }
 }
 }
 } shmrt_loop_end(&shmrt_loop_3); }
#line 23 "loop.c"
/* #pragma shm reduce(sum) */
{ if (shmrt_send_begin(&shmrt_region_2, 5, 0)) { 
#line 24 "loop.c"
        seen += sum;
 }
else {
shmrt_send(&shmrt_region_2, &sum, sizeof sum);
shmrt_send_end(&shmrt_region_2);
}
}
#line 25 "loop.c"
    }
 shmrt_parallel_end(&shmrt_region_2);
}
else if (shmrt_event_2 == 8 + 5) {
__typeof__(sum) sum = *(__typeof__(sum) *)shmrt_receive(&shmrt_region_2, sizeof sum);
(void)sum;

#line 24 "loop.c"
        seen += sum;
 }
}
#line 26 "loop.c"
    return sum + seen + last;
}

/* The iteration is noted where an asm has an instruction. */
void barriers(int n)
{
/* #pragma shm for nowait */
{
static const struct shmrt_place shmrt_place_6 = { "loop.c", 32, "for", 0 };
typedef __typeof__(int  ) shmrt_type_0_6;
const shmrt_type_0_6 shmrt_lower_0_6 = (shmrt_type_0_6)(0);
const shmrt_type_0_6 shmrt_upper_0_6 = (shmrt_type_0_6)(n);
const shmrt_count shmrt_step_0_6 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_6 = shmrt_trip_lt(shmrt_lower_0_6 < shmrt_upper_0_6, (shmrt_count)shmrt_lower_0_6, (shmrt_count)shmrt_upper_0_6, shmrt_step_0_6, sizeof(shmrt_type_0_6));
const shmrt_count shmrt_total_6 = shmrt_trip_0_6;
struct shmrt_loop shmrt_loop_6;
shmrt_loop_init(&shmrt_loop_6, &shmrt_place_6, shmrt_total_6);
shmrt_loop_6.base = (long long)shmrt_lower_0_6;
shmrt_loop_6.step = (long long)shmrt_step_0_6;
shmrt_loop_start(&shmrt_loop_6);
shmrt_loop_6.nowait = 1;
while (shmrt_loop_next(&shmrt_loop_6)) { 
const shmrt_count shmrt_from_0_6 = shmrt_loop_6.first, shmrt_to_0_6 = shmrt_loop_6.last;
const shmrt_type_0_6 shmrt_low_0_6 = (shmrt_type_0_6)((shmrt_count)shmrt_lower_0_6 + shmrt_from_0_6 * shmrt_step_0_6);
const shmrt_type_0_6 shmrt_high_0_6 = (shmrt_type_0_6)((shmrt_count)shmrt_lower_0_6 + shmrt_to_0_6 * shmrt_step_0_6); 
#line 33 "loop.c"
    for (int i = shmrt_low_0_6; i < shmrt_high_0_6; i++)
        __asm__ volatile("" ::: "memory");
 } shmrt_loop_end(&shmrt_loop_6); }
#line 35 "loop.c"
/* #pragma shm for nowait */
{
static const struct shmrt_place shmrt_place_7 = { "loop.c", 35, "for", 0 };
typedef __typeof__(int  ) shmrt_type_0_7;
const shmrt_type_0_7 shmrt_lower_0_7 = (shmrt_type_0_7)(0);
const shmrt_type_0_7 shmrt_upper_0_7 = (shmrt_type_0_7)(n);
const shmrt_count shmrt_step_0_7 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_7 = shmrt_trip_lt(shmrt_lower_0_7 < shmrt_upper_0_7, (shmrt_count)shmrt_lower_0_7, (shmrt_count)shmrt_upper_0_7, shmrt_step_0_7, sizeof(shmrt_type_0_7));
const shmrt_count shmrt_total_7 = shmrt_trip_0_7;
struct shmrt_loop shmrt_loop_7;
shmrt_loop_init(&shmrt_loop_7, &shmrt_place_7, shmrt_total_7);
shmrt_loop_7.base = (long long)shmrt_lower_0_7;
shmrt_loop_7.step = (long long)shmrt_step_0_7;
shmrt_loop_start(&shmrt_loop_7);
shmrt_loop_7.nowait = 1;
while (shmrt_loop_next(&shmrt_loop_7)) { 
const shmrt_count shmrt_from_0_7 = shmrt_loop_7.first, shmrt_to_0_7 = shmrt_loop_7.last;
const shmrt_type_0_7 shmrt_low_0_7 = (shmrt_type_0_7)((shmrt_count)shmrt_lower_0_7 + shmrt_from_0_7 * shmrt_step_0_7);
const shmrt_type_0_7 shmrt_high_0_7 = (shmrt_type_0_7)((shmrt_count)shmrt_lower_0_7 + shmrt_to_0_7 * shmrt_step_0_7); 
#line 36 "loop.c"
    for (int i = shmrt_low_0_7; i < shmrt_high_0_7; i++)
{
shmrt_iteration(shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_7), sizeof(shmrt_type_0_7))); 
#line 37 "loop.c"
        __asm__ volatile("" "nop");
 }
 } shmrt_loop_end(&shmrt_loop_7); }
#line 38 "loop.c"
}
