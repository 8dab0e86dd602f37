/* Translated by shmcc.  The #pragma shm lines have become
 * comments, with calls of libshmrt behind them; all else is as
 * it was. */

/* ---- begin of what the translation needs ---- */
#ifndef _SHM
#define _SHM 202611
#endif
#include <shmrt.h>
/* ---- end of what the translation needs ---- */
#line 1 "nest.c"
/* SPDX-License-Identifier: MIT */
/* Nests whose bounds depend on outer variables, and simd. */
double work(int i, int j, int k);

void nests(int n, double *a, double *b)
{
    int i;
    double sum = 0, 
(*shmrt_last_5)   __attribute__((__cleanup__(shmrt_auto_free))) = shmrt_auto(sizeof *shmrt_last_5, shmrt_larger(__alignof__(*shmrt_last_5), __alignof__(shmrt_last_5)), 0), 
#line 8 "nest.c"
                    last = 0
, *shmrt_copy_5 __attribute__((__unused__)) = __builtin_memcpy((void *)shmrt_last_5, (const void *)&last, sizeof last)
#line 8 "nest.c"
                            ;
/* #pragma shm shared(last) */

/* #pragma shm parallel for simd collapse(2) schedule(dynamic, 100) */
{
static const struct shmrt_place shmrt_place_2 = { "nest.c", 11, "parallel for simd", 0 };
typedef __typeof__(int  ) shmrt_type_0_2;
const shmrt_type_0_2 shmrt_lower_0_2 = (shmrt_type_0_2)(0);
const shmrt_type_0_2 shmrt_upper_0_2 = (shmrt_type_0_2)(n);
const shmrt_count shmrt_step_0_2 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_2 = shmrt_trip_lt(shmrt_lower_0_2 < shmrt_upper_0_2, (shmrt_count)shmrt_lower_0_2, (shmrt_count)shmrt_upper_0_2, shmrt_step_0_2, sizeof(shmrt_type_0_2));
typedef __typeof__(int  ) shmrt_type_1_2;
const shmrt_count shmrt_step_1_2 = (shmrt_count)1LL;
shmrt_count shmrt_total_2 = 0;
for (shmrt_count shmrt_own_0_2 = 0; shmrt_own_0_2 < shmrt_trip_0_2; shmrt_own_0_2++) {
const shmrt_type_0_2 j = (shmrt_type_0_2)((shmrt_count)shmrt_lower_0_2 + shmrt_own_0_2 * shmrt_step_0_2);
(void)j;
const shmrt_type_1_2 shmrt_lower_1_2 = (shmrt_type_1_2)(0);
const shmrt_type_1_2 shmrt_upper_1_2 = (shmrt_type_1_2)(j);
const shmrt_count shmrt_trip_1_2 = shmrt_trip_lt(shmrt_lower_1_2 < shmrt_upper_1_2, (shmrt_count)shmrt_lower_1_2, (shmrt_count)shmrt_upper_1_2, shmrt_step_1_2, sizeof(shmrt_type_1_2));
shmrt_total_2 = shmrt_plus(shmrt_total_2, shmrt_trip_1_2);
}
struct shmrt_loop shmrt_loop_2;
shmrt_loop_init(&shmrt_loop_2, &shmrt_place_2, shmrt_total_2);
shmrt_loop_2.schedule = 2;
shmrt_loop_2.chunk = shmrt_chunk((100));
shmrt_loop_2.nonmonotonic = 1;
shmrt_loop_2.combined = 1;
struct shmrt_region shmrt_region_2;
shmrt_region_init(&shmrt_region_2, &shmrt_place_2);
shmrt_region_2.has_count = 1;
shmrt_region_2.count = shmrt_total_2;
shmrt_region_2.loop = &shmrt_loop_2;
int shmrt_event_2;
while ((shmrt_event_2 = shmrt_parallel(&shmrt_region_2)) != 0) if (shmrt_event_2 == 1) {
shmrt_loop_start(&shmrt_loop_2);
shmrt_count shmrt_at_2 = 0, shmrt_row_0_2 = 0;
while (shmrt_loop_next(&shmrt_loop_2)) { 
if (shmrt_loop_2.first < shmrt_at_2) shmrt_at_2 = shmrt_row_0_2 = 0;
const shmrt_count shmrt_from_0_2 = shmrt_row_0_2, shmrt_to_0_2 = shmrt_trip_0_2;
const shmrt_type_0_2 shmrt_low_0_2 = (shmrt_type_0_2)((shmrt_count)shmrt_lower_0_2 + shmrt_from_0_2 * shmrt_step_0_2);
const shmrt_type_0_2 shmrt_high_0_2 = (shmrt_type_0_2)((shmrt_count)shmrt_lower_0_2 + shmrt_to_0_2 * shmrt_step_0_2); 
#line 12 "nest.c"
    for (int j = shmrt_low_0_2; j < shmrt_high_0_2; j++)
{
const shmrt_count shmrt_own_0_2 = shmrt_low_bytes(((shmrt_count)j - (shmrt_count)shmrt_lower_0_2), sizeof(shmrt_type_0_2));
const shmrt_type_1_2 shmrt_lower_1_2 = (shmrt_type_1_2)(0);
const shmrt_type_1_2 shmrt_upper_1_2 = (shmrt_type_1_2)(j);
const shmrt_count shmrt_trip_1_2 = shmrt_trip_lt(shmrt_lower_1_2 < shmrt_upper_1_2, (shmrt_count)shmrt_lower_1_2, (shmrt_count)shmrt_upper_1_2, shmrt_step_1_2, sizeof(shmrt_type_1_2));
const shmrt_count shmrt_from_1_2 = shmrt_in_row(shmrt_loop_2.first, shmrt_at_2, shmrt_trip_1_2), shmrt_to_1_2 = shmrt_in_row(shmrt_loop_2.last, shmrt_at_2, shmrt_trip_1_2);
const shmrt_type_1_2 shmrt_low_1_2 = (shmrt_type_1_2)((shmrt_count)shmrt_lower_1_2 + shmrt_from_1_2 * shmrt_step_1_2);
const shmrt_type_1_2 shmrt_high_1_2 = (shmrt_type_1_2)((shmrt_count)shmrt_lower_1_2 + shmrt_to_1_2 * shmrt_step_1_2); 

#pragma GCC ivdep

#line 13 "nest.c"
        for (int k = shmrt_low_1_2; k < shmrt_high_1_2; k++)
            a[k] += b[j];
 if (shmrt_loop_2.last != shmrt_loop_2.count && shmrt_loop_2.last - shmrt_at_2 <= shmrt_trip_1_2) {
shmrt_row_0_2 = shmrt_own_0_2;
break;
}
shmrt_at_2 += shmrt_trip_1_2;
}
 } shmrt_loop_end(&shmrt_loop_2); shmrt_parallel_end(&shmrt_region_2); } }
#line 15 "nest.c"
/* #pragma shm parallel for collapse(3) reduction(+ : sum) */
{
static const struct shmrt_place shmrt_place_3 = { "nest.c", 15, "parallel for", 0 };
typedef __typeof__(i) shmrt_type_0_3;
const shmrt_type_0_3 shmrt_lower_0_3 = (shmrt_type_0_3)(0);
const shmrt_type_0_3 shmrt_upper_0_3 = (shmrt_type_0_3)(n);
const shmrt_count shmrt_step_0_3 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_3 = shmrt_trip_lt(shmrt_lower_0_3 < shmrt_upper_0_3, (shmrt_count)shmrt_lower_0_3, (shmrt_count)shmrt_upper_0_3, shmrt_step_0_3, sizeof(shmrt_type_0_3));
typedef __typeof__(long  ) shmrt_type_1_3;
const shmrt_count shmrt_step_1_3 = (shmrt_count)-3LL;
typedef __typeof__(int  ) shmrt_type_2_3;
const shmrt_type_2_3 shmrt_lower_2_3 = (shmrt_type_2_3)(0);
const shmrt_type_2_3 shmrt_upper_2_3 = (shmrt_type_2_3)(n);
const shmrt_count shmrt_step_2_3 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_2_3 = shmrt_trip_lt(shmrt_lower_2_3 < shmrt_upper_2_3, (shmrt_count)shmrt_lower_2_3, (shmrt_count)shmrt_upper_2_3, shmrt_step_2_3, sizeof(shmrt_type_2_3));
shmrt_count shmrt_total_3 = 0;
for (shmrt_count shmrt_own_0_3 = 0; shmrt_own_0_3 < shmrt_trip_0_3; shmrt_own_0_3++) {
const shmrt_type_0_3 i = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_own_0_3 * shmrt_step_0_3);
(void)i;
const shmrt_type_1_3 shmrt_lower_1_3 = (shmrt_type_1_3)(n);
const shmrt_type_1_3 shmrt_upper_1_3 = (shmrt_type_1_3)(2 * i);
const shmrt_count shmrt_trip_1_3 = shmrt_trip_ge(shmrt_lower_1_3 >= shmrt_upper_1_3, (shmrt_count)shmrt_lower_1_3, (shmrt_count)shmrt_upper_1_3, shmrt_step_1_3, sizeof(shmrt_type_1_3));
for (shmrt_count shmrt_own_1_3 = 0; shmrt_own_1_3 < shmrt_trip_1_3; shmrt_own_1_3++) {
const shmrt_type_1_3 j = (shmrt_type_1_3)((shmrt_count)shmrt_lower_1_3 + shmrt_own_1_3 * shmrt_step_1_3);
(void)j;
shmrt_total_3 = shmrt_plus(shmrt_total_3, shmrt_trip_2_3);
}
}
struct shmrt_loop shmrt_loop_3;
shmrt_loop_init(&shmrt_loop_3, &shmrt_place_3, shmrt_total_3);
shmrt_loop_3.combined = 1;
struct shmrt_region shmrt_region_3;
shmrt_region_init(&shmrt_region_3, &shmrt_place_3);
shmrt_region_3.has_count = 1;
shmrt_region_3.count = shmrt_total_3;
shmrt_region_3.loop = &shmrt_loop_3;
shmrt_reduction(&shmrt_region_3, 0, sizeof sum);
int shmrt_event_3;
while ((shmrt_event_3 = shmrt_parallel(&shmrt_region_3)) != 0) if (shmrt_event_3 == 1) {
if (shmrt_region_3.team) sum = 0;
{
__typeof__(sum) shmrt_give_0_3;
if (shmrt_resume(&shmrt_region_3, 0, &shmrt_give_0_3)) sum = shmrt_give_0_3;
}
shmrt_loop_start(&shmrt_loop_3);
shmrt_count shmrt_at_3 = 0, shmrt_row_0_3 = 0, shmrt_row_1_3 = 0;
while (shmrt_loop_next(&shmrt_loop_3)) { 
if (shmrt_loop_3.first < shmrt_at_3) shmrt_at_3 = shmrt_row_0_3 = shmrt_row_1_3 = 0;
int shmrt_again_3 = 1, shmrt_stop_3 = 0;
const shmrt_count shmrt_from_0_3 = shmrt_row_0_3, shmrt_to_0_3 = shmrt_trip_0_3;
const shmrt_type_0_3 shmrt_low_0_3 = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_from_0_3 * shmrt_step_0_3);
const shmrt_type_0_3 shmrt_high_0_3 = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_to_0_3 * shmrt_step_0_3); 
#line 16 "nest.c"
    for (i = shmrt_low_0_3; i < shmrt_high_0_3; i++)
{
const shmrt_count shmrt_own_0_3 = shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_3), sizeof(shmrt_type_0_3));
const shmrt_type_1_3 shmrt_lower_1_3 = (shmrt_type_1_3)(n);
const shmrt_type_1_3 shmrt_upper_1_3 = (shmrt_type_1_3)(2 * i);
const shmrt_count shmrt_trip_1_3 = shmrt_trip_ge(shmrt_lower_1_3 >= shmrt_upper_1_3, (shmrt_count)shmrt_lower_1_3, (shmrt_count)shmrt_upper_1_3, shmrt_step_1_3, sizeof(shmrt_type_1_3));
const shmrt_count shmrt_from_1_3 = !shmrt_again_3 ? 0 : shmrt_row_1_3, shmrt_to_1_3 = shmrt_trip_1_3;
const shmrt_type_1_3 shmrt_low_1_3 = (shmrt_type_1_3)((shmrt_count)shmrt_lower_1_3 + shmrt_from_1_3 * shmrt_step_1_3);
shmrt_count shmrt_left_1_3 = shmrt_to_1_3 - shmrt_from_1_3; 
#line 17 "nest.c"
        for (long j = shmrt_low_1_3; shmrt_left_1_3-- != 0; j -= 3)
{
const shmrt_count shmrt_own_1_3 = shmrt_low_bytes(0 - ((shmrt_count)j - (shmrt_count)shmrt_lower_1_3), sizeof(shmrt_type_1_3)) / shmrt_low_bytes(0 - shmrt_step_1_3, sizeof(shmrt_type_1_3));
shmrt_again_3 = 0;
const shmrt_count shmrt_from_2_3 = shmrt_in_row(shmrt_loop_3.first, shmrt_at_3, shmrt_trip_2_3), shmrt_to_2_3 = shmrt_in_row(shmrt_loop_3.last, shmrt_at_3, shmrt_trip_2_3);
const shmrt_type_2_3 shmrt_low_2_3 = (shmrt_type_2_3)((shmrt_count)shmrt_lower_2_3 + shmrt_from_2_3 * shmrt_step_2_3);
const shmrt_type_2_3 shmrt_high_2_3 = (shmrt_type_2_3)((shmrt_count)shmrt_lower_2_3 + shmrt_to_2_3 * shmrt_step_2_3); 
#line 18 "nest.c"
            for (int k = shmrt_low_2_3; k < shmrt_high_2_3; k++)
{
shmrt_iteration(shmrt_at_3 + shmrt_low_bytes(((shmrt_count)k - (shmrt_count)shmrt_lower_2_3), sizeof(shmrt_type_2_3))); 
#line 19 "nest.c"
                sum += work(i, (int)j, k);
 }
 if (shmrt_loop_3.last != shmrt_loop_3.count && shmrt_loop_3.last - shmrt_at_3 <= shmrt_trip_2_3) {
shmrt_row_0_3 = shmrt_own_0_3;
shmrt_row_1_3 = shmrt_own_1_3;
shmrt_stop_3 = 1;
break;
}
shmrt_at_3 += shmrt_trip_2_3;
}
 if (shmrt_stop_3) break; }
 if (shmrt_loop_3.commit) {
{
__typeof__(sum) shmrt_give_0_3 = sum;
shmrt_put(&shmrt_region_3, 0, &shmrt_give_0_3);
}
}
}
shmrt_loop_end(&shmrt_loop_3);
if (shmrt_region_3.team) {
{
__typeof__(sum) shmrt_give_0_3 = sum;
shmrt_put(&shmrt_region_3, 0, &shmrt_give_0_3);
}
}
shmrt_parallel_end(&shmrt_region_3);
}
else if (shmrt_event_3 == 2) {
{
int shmrt_w_0_3 = 0;
shmrt_size shmrt_j_0_3 = 0;
(void)shmrt_j_0_3;
for (const __typeof__(sum) *shmrt_part_0_3; (shmrt_part_0_3 = (const __typeof__(sum) *)shmrt_part(&shmrt_region_3, 0, shmrt_w_0_3)) != 0; shmrt_w_0_3++) {
sum = (__typeof__(sum))(sum + *shmrt_part_0_3);
}
}
}
}
#line 20 "nest.c"
/* #pragma shm simd lastprivate(last) */
{
__typeof__((*shmrt_last_5)) *shmrt_from_last_4 = &(*shmrt_last_5);
__typeof__(*shmrt_from_last_4) last;
__builtin_memcpy((void *)&last, (const void *)shmrt_from_last_4, sizeof last); 

#pragma GCC ivdep

#line 21 "nest.c"
    for (i = 0; i < n; i++)
        last = a[i] = 2 * b[i];
 __builtin_memcpy((void *)shmrt_from_last_4, (const void *)&last, sizeof last);
}
#line 23 "nest.c"
}
