# 1 "sections.c" 2
# 1 "sections.c"


double first(void), second(void);

double both(void)
{
    double x = 0, y = 0, z = 0;

/* #pragma shm parallel sections lastprivate(y) reduction(+ : x) */
    
# 9 "sections.c" 3
{
# 9 "sections.c" 3
static const struct shmrt_place shmrt_place_1 = { "sections.c", 9, "parallel sections", 0 };
# 9 "sections.c" 3
const shmrt_count shmrt_total_1 = 2;
# 9 "sections.c" 3
struct shmrt_loop shmrt_loop_1;
# 9 "sections.c" 3
shmrt_loop_init(&shmrt_loop_1, &shmrt_place_1, shmrt_total_1);
# 9 "sections.c" 3
shmrt_loop_1.combined = 1;
# 9 "sections.c" 3
shmrt_loop_1.schedule = 2;
# 9 "sections.c" 3
shmrt_loop_1.chunk = 1;
# 9 "sections.c" 3
shmrt_loop_1.sections = 1;
# 9 "sections.c" 3
shmrt_loop_1.base = 1;
# 9 "sections.c" 3
struct shmrt_region shmrt_region_1;
# 9 "sections.c" 3
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
# 9 "sections.c" 3
shmrt_region_1.has_count = 1;
# 9 "sections.c" 3
shmrt_region_1.count = shmrt_total_1;
# 9 "sections.c" 3
shmrt_region_1.loop = &shmrt_loop_1;
# 9 "sections.c" 3
shmrt_reduction(&shmrt_region_1, 0, sizeof x);
# 9 "sections.c" 3
int shmrt_event_1;
# 9 "sections.c" 3
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) {
# 9 "sections.c" 3
if (shmrt_region_1.team) x = 0;
# 9 "sections.c" 3
{
# 9 "sections.c" 3
__typeof__(x) shmrt_give_0_1;
# 9 "sections.c" 3
if (shmrt_resume(&shmrt_region_1, 0, &shmrt_give_0_1)) x = shmrt_give_0_1;
# 9 "sections.c" 3
}
# 9 "sections.c" 3
shmrt_loop_start(&shmrt_loop_1);
# 9 "sections.c" 3
while (shmrt_loop_next(&shmrt_loop_1)) { 
# 10 "sections.c"
    {
        
# 11 "sections.c" 3
if (shmrt_section(&shmrt_loop_1, 0)) { 
# 11 "sections.c"
        x += first();
# 11 "sections.c" 3
 }
# 12 "sections.c"
/* #pragma shm section */
        
# 12 "sections.c" 3
if (shmrt_section(&shmrt_loop_1, 1)) { 
# 13 "sections.c"
        y = second();
# 13 "sections.c" 3
 }
# 14 "sections.c"
    }
# 14 "sections.c" 3
 if (shmrt_loop_1.last == shmrt_loop_1.count) shmrt_export(&y, sizeof y);
# 14 "sections.c" 3
if (shmrt_loop_1.commit) {
# 14 "sections.c" 3
{
# 14 "sections.c" 3
__typeof__(x) shmrt_give_0_1 = x;
# 14 "sections.c" 3
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
# 14 "sections.c" 3
}
# 14 "sections.c" 3
}
# 14 "sections.c" 3
}
# 14 "sections.c" 3
shmrt_loop_end(&shmrt_loop_1);
# 14 "sections.c" 3
if (shmrt_region_1.team) {
# 14 "sections.c" 3
{
# 14 "sections.c" 3
__typeof__(x) shmrt_give_0_1 = x;
# 14 "sections.c" 3
shmrt_put(&shmrt_region_1, 0, &shmrt_give_0_1);
# 14 "sections.c" 3
}
# 14 "sections.c" 3
}
# 14 "sections.c" 3
shmrt_parallel_end(&shmrt_region_1);
# 14 "sections.c" 3
}
# 14 "sections.c" 3
else if (shmrt_event_1 == 2) {
# 14 "sections.c" 3
{
# 14 "sections.c" 3
int shmrt_w_0_1 = 0;
# 14 "sections.c" 3
shmrt_size shmrt_j_0_1 = 0;
# 14 "sections.c" 3
(void)shmrt_j_0_1;
# 14 "sections.c" 3
for (const __typeof__(x) *shmrt_part_0_1; (shmrt_part_0_1 = (const __typeof__(x) *)shmrt_part(&shmrt_region_1, 0, shmrt_w_0_1)) != 0; shmrt_w_0_1++) {
# 14 "sections.c" 3
x = (__typeof__(x))(x + *shmrt_part_0_1);
# 14 "sections.c" 3
}
# 14 "sections.c" 3
}
# 14 "sections.c" 3
}
# 14 "sections.c" 3
}
# 15 "sections.c"
/* #pragma shm parallel */
    
# 15 "sections.c" 3
{
# 15 "sections.c" 3
static const struct shmrt_place shmrt_place_3 = { "sections.c", 15, "parallel", 0 };
# 15 "sections.c" 3
struct shmrt_region shmrt_region_3;
# 15 "sections.c" 3
shmrt_region_init(&shmrt_region_3, &shmrt_place_3);
# 15 "sections.c" 3
int shmrt_event_3;
# 15 "sections.c" 3
while ((shmrt_event_3 = shmrt_parallel(&shmrt_region_3)) != 0) if (shmrt_event_3 == 1) { 
# 16 "sections.c"
    {
/* #pragma shm sections nowait */
        
# 17 "sections.c" 3
{
# 17 "sections.c" 3
static const struct shmrt_place shmrt_place_4 = { "sections.c", 17, "sections", 0 };
# 17 "sections.c" 3
const shmrt_count shmrt_total_4 = 2;
# 17 "sections.c" 3
struct shmrt_loop shmrt_loop_4;
# 17 "sections.c" 3
shmrt_loop_init(&shmrt_loop_4, &shmrt_place_4, shmrt_total_4);
# 17 "sections.c" 3
shmrt_loop_4.schedule = 2;
# 17 "sections.c" 3
shmrt_loop_4.chunk = 1;
# 17 "sections.c" 3
shmrt_loop_4.sections = 1;
# 17 "sections.c" 3
shmrt_loop_4.base = 1;
# 17 "sections.c" 3
shmrt_loop_start(&shmrt_loop_4);
# 17 "sections.c" 3
shmrt_loop_4.nowait = 1;
# 17 "sections.c" 3
while (shmrt_loop_next(&shmrt_loop_4)) { 
# 18 "sections.c"
        {
/* #pragma shm section */
            
# 19 "sections.c" 3
if (shmrt_section(&shmrt_loop_4, 0)) { 
# 20 "sections.c"
            first();
# 20 "sections.c" 3
 }
# 21 "sections.c"
/* #pragma shm section */
            
# 21 "sections.c" 3
if (shmrt_section(&shmrt_loop_4, 1)) { 
# 22 "sections.c"
            second();
# 22 "sections.c" 3
 }
# 23 "sections.c"
        }
# 23 "sections.c" 3
 } shmrt_loop_end(&shmrt_loop_4); }
# 24 "sections.c"
/* #pragma shm single copyprivate(x, z) */
        
# 24 "sections.c" 3
{
# 24 "sections.c" 3
static const struct shmrt_place shmrt_place_7 = { "sections.c", 24, "single", 0 };
# 24 "sections.c" 3
if (shmrt_single(&shmrt_place_7)) { 
# 25 "sections.c"
        x = z = first();
# 25 "sections.c" 3
 shmrt_single_copy_out(0, &x, sizeof x);
# 25 "sections.c" 3
shmrt_single_copy_out(1, &z, sizeof z);
# 25 "sections.c" 3
}
# 25 "sections.c" 3
shmrt_barrier(&shmrt_place_7);
# 25 "sections.c" 3
shmrt_single_copy_in(0, &x, sizeof x);
# 25 "sections.c" 3
if (shmrt_masked(0)) shmrt_export(&x, sizeof x);
# 25 "sections.c" 3
shmrt_single_copy_in(1, &z, sizeof z);
# 25 "sections.c" 3
if (shmrt_masked(0)) shmrt_export(&z, sizeof z);
# 25 "sections.c" 3
}
# 26 "sections.c"
    }
# 26 "sections.c" 3
 shmrt_parallel_end(&shmrt_region_3); } }
# 27 "sections.c"
    return x + y;
}
