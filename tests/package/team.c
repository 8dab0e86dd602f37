/* A program without directives that calls the library. */
#include <stdio.h>
#include <shm.h>

int main(void)
{
    int *number = shm_malloc(sizeof *number);

    *number = shm_worker_num();
    printf("%d %d %d\n", shm_is_shared(number), *number, shm_num_workers());
    shm_free(number);
    return 0;
}
