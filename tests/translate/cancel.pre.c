# 1 "cancel.c" 2
# 1 "cancel.c"


void work(int);

void
leave(int n)
{
    int total = 0;

/* #pragma shm parallel for */
    
# 10 "cancel.c" 3
{
# 10 "cancel.c" 3
static const struct shmrt_place shmrt_place_1 = { "cancel.c", 10, "parallel for", 0 };
# 10 "cancel.c" 3
typedef __typeof__(int  ) shmrt_type_0_1;
# 10 "cancel.c" 3
const shmrt_type_0_1 shmrt_lower_0_1 = (shmrt_type_0_1)(0);
# 10 "cancel.c" 3
const shmrt_type_0_1 shmrt_upper_0_1 = (shmrt_type_0_1)(n);
# 10 "cancel.c" 3
const shmrt_count shmrt_step_0_1 = (shmrt_count)1LL;
# 10 "cancel.c" 3
const shmrt_count shmrt_trip_0_1 = shmrt_trip_lt(shmrt_lower_0_1 < shmrt_upper_0_1, (shmrt_count)shmrt_lower_0_1, (shmrt_count)shmrt_upper_0_1, shmrt_step_0_1, sizeof(shmrt_type_0_1));
# 10 "cancel.c" 3
const shmrt_count shmrt_total_1 = shmrt_trip_0_1;
# 10 "cancel.c" 3
struct shmrt_loop shmrt_loop_1;
# 10 "cancel.c" 3
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
# 10 "cancel.c" 3
shmrt_loop_1.cancellable = 1;
# 10 "cancel.c" 3
shmrt_loop_1.combined = 1;
# 10 "cancel.c" 3
shmrt_loop_1.base = (long long)shmrt_lower_0_1;
# 10 "cancel.c" 3
shmrt_loop_1.step = (long long)shmrt_step_0_1;
# 10 "cancel.c" 3
struct shmrt_region shmrt_region_1;
# 10 "cancel.c" 3
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
# 10 "cancel.c" 3
shmrt_region_1.has_count = 1;
# 10 "cancel.c" 3
shmrt_region_1.count = shmrt_total_1;
# 10 "cancel.c" 3
shmrt_region_1.loop = &shmrt_loop_1;
# 10 "cancel.c" 3
int shmrt_event_1;
# 10 "cancel.c" 3
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
# 10 "cancel.c" 3
shmrt_loop_start(&shmrt_loop_1);
# 10 "cancel.c" 3
while (shmrt_loop_next(&shmrt_loop_1)) {  const shmrt_count shmrt_from_0_1 = shmrt_loop_1.first, shmrt_to_0_1 = shmrt_loop_1.last;
# 10 "cancel.c" 3
const shmrt_type_0_1 shmrt_low_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_from_0_1 * shmrt_step_0_1);
# 10 "cancel.c" 3
const shmrt_type_0_1 shmrt_high_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_to_0_1 * shmrt_step_0_1); 
# 11 "cancel.c"
    for (int i = shmrt_low_0_1; i < shmrt_high_0_1; i++) 
# 11 "cancel.c" 3
{
# 11 "cancel.c" 3
shmrt_iteration(shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_1), sizeof(shmrt_type_0_1))); 
# 11 "cancel.c"
                                {
/* #pragma shm cancel for if (i > 3) */
# 12 "cancel.c" 3
if (shmrt_cancel(2, (i > 3) != 0)) goto shmrt_cancelled_1;
# 13 "cancel.c"
        work(i);
    }
# 14 "cancel.c" 3
 }  shmrt_cancelled_1: ;
# 14 "cancel.c" 3
}
# 14 "cancel.c" 3
shmrt_loop_end(&shmrt_loop_1);
# 14 "cancel.c" 3
shmrt_parallel_end(&shmrt_region_1);
# 14 "cancel.c" 3
}
# 14 "cancel.c" 3
}
# 15 "cancel.c"
/* #pragma shm parallel */
    
# 15 "cancel.c" 3
{
# 15 "cancel.c" 3
static const struct shmrt_place shmrt_place_3 = { "cancel.c", 15, "parallel", 0 };
# 15 "cancel.c" 3
struct shmrt_region shmrt_region_3;
# 15 "cancel.c" 3
shmrt_region_init(&shmrt_region_3, &shmrt_place_3);
# 15 "cancel.c" 3
int shmrt_event_3;
# 15 "cancel.c" 3
while ((shmrt_event_3 = shmrt_parallel(&shmrt_region_3)) != 0) if (shmrt_event_3 == 1) { 
# 16 "cancel.c"
    {
/* #pragma shm cancellation point parallel */
# 17 "cancel.c" 3
if (shmrt_cancellation_point(1)) goto shmrt_cancelled_3;
# 18 "cancel.c"
/* #pragma shm reduce(n) */
        
# 18 "cancel.c" 3
{ if (shmrt_send_begin(&shmrt_region_3, 5, 0)) { 
# 19 "cancel.c"
        {
/* #pragma shm parallel */
            
# 20 "cancel.c" 3
(void)__extension__ ({ __label__ shmrt_cancelled_6;  {
# 20 "cancel.c" 3
static const struct shmrt_place shmrt_place_6 = { "cancel.c", 20, "parallel", 0 };
# 20 "cancel.c" 3
struct shmrt_region shmrt_region_6;
# 20 "cancel.c" 3
shmrt_region_init(&shmrt_region_6, &shmrt_place_6);
# 20 "cancel.c" 3
int shmrt_event_6;
# 20 "cancel.c" 3
while ((shmrt_event_6 = shmrt_parallel(&shmrt_region_6)) != 0) if (shmrt_event_6 == 1) { 
# 21 "cancel.c"
            {
/* #pragma shm cancel parallel */
# 22 "cancel.c" 3
if (shmrt_cancel(1, 1 != 0)) goto shmrt_cancelled_6;
# 23 "cancel.c"
            }
# 23 "cancel.c" 3
 shmrt_cancelled_6: ; shmrt_parallel_end(&shmrt_region_6); } }  });
# 24 "cancel.c"
            total += n;
        }
# 25 "cancel.c" 3
 }
# 25 "cancel.c" 3
else {
# 25 "cancel.c" 3
shmrt_send(&shmrt_region_3, &n, sizeof n);
# 25 "cancel.c" 3
shmrt_send_end(&shmrt_region_3);
# 25 "cancel.c" 3
}
# 25 "cancel.c" 3
}
# 26 "cancel.c"
    }
# 26 "cancel.c" 3
 shmrt_cancelled_3: ;
# 26 "cancel.c" 3
shmrt_parallel_end(&shmrt_region_3);
# 26 "cancel.c" 3
}
# 26 "cancel.c" 3
else if (shmrt_event_3 == 8 + 5) {
# 26 "cancel.c" 3
__typeof__(n) n = *(__typeof__(n) *)shmrt_receive(&shmrt_region_3, sizeof n);
# 26 "cancel.c" 3
(void)n;
# 26 "cancel.c" 3

# 19 "cancel.c"
        {
/* #pragma shm parallel */
            
# 20 "cancel.c" 3
(void)__extension__ ({ __label__ shmrt_cancelled_6;  {
# 20 "cancel.c" 3
static const struct shmrt_place shmrt_place_6 = { "cancel.c", 20, "parallel", 0 };
# 20 "cancel.c" 3
struct shmrt_region shmrt_region_6;
# 20 "cancel.c" 3
shmrt_region_init(&shmrt_region_6, &shmrt_place_6);
# 20 "cancel.c" 3
int shmrt_event_6;
# 20 "cancel.c" 3
while ((shmrt_event_6 = shmrt_parallel(&shmrt_region_6)) != 0) if (shmrt_event_6 == 1) { 
# 21 "cancel.c"
            {
/* #pragma shm cancel parallel */
# 22 "cancel.c" 3
if (shmrt_cancel(1, 1 != 0)) goto shmrt_cancelled_6;
# 23 "cancel.c"
            }
# 23 "cancel.c" 3
 shmrt_cancelled_6: ; shmrt_parallel_end(&shmrt_region_6); } }  });
# 24 "cancel.c"
            total += n;
        }
# 26 "cancel.c" 3
 }
# 26 "cancel.c" 3
}
# 27 "cancel.c"
    work(total);
}

void
begin(int n)
{
    int 
# 33 "cancel.c" 3
(*shmrt_x_13)   __attribute__((__cleanup__(shmrt_auto_free))) = shmrt_auto(sizeof *shmrt_x_13, shmrt_larger(__alignof__(*shmrt_x_13), __alignof__(shmrt_x_13)), 0), 
# 33 "cancel.c"
        x = n
# 33 "cancel.c" 3
, *shmrt_copy_13 __attribute__((__unused__)) = __builtin_memcpy((void *)shmrt_x_13, (const void *)&x, sizeof x)
# 33 "cancel.c"
             ;
/* #pragma shm shared(x) */

/* #pragma shm task firstprivate(x) if (n > 3) label("one") */
    
# 36 "cancel.c" 3
{
# 36 "cancel.c" 3
static const struct shmrt_place shmrt_place_9 = { "cancel.c", 36, "task", "one" };
# 36 "cancel.c" 3
const int shmrt_if_9 = (n > 3) != 0;
# 36 "cancel.c" 3
__typeof__((*shmrt_x_13)) *shmrt_from_x_9 = &(*shmrt_x_13);
# 36 "cancel.c" 3
__typeof__(*shmrt_from_x_9) x;
# 36 "cancel.c" 3
__builtin_memcpy((void *)&x, (const void *)shmrt_from_x_9, sizeof x);
# 36 "cancel.c" 3
if (shmrt_task(&shmrt_place_9, shmrt_if_9)) { 
# 37 "cancel.c"
    work(x);
# 37 "cancel.c" 3
 shmrt_task_end(); } }
# 38 "cancel.c"
/* #pragma shm taskgroup */
    
# 38 "cancel.c" 3
{ shmrt_taskgroup_begin(); 
# 39 "cancel.c"
    {
/* #pragma shm task */
        
# 40 "cancel.c" 3
{
# 40 "cancel.c" 3
static const struct shmrt_place shmrt_place_11 = { "cancel.c", 40, "task", 0 };
# 40 "cancel.c" 3
const int shmrt_if_11 = 1 != 0;
# 40 "cancel.c" 3
if (shmrt_task(&shmrt_place_11, shmrt_if_11)) { 
# 41 "cancel.c"
        (*shmrt_x_13) = 3;
# 41 "cancel.c" 3
 shmrt_task_end(); } }
# 42 "cancel.c"
    }
# 42 "cancel.c" 3
 shmrt_taskgroup_end(); }
# 43 "cancel.c"
/* #pragma shm taskwait */
# 43 "cancel.c" 3
shmrt_taskwait();
# 44 "cancel.c"
}
