/* Translated by shmcc.  The #pragma shm lines have become
 * comments, with calls of libshmrt behind them; all else is as
 * it was. */

/* ---- begin of what the translation needs ---- */
#ifndef _SHM
#define _SHM 202611
#endif
#include <shmrt.h>
/* ---- end of what the translation needs ---- */
#line 1 "reduce.c"
/* SPDX-License-Identifier: MIT */
/* A reduce block with labels. */
int next(int);

int sum(int n)
{
    int sum = 0;

/* #pragma shm parallel for */
{
static const struct shmrt_place shmrt_place_1 = { "reduce.c", 9, "parallel for", 0 };
typedef __typeof__(int  ) shmrt_type_0_1;
const shmrt_type_0_1 shmrt_lower_0_1 = (shmrt_type_0_1)(0);
const shmrt_type_0_1 shmrt_upper_0_1 = (shmrt_type_0_1)(n);
const shmrt_count shmrt_step_0_1 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_1 = shmrt_trip_lt(shmrt_lower_0_1 < shmrt_upper_0_1, (shmrt_count)shmrt_lower_0_1, (shmrt_count)shmrt_upper_0_1, shmrt_step_0_1, sizeof(shmrt_type_0_1));
const shmrt_count shmrt_total_1 = shmrt_trip_0_1;
struct shmrt_loop shmrt_loop_1;
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
shmrt_loop_1.combined = 1;
shmrt_loop_1.base = (long long)shmrt_lower_0_1;
shmrt_loop_1.step = (long long)shmrt_step_0_1;
struct shmrt_region shmrt_region_1;
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
shmrt_region_1.has_count = 1;
shmrt_region_1.count = shmrt_total_1;
shmrt_region_1.loop = &shmrt_loop_1;
int shmrt_event_1;
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
shmrt_loop_start(&shmrt_loop_1);
while (shmrt_loop_next(&shmrt_loop_1)) { 
const shmrt_count shmrt_from_0_1 = shmrt_loop_1.first, shmrt_to_0_1 = shmrt_loop_1.last;
const shmrt_type_0_1 shmrt_low_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_from_0_1 * shmrt_step_0_1);
const shmrt_type_0_1 shmrt_high_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_to_0_1 * shmrt_step_0_1); 
#line 10 "reduce.c"
    for (int i = shmrt_low_0_1; i < shmrt_high_0_1; i++) 
{
shmrt_iteration(shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_1), sizeof(shmrt_type_0_1))); 
#line 10 "reduce.c"
                                {
/* #pragma shm reduce(i) */
{
if (shmrt_send_begin(&shmrt_region_1, 2, 0)) {
__extension__({ __label__ again; 
#line 12 "reduce.c"
        {
        again:
            sum++;
            i = next(i);
            if (i)
                goto again;
        }
 }); } else { shmrt_send(&shmrt_region_1, &i, sizeof i); shmrt_send_end(&shmrt_region_1); } }
#line 19 "reduce.c"
    }
 }
 }
shmrt_loop_end(&shmrt_loop_1);
shmrt_parallel_end(&shmrt_region_1);
}
else if (shmrt_event_1 == 8 + 2) {
int i  = *(__typeof__(i) *)shmrt_receive(&shmrt_region_1, sizeof i);
(void)i;
__extension__({ __label__ again; 
#line 12 "reduce.c"
        {
        again:
            sum++;
            i = next(i);
            if (i)
                goto again;
        }
 });
}
}
#line 20 "reduce.c"
    return sum;
}
