# 1 "reduce.c" 2
# 1 "reduce.c"


int next(int);

int sum(int n)
{
    int sum = 0;

/* #pragma shm parallel for */
    
# 9 "reduce.c" 3
{
# 9 "reduce.c" 3
static const struct shmrt_place shmrt_place_1 = { "reduce.c", 9, "parallel for", 0 };
# 9 "reduce.c" 3
typedef __typeof__(int  ) shmrt_type_0_1;
# 9 "reduce.c" 3
const shmrt_type_0_1 shmrt_lower_0_1 = (shmrt_type_0_1)(0);
# 9 "reduce.c" 3
const shmrt_type_0_1 shmrt_upper_0_1 = (shmrt_type_0_1)(n);
# 9 "reduce.c" 3
const shmrt_count shmrt_step_0_1 = (shmrt_count)1LL;
# 9 "reduce.c" 3
const shmrt_count shmrt_trip_0_1 = shmrt_trip_lt(shmrt_lower_0_1 < shmrt_upper_0_1, (shmrt_count)shmrt_lower_0_1, (shmrt_count)shmrt_upper_0_1, shmrt_step_0_1, sizeof(shmrt_type_0_1));
# 9 "reduce.c" 3
const shmrt_count shmrt_total_1 = shmrt_trip_0_1;
# 9 "reduce.c" 3
struct shmrt_loop shmrt_loop_1;
# 9 "reduce.c" 3
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
# 9 "reduce.c" 3
shmrt_loop_1.combined = 1;
# 9 "reduce.c" 3
shmrt_loop_1.base = (long long)shmrt_lower_0_1;
# 9 "reduce.c" 3
shmrt_loop_1.step = (long long)shmrt_step_0_1;
# 9 "reduce.c" 3
struct shmrt_region shmrt_region_1;
# 9 "reduce.c" 3
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
# 9 "reduce.c" 3
shmrt_region_1.has_count = 1;
# 9 "reduce.c" 3
shmrt_region_1.count = shmrt_total_1;
# 9 "reduce.c" 3
shmrt_region_1.loop = &shmrt_loop_1;
# 9 "reduce.c" 3
int shmrt_event_1;
# 9 "reduce.c" 3
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
# 9 "reduce.c" 3
shmrt_loop_start(&shmrt_loop_1);
# 9 "reduce.c" 3
while (shmrt_loop_next(&shmrt_loop_1)) {  const shmrt_count shmrt_from_0_1 = shmrt_loop_1.first, shmrt_to_0_1 = shmrt_loop_1.last;
# 9 "reduce.c" 3
const shmrt_type_0_1 shmrt_low_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_from_0_1 * shmrt_step_0_1);
# 9 "reduce.c" 3
const shmrt_type_0_1 shmrt_high_0_1 = (shmrt_type_0_1)((shmrt_count)shmrt_lower_0_1 + shmrt_to_0_1 * shmrt_step_0_1); 
# 10 "reduce.c"
    for (int i = shmrt_low_0_1; i < shmrt_high_0_1; i++) 
# 10 "reduce.c" 3
{
# 10 "reduce.c" 3
shmrt_iteration(shmrt_low_bytes(((shmrt_count)i - (shmrt_count)shmrt_lower_0_1), sizeof(shmrt_type_0_1))); 
# 10 "reduce.c"
                                {
/* #pragma shm reduce(i) */
        
# 11 "reduce.c" 3
{
# 11 "reduce.c" 3
if (shmrt_send_begin(&shmrt_region_1, 2, 0)) {
# 11 "reduce.c" 3
__extension__({ __label__ again; 
# 12 "reduce.c"
        {
        again:
            sum++;
            i = next(i);
            if (i)
                goto again;
        }
# 18 "reduce.c" 3
 }); } else { shmrt_send(&shmrt_region_1, &i, sizeof i); shmrt_send_end(&shmrt_region_1); } }
# 19 "reduce.c"
    }
# 19 "reduce.c" 3
 }  }
# 19 "reduce.c" 3
shmrt_loop_end(&shmrt_loop_1);
# 19 "reduce.c" 3
shmrt_parallel_end(&shmrt_region_1);
# 19 "reduce.c" 3
}
# 19 "reduce.c" 3
else if (shmrt_event_1 == 8 + 2) {
# 19 "reduce.c" 3
int i  = *(__typeof__(i) *)shmrt_receive(&shmrt_region_1, sizeof i);
# 19 "reduce.c" 3
(void)i;
# 19 "reduce.c" 3
__extension__({ __label__ again; 
# 12 "reduce.c"
        {
        again:
            sum++;
            i = next(i);
            if (i)
                goto again;
        }
# 19 "reduce.c" 3
 });
# 19 "reduce.c" 3
}
# 19 "reduce.c" 3
}
# 20 "reduce.c"
    return sum;
}
