#include <stdio.h>
#include <shm.h>

static int counts[10];
#pragma shm shared(counts)

int main(void)
{
    long sum = 0;

#pragma shm parallel for reduction(+ : sum) \
    schedule(dynamic, 4) label("if for")
    for (int i = 0; i < 1000; i++) {
#pragma shm atomic
        counts[i % 10]++;
        sum += i;
    }
#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < 10; i++)
        if (counts[i] != 100)
            return 1;
    printf("%ld\n", sum);
    return 0;
}
