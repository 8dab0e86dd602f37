# 1 "parallel.c" 2
# 1 "parallel.c"






void parallel(int n)
{
    int 
# 9 "parallel.c" 3
(*shmrt_total_7)   __attribute__((__cleanup__(shmrt_auto_free))) = shmrt_auto(sizeof *shmrt_total_7, shmrt_larger(__alignof__(*shmrt_total_7), __alignof__(shmrt_total_7)), 0), 
# 9 "parallel.c"
        total = 0
# 9 "parallel.c" 3
, *shmrt_copy_7 __attribute__((__unused__)) = __builtin_memcpy((void *)shmrt_total_7, (const void *)&total, sizeof total)
# 9 "parallel.c"
                 , odd[16];

/* #pragma shm parallel shared(total) num_workers(n) label("small things") */

    
# 11 "parallel.c" 3
{
# 11 "parallel.c" 3
static const struct shmrt_place shmrt_place_1 = { "parallel.c", 11, "parallel", "small things" };
# 11 "parallel.c" 3
struct shmrt_region shmrt_region_1;
# 11 "parallel.c" 3
shmrt_region_init(&shmrt_region_1, &shmrt_place_1);
# 11 "parallel.c" 3
shmrt_region_1.has_num_workers = 1;
# 11 "parallel.c" 3
shmrt_region_1.num_workers = (long long)(n);
# 11 "parallel.c" 3
shmrt_check_shared(&shmrt_region_1, "total", &(*shmrt_total_7), sizeof (*shmrt_total_7));
# 11 "parallel.c" 3
int shmrt_event_1;
# 11 "parallel.c" 3
while ((shmrt_event_1 = shmrt_parallel(&shmrt_region_1)) != 0) if (shmrt_event_1 == 1) { 
# 13 "parallel.c"
    {
        int mine = 0;

        for (int i = 0; i < 16; i++)
            ((odd)[(i)] = (i));
/* #pragma shm single */
        
# 18 "parallel.c" 3
{
# 18 "parallel.c" 3
static const struct shmrt_place shmrt_place_2 = { "parallel.c", 18, "single", 0 };
# 18 "parallel.c" 3
if (shmrt_single(&shmrt_place_2)) { 
# 19 "parallel.c"
        (*shmrt_total_7) = 1;
# 19 "parallel.c" 3
 } shmrt_barrier(&shmrt_place_2); }
# 20 "parallel.c"
/* #pragma shm barrier */
# 20 "parallel.c" 3
{
# 20 "parallel.c" 3
static const struct shmrt_place shmrt_place_3 = { "parallel.c", 20, "barrier", 0 };
# 20 "parallel.c" 3
shmrt_barrier(&shmrt_place_3);
# 20 "parallel.c" 3
}
# 21 "parallel.c"
/* #pragma shm critical(adding) */
        
# 21 "parallel.c" 3
{
# 21 "parallel.c" 3
static const struct shmrt_place shmrt_place_4 = { "parallel.c", 21, "critical", 0 };
# 21 "parallel.c" 3
static void *shmrt_lock_4;
# 21 "parallel.c" 3
shmrt_critical_begin(&shmrt_lock_4, "adding", &shmrt_place_4); 
# 22 "parallel.c"
        {
            (*shmrt_total_7) += odd[1] + mine;
        }
# 24 "parallel.c" 3
 shmrt_critical_end(&shmrt_lock_4); }
# 25 "parallel.c"
/* #pragma shm atomic */
        
# 26 "parallel.c" 3
{
# 26 "parallel.c" 3
__typeof__((*shmrt_total_7)) *shmrt_object_5 = &(*shmrt_total_7);
# 26 "parallel.c" 3
shmrt_atomic_note();
# 26 "parallel.c" 3
shmrt_atomic_on(shmrt_object_5, sizeof *shmrt_object_5);
# 26 "parallel.c" 3
(void)__atomic_fetch_add(shmrt_object_5, (__typeof__(*shmrt_object_5))1, 0);
# 26 "parallel.c" 3
}
# 27 "parallel.c"
/* #pragma shm masked */
        
# 27 "parallel.c" 3
{ if (shmrt_masked(0)) { 
# 28 "parallel.c"
        mine++;
# 28 "parallel.c" 3
 } }
# 29 "parallel.c"
    }
# 29 "parallel.c" 3
 shmrt_parallel_end(&shmrt_region_1); } }
# 30 "parallel.c"
    (void)(*shmrt_total_7);
}
