# 1 "loop.c" 2
# 1 "loop.c"



double loop(int n, const double *a)
{
    double sum = 0, seen = 0;
    int last = 0;

/* #pragma shm parallel for schedule(dynamic, 4) reduction(+: sum) lastprivate(last) */

    
# 9 "loop.c" 3
{
# 9 "loop.c" 3
static const struct shmrt_place shmrt_place_1 = { "loop.c", 9, "parallel for", 0 };
# 9 "loop.c" 3
typedef __typeof__(int  ) shmrt_type_0_1;
# 9 "loop.c" 3
const shmrt_type_0_1 shmrt_lower_0_1 = (shmrt_type_0_1)(0);
# 9 "loop.c" 3
const shmrt_type_0_1 shmrt_upper_0_1 = (shmrt_type_0_1)(n);
# 9 "loop.c" 3
const shmrt_count shmrt_step_0_1 = (shmrt_count)1LL;
# 9 "loop.c" 3
const shmrt_count shmrt_trip_0_1 = shmrt_trip_lt(shmrt_lower_0_1 < shmrt_upper_0_1, (shmrt_count)shmrt_lower_0_1, (shmrt_count)shmrt_upper_0_1, shmrt_step_0_1, sizeof(shmrt_type_0_1));
# 9 "loop.c" 3
const shmrt_count shmrt_total_1 = shmrt_trip_0_1;
# 9 "loop.c" 3
struct shmrt_loop shmrt_loop_1;
# 9 "loop.c" 3
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
# 9 "loop.c" 3
shmrt_loop_1.schedule = 2;
# 9 "loop.c" 3
shmrt_loop_1.chunk = shmrt_chunk((4));
# 9 "loop.c" 3
shmrt_loop_1.nonmonotonic = 1;
# 9 "loop.c" 3
shmrt_loop_1.combined = 1;
# 9 "loop.c" 3
shmrt_loop_1.base = (long long)shmrt_lower_0_1;
# 9 "loop.c" 3
shmrt_loop_1.step = (long long)shmrt_step_0_1;
# 9 "loop.c" 3
struct shmrt_region shmrt_region_1;
# 9 "loop.c" 3
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
# 9 "loop.c" 3
shmrt_region_1.has_count = 1;
# 9 "loop.c" 3
shmrt_region_1.count = shmrt_total_1;
# 9 "loop.c" 3
shmrt_region_1.loop = &shmrt_loop_1;
# 9 "loop.c" 3
shmrt_reduction(&shmrt_region_1, 0, sizeof sum);
# 9 "loop.c" 3
int shmrt_event_1;
# 9 "loop.c" 3
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
# 9 "loop.c" 3
if (shmrt_region_1.team) sum = 0;
# 9 "loop.c" 3
{
# 9 "loop.c" 3
__typeof__(sum) shmrt_give_0_1;
# 9 "loop.c" 3
if (shmrt_resume(&shmrt_region_1, 0, &shmrt_give_0_1)) sum = shmrt_give_0_1;
# 9 "loop.c" 3
}
# 9 "loop.c" 3
shmrt_loop_start(&shmrt_loop_1);
# 9 "loop.c" 3
while (shmrt_loop_next(&shmrt_loop_1)) {  const shmrt_count shmrt_from_0_1 = shmrt_loop_1.first, shmrt_to_0_1 = shmrt_loop_1.last;
# 9 "loop.c" 3
const shmrt_type_0_1 shmrt_low_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_from_0_1 * shmrt_step_0_1);
# 9 "loop.c" 3
const shmrt_type_0_1 shmrt_high_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_to_0_1 * shmrt_step_0_1);
# 9 "loop.c" 3
shmrt_ahead((shmrt_size)&(a)[shmrt_low_0_1], shmrt_to_0_1 - shmrt_from_0_1, sizeof (a)[0]); 
# 11 "loop.c"
    for (int i = shmrt_low_0_1; i < shmrt_high_0_1; i++) {
        sum += a[i];
        last = i;
    }
# 14 "loop.c" 3
 if (shmrt_loop_1.last == shmrt_loop_1.count) shmrt_export(&last, sizeof last);
# 14 "loop.c" 3
if (shmrt_loop_1.commit) {
# 14 "loop.c" 3
{
# 14 "loop.c" 3
__typeof__(sum) shmrt_give_0_1 = sum;
# 14 "loop.c" 3
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
# 14 "loop.c" 3
}
# 14 "loop.c" 3
}
# 14 "loop.c" 3
}
# 14 "loop.c" 3
shmrt_loop_end(&shmrt_loop_1);
# 14 "loop.c" 3
if (shmrt_region_1.team) {
# 14 "loop.c" 3
{
# 14 "loop.c" 3
__typeof__(sum) shmrt_give_0_1 = sum;
# 14 "loop.c" 3
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
# 14 "loop.c" 3
}
# 14 "loop.c" 3
}
# 14 "loop.c" 3
shmrt_parallel_end(&shmrt_region_1);
# 14 "loop.c" 3
}
# 14 "loop.c" 3
else if (shmrt_event_1 == 2) {
# 14 "loop.c" 3
{
# 14 "loop.c" 3
int shmrt_w_0_1 = 0;
# 14 "loop.c" 3
shmrt_size shmrt_j_0_1 = 0;
# 14 "loop.c" 3
(void)shmrt_j_0_1;
# 14 "loop.c" 3
for (const __typeof__(sum) *shmrt_part_0_1; (shmrt_part_0_1 = (const __typeof__(sum) *)shmrt_part(&shmrt_region_1, 0, shmrt_w_0_1)) != 0; shmrt_w_0_1++) {
# 14 "loop.c" 3
sum = (__typeof__(sum))(sum + *shmrt_part_0_1);
# 14 "loop.c" 3
}
# 14 "loop.c" 3
}
# 14 "loop.c" 3
}
# 14 "loop.c" 3
}
# 15 "loop.c"
/* #pragma shm parallel */
    
# 15 "loop.c" 3
{
# 15 "loop.c" 3
static const struct shmrt_place shmrt_place_2 = { "loop.c", 15, "parallel", 0 };
# 15 "loop.c" 3
struct shmrt_region shmrt_region_2;
# 15 "loop.c" 3
shmrt_region_init(&shmrt_region_2, &shmrt_place_2);
# 15 "loop.c" 3
int shmrt_event_2;
# 15 "loop.c" 3
while ((shmrt_event_2 = shmrt_parallel(&shmrt_region_2)) != 0) if (shmrt_event_2 == 1) { 
# 16 "loop.c"
    {
/* #pragma shm for collapse(2) ordered */
        
# 17 "loop.c" 3
{
# 17 "loop.c" 3
static const struct shmrt_place shmrt_place_3 = { "loop.c", 17, "for", 0 };
# 17 "loop.c" 3
typedef __typeof__(int  ) shmrt_type_0_3;
# 17 "loop.c" 3
const shmrt_type_0_3 shmrt_lower_0_3 = (shmrt_type_0_3)(0);
# 17 "loop.c" 3
const shmrt_type_0_3 shmrt_upper_0_3 = (shmrt_type_0_3)(n);
# 17 "loop.c" 3
const shmrt_count shmrt_step_0_3 = (shmrt_count)1LL;
# 17 "loop.c" 3
const shmrt_count shmrt_trip_0_3 = shmrt_trip_lt(shmrt_lower_0_3 < shmrt_upper_0_3, (shmrt_count)shmrt_lower_0_3, (shmrt_count)shmrt_upper_0_3, shmrt_step_0_3, sizeof(shmrt_type_0_3));
# 17 "loop.c" 3
typedef __typeof__(unsigned char  ) shmrt_type_1_3;
# 17 "loop.c" 3
const shmrt_type_1_3 shmrt_lower_1_3 = (shmrt_type_1_3)(9);
# 17 "loop.c" 3
const shmrt_type_1_3 shmrt_upper_1_3 = (shmrt_type_1_3)(1);
# 17 "loop.c" 3
const shmrt_count shmrt_step_1_3 = (shmrt_count)-2LL;
# 17 "loop.c" 3
const shmrt_count shmrt_trip_1_3 = shmrt_trip_gt(shmrt_lower_1_3 > shmrt_upper_1_3, (shmrt_count)shmrt_lower_1_3, (shmrt_count)shmrt_upper_1_3, shmrt_step_1_3, sizeof(shmrt_type_1_3));
# 17 "loop.c" 3
const shmrt_count shmrt_total_3 = shmrt_times(shmrt_trip_0_3, shmrt_trip_1_3);
# 17 "loop.c" 3
struct shmrt_loop shmrt_loop_3;
# 17 "loop.c" 3
shmrt_loop_init(&shmrt_loop_3, &shmrt_place_3, shmrt_total_3);
# 17 "loop.c" 3
shmrt_loop_3.ordered = 1;
# 17 "loop.c" 3
shmrt_loop_start(&shmrt_loop_3);
# 17 "loop.c" 3
while (shmrt_loop_next(&shmrt_loop_3)) {  shmrt_count shmrt_from_0_3 = shmrt_loop_3.first / (1 * shmrt_trip_1_3) % shmrt_trip_0_3, shmrt_to_0_3 = (shmrt_loop_3.last - 1) / (1 * shmrt_trip_1_3) % shmrt_trip_0_3 + 1;
# 17 "loop.c" 3
const int shmrt_begins_0_3 = 1, shmrt_ends_0_3 = 1;
# 17 "loop.c" 3
const shmrt_type_0_3 shmrt_low_0_3 = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_from_0_3 * shmrt_step_0_3);
# 17 "loop.c" 3
const shmrt_type_0_3 shmrt_high_0_3 = (shmrt_type_0_3)((shmrt_count)shmrt_lower_0_3 + shmrt_to_0_3 * shmrt_step_0_3); 
# 18 "loop.c"
        for (int i = shmrt_low_0_3; i < shmrt_high_0_3; i++)
            
# 19 "loop.c" 3
{
# 19 "loop.c" 3
const shmrt_count shmrt_own_0_3 = shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_3), sizeof(shmrt_type_0_3));
# 19 "loop.c" 3
shmrt_count shmrt_from_1_3 = shmrt_loop_3.first / (1) % shmrt_trip_1_3, shmrt_to_1_3 = (shmrt_loop_3.last - 1) / (1) % shmrt_trip_1_3 + 1;
# 19 "loop.c" 3
const int shmrt_begins_1_3 = shmrt_begins_0_3 && shmrt_own_0_3 == shmrt_from_0_3, shmrt_ends_1_3 = shmrt_ends_0_3 && shmrt_own_0_3 + 1 == shmrt_to_0_3;
# 19 "loop.c" 3
if (!shmrt_begins_1_3) shmrt_from_1_3 = 0;
# 19 "loop.c" 3
if (!shmrt_ends_1_3) shmrt_to_1_3 = shmrt_trip_1_3;
# 19 "loop.c" 3
const shmrt_type_1_3 shmrt_low_1_3 = (shmrt_type_1_3)((shmrt_count)shmrt_lower_1_3 + shmrt_from_1_3 * shmrt_step_1_3);
# 19 "loop.c" 3
shmrt_count shmrt_left_1_3 = shmrt_to_1_3 - shmrt_from_1_3; 
# 19 "loop.c"
            for (unsigned char k = shmrt_low_1_3; shmrt_left_1_3-- != 0; k -= 2) 
# 19 "loop.c" 3
{
# 19 "loop.c" 3
shmrt_iteration((shmrt_own_0_3) * shmrt_trip_1_3 + shmrt_low_bytes(0 - ((shmrt_count)k - (shmrt_count)shmrt_lower_1_3), sizeof(shmrt_type_1_3)) / shmrt_low_bytes(0 - shmrt_step_1_3, sizeof(shmrt_type_1_3))); 
# 19 "loop.c"
                                                     {
/* #pragma shm ordered */
                
# 20 "loop.c" 3
{
# 20 "loop.c" 3
static const struct shmrt_place shmrt_place_4 = { "loop.c", 20, "ordered", 0 };
# 20 "loop.c" 3
shmrt_ordered_begin(&shmrt_place_4); 
# 21 "loop.c"
                sum += k;
# 21 "loop.c" 3
 shmrt_ordered_end(); }
# 22 "loop.c"
            }
# 22 "loop.c" 3
 }  }  } shmrt_loop_end(&shmrt_loop_3); }
# 23 "loop.c"
/* #pragma shm reduce(sum) */
        
# 23 "loop.c" 3
{ if (shmrt_send_begin(&shmrt_region_2, 5, 0)) { 
# 24 "loop.c"
        seen += sum;
# 24 "loop.c" 3
 }
# 24 "loop.c" 3
else {
# 24 "loop.c" 3
shmrt_send(&shmrt_region_2, &sum, sizeof sum);
# 24 "loop.c" 3
shmrt_send_end(&shmrt_region_2);
# 24 "loop.c" 3
}
# 24 "loop.c" 3
}
# 25 "loop.c"
    }
# 25 "loop.c" 3
 shmrt_parallel_end(&shmrt_region_2);
# 25 "loop.c" 3
}
# 25 "loop.c" 3
else if (shmrt_event_2 == 8 + 5) {
# 25 "loop.c" 3
__typeof__(sum) sum = *(__typeof__(sum) *)shmrt_receive(&shmrt_region_2, sizeof sum);
# 25 "loop.c" 3
(void)sum;
# 25 "loop.c" 3

# 24 "loop.c"
        seen += sum;
# 25 "loop.c" 3
 }
# 25 "loop.c" 3
}
# 26 "loop.c"
    return sum + seen + last;
}


void barriers(int n)
{
/* #pragma shm for nowait */
    
# 32 "loop.c" 3
{
# 32 "loop.c" 3
static const struct shmrt_place shmrt_place_6 = { "loop.c", 32, "for", 0 };
# 32 "loop.c" 3
typedef __typeof__(int  ) shmrt_type_0_6;
# 32 "loop.c" 3
const shmrt_type_0_6 shmrt_lower_0_6 = (shmrt_type_0_6)(0);
# 32 "loop.c" 3
const shmrt_type_0_6 shmrt_upper_0_6 = (shmrt_type_0_6)(n);
# 32 "loop.c" 3
const shmrt_count shmrt_step_0_6 = (shmrt_count)1LL;
# 32 "loop.c" 3
const shmrt_count shmrt_trip_0_6 = shmrt_trip_lt(shmrt_lower_0_6 < shmrt_upper_0_6, (shmrt_count)shmrt_lower_0_6, (shmrt_count)shmrt_upper_0_6, shmrt_step_0_6, sizeof(shmrt_type_0_6));
# 32 "loop.c" 3
const shmrt_count shmrt_total_6 = shmrt_trip_0_6;
# 32 "loop.c" 3
struct shmrt_loop shmrt_loop_6;
# 32 "loop.c" 3
shmrt_loop_init(&shmrt_loop_6, &shmrt_place_6, shmrt_total_6);
# 32 "loop.c" 3
shmrt_loop_6.base = (long long)shmrt_lower_0_6;
# 32 "loop.c" 3
shmrt_loop_6.step = (long long)shmrt_step_0_6;
# 32 "loop.c" 3
shmrt_loop_start(&shmrt_loop_6);
# 32 "loop.c" 3
shmrt_loop_6.nowait = 1;
# 32 "loop.c" 3
while (shmrt_loop_next(&shmrt_loop_6)) {  const shmrt_count shmrt_from_0_6 = shmrt_loop_6.first, shmrt_to_0_6 = shmrt_loop_6.last;
# 32 "loop.c" 3
const shmrt_type_0_6 shmrt_low_0_6 = (shmrt_type_0_6)((shmrt_count)shmrt_lower_0_6 + shmrt_from_0_6 * shmrt_step_0_6);
# 32 "loop.c" 3
const shmrt_type_0_6 shmrt_high_0_6 = (shmrt_type_0_6)((shmrt_count)shmrt_lower_0_6 + shmrt_to_0_6 * shmrt_step_0_6); 
# 33 "loop.c"
    for (int i = shmrt_low_0_6; i < shmrt_high_0_6; i++)
        __asm__ volatile("" ::: "memory");
# 34 "loop.c" 3
 } shmrt_loop_end(&shmrt_loop_6); }
# 35 "loop.c"
/* #pragma shm for nowait */
    
# 35 "loop.c" 3
{
# 35 "loop.c" 3
static const struct shmrt_place shmrt_place_7 = { "loop.c", 35, "for", 0 };
# 35 "loop.c" 3
typedef __typeof__(int  ) shmrt_type_0_7;
# 35 "loop.c" 3
const shmrt_type_0_7 shmrt_lower_0_7 = (shmrt_type_0_7)(0);
# 35 "loop.c" 3
const shmrt_type_0_7 shmrt_upper_0_7 = (shmrt_type_0_7)(n);
# 35 "loop.c" 3
const shmrt_count shmrt_step_0_7 = (shmrt_count)1LL;
# 35 "loop.c" 3
const shmrt_count shmrt_trip_0_7 = shmrt_trip_lt(shmrt_lower_0_7 < shmrt_upper_0_7, (shmrt_count)shmrt_lower_0_7, (shmrt_count)shmrt_upper_0_7, shmrt_step_0_7, sizeof(shmrt_type_0_7));
# 35 "loop.c" 3
const shmrt_count shmrt_total_7 = shmrt_trip_0_7;
# 35 "loop.c" 3
struct shmrt_loop shmrt_loop_7;
# 35 "loop.c" 3
shmrt_loop_init(&shmrt_loop_7, &shmrt_place_7, shmrt_total_7);
# 35 "loop.c" 3
shmrt_loop_7.base = (long long)shmrt_lower_0_7;
# 35 "loop.c" 3
shmrt_loop_7.step = (long long)shmrt_step_0_7;
# 35 "loop.c" 3
shmrt_loop_start(&shmrt_loop_7);
# 35 "loop.c" 3
shmrt_loop_7.nowait = 1;
# 35 "loop.c" 3
while (shmrt_loop_next(&shmrt_loop_7)) {  const shmrt_count shmrt_from_0_7 = shmrt_loop_7.first, shmrt_to_0_7 = shmrt_loop_7.last;
# 35 "loop.c" 3
const shmrt_type_0_7 shmrt_low_0_7 = (shmrt_type_0_7)((shmrt_count)shmrt_lower_0_7 + shmrt_from_0_7 * shmrt_step_0_7);
# 35 "loop.c" 3
const shmrt_type_0_7 shmrt_high_0_7 = (shmrt_type_0_7)((shmrt_count)shmrt_lower_0_7 + shmrt_to_0_7 * shmrt_step_0_7); 
# 36 "loop.c"
    for (int i = shmrt_low_0_7; i < shmrt_high_0_7; i++)
        
# 37 "loop.c" 3
{
# 37 "loop.c" 3
shmrt_iteration(shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_7), sizeof(shmrt_type_0_7))); 
# 37 "loop.c"
        __asm__ volatile("" "nop");
# 37 "loop.c" 3
 }  } shmrt_loop_end(&shmrt_loop_7); }
# 38 "loop.c"
}
