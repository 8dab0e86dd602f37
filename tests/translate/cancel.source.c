/* Translated by shmcc.  The #pragma shm lines have become
 * comments, with calls of libshmrt behind them; all else is as
 * it was. */

/* ---- begin of what the translation needs ---- */
#ifndef _SHM
#define _SHM 202611
#endif
#include <shmrt.h>
/* ---- end of what the translation needs ---- */
#line 1 "cancel.c"
// cancel, cancellation point and task: the jumps and their labels, in a loop, a
// region and a region in a reduce block; the copies in front of a task.
void work(int);

void
leave(int n)
{
    int total = 0;

    /* #pragma shm parallel for */
{
static const struct shmrt_place shmrt_place_1 = { "cancel.c", 10, "parallel for", 0 };
typedef __typeof__(int  ) shmrt_type_0_1;
const shmrt_type_0_1 shmrt_lower_0_1 = (shmrt_type_0_1)(0);
const shmrt_type_0_1 shmrt_upper_0_1 = (shmrt_type_0_1)(n);
const shmrt_count shmrt_step_0_1 = (shmrt_count)1LL;
const shmrt_count shmrt_trip_0_1 = shmrt_trip_lt(shmrt_lower_0_1 < shmrt_upper_0_1, (shmrt_count)shmrt_lower_0_1, (shmrt_count)shmrt_upper_0_1, shmrt_step_0_1, sizeof(shmrt_type_0_1));
const shmrt_count shmrt_total_1 = shmrt_trip_0_1;
struct shmrt_loop shmrt_loop_1;
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
shmrt_loop_1.cancellable = 1;
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
#line 11 "cancel.c"
    for (int i = shmrt_low_0_1; i < shmrt_high_0_1; i++) 
{
shmrt_iteration(shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_1), sizeof(shmrt_type_0_1))); 
#line 11 "cancel.c"
                                {
        /* #pragma shm cancel for if (i > 3) */
if (shmrt_cancel(2, (i > 3) != 0)) goto shmrt_cancelled_1;
#line 13 "cancel.c"
        work(i);
    }
 }
 shmrt_cancelled_1: ;
}
shmrt_loop_end(&shmrt_loop_1);
shmrt_parallel_end(&shmrt_region_1);
}
}
#line 15 "cancel.c"
    /* #pragma shm parallel */
{
static const struct shmrt_place shmrt_place_3 = { "cancel.c", 15, "parallel", 0 };
struct shmrt_region shmrt_region_3;
shmrt_region_init(&shmrt_region_3, &shmrt_place_3);
int shmrt_event_3;
while ((shmrt_event_3 = shmrt_parallel(&shmrt_region_3)) != 0) if (shmrt_event_3 == 1) { 
#line 16 "cancel.c"
    {
        /* #pragma shm cancellation point parallel */
if (shmrt_cancellation_point(1)) goto shmrt_cancelled_3;
#line 18 "cancel.c"
        /* #pragma shm reduce(n) */
{ if (shmrt_send_begin(&shmrt_region_3, 5, 0)) { 
#line 19 "cancel.c"
        {
            /* #pragma shm parallel */
(void)__extension__ ({ __label__ shmrt_cancelled_6; 
{
static const struct shmrt_place shmrt_place_6 = { "cancel.c", 20, "parallel", 0 };
struct shmrt_region shmrt_region_6;
shmrt_region_init(&shmrt_region_6, &shmrt_place_6);
int shmrt_event_6;
while ((shmrt_event_6 = shmrt_parallel(&shmrt_region_6)) != 0) if (shmrt_event_6 == 1) { 
#line 21 "cancel.c"
            {
                /* #pragma shm cancel parallel */
if (shmrt_cancel(1, 1 != 0)) goto shmrt_cancelled_6;
#line 23 "cancel.c"
            }
 shmrt_cancelled_6: ; shmrt_parallel_end(&shmrt_region_6); } }
 });
#line 24 "cancel.c"
            total += n;
        }
 }
else {
shmrt_send(&shmrt_region_3, &n, sizeof n);
shmrt_send_end(&shmrt_region_3);
}
}
#line 26 "cancel.c"
    }
 shmrt_cancelled_3: ;
shmrt_parallel_end(&shmrt_region_3);
}
else if (shmrt_event_3 == 8 + 5) {
__typeof__(n) n = *(__typeof__(n) *)shmrt_receive(&shmrt_region_3, sizeof n);
(void)n;

#line 19 "cancel.c"
        {
/* #pragma shm parallel */
            
(void)__extension__ ({ __label__ shmrt_cancelled_6; 
{
static const struct shmrt_place shmrt_place_6 = { "cancel.c", 20, "parallel", 0 };
struct shmrt_region shmrt_region_6;
shmrt_region_init(&shmrt_region_6, &shmrt_place_6);
int shmrt_event_6;
while ((shmrt_event_6 = shmrt_parallel(&shmrt_region_6)) != 0) if (shmrt_event_6 == 1) { 
#line 21 "cancel.c"
            {
/* #pragma shm cancel parallel */
if (shmrt_cancel(1, 1 != 0)) goto shmrt_cancelled_6;
#line 23 "cancel.c"
            }
 shmrt_cancelled_6: ; shmrt_parallel_end(&shmrt_region_6); } }
 });
#line 24 "cancel.c"
            total += n;
        }
 }
}
#line 27 "cancel.c"
    work(total);
}

void
begin(int n)
{
    int 
(*shmrt_x_13)   __attribute__((__cleanup__(shmrt_auto_free))) = shmrt_auto(sizeof *shmrt_x_13, shmrt_larger(__alignof__(*shmrt_x_13), __alignof__(shmrt_x_13)), 0), 
#line 33 "cancel.c"
        x = n
, *shmrt_copy_13 __attribute__((__unused__)) = __builtin_memcpy((void *)shmrt_x_13, (const void *)&x, sizeof x)
#line 33 "cancel.c"
             ;
    /* #pragma shm shared(x) */

    /* #pragma shm task firstprivate(x) if (n > 3) label("one") */
{
static const struct shmrt_place shmrt_place_9 = { "cancel.c", 36, "task", "one" };
const int shmrt_if_9 = (n > 3) != 0;
__typeof__((*shmrt_x_13)) *shmrt_from_x_9 = &(*shmrt_x_13);
__typeof__(*shmrt_from_x_9) x;
__builtin_memcpy((void *)&x, (const void *)shmrt_from_x_9, sizeof x);
if (shmrt_task(&shmrt_place_9, shmrt_if_9)) { 
#line 37 "cancel.c"
    work(x);
 shmrt_task_end(); } }
#line 38 "cancel.c"
    /* #pragma shm taskgroup */
{ shmrt_taskgroup_begin(); 
#line 39 "cancel.c"
    {
        /* #pragma shm task */
{
static const struct shmrt_place shmrt_place_11 = { "cancel.c", 40, "task", 0 };
const int shmrt_if_11 = 1 != 0;
if (shmrt_task(&shmrt_place_11, shmrt_if_11)) { 
#line 41 "cancel.c"
        (*shmrt_x_13) = 3;
 shmrt_task_end(); } }
#line 42 "cancel.c"
    }
 shmrt_taskgroup_end(); }
#line 43 "cancel.c"
    /* #pragma shm taskwait */
shmrt_taskwait();
#line 44 "cancel.c"
}
