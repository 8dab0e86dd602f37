// cflags: -std=gnu11 -Wno-implicit-function-declaration
/* SPDX-License-Identifier: MIT */
/* Functions of OpenMP in a region, names made after them, and a name of
 * <shm.h> without <shm.h>. */
int omp_get_thread_num(void);
int omp_in_everything(void);

int functions(void)
{
    int sum = omp_get_thread_num() + omp_get_num_threads();

#pragma shm parallel reduction(+: sum)
    {
        sum += omp_get_thread_num();
        sum += shm_thread_num() + shm_worker_num() + omp_in_everything();
    }
    return sum;
}
