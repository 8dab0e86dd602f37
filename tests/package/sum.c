/* A program with a directive: 500500, by as many workers as there are. */
#include <stdio.h>

int main(void)
{
    long sum = 0;

#pragma shm parallel for reduction(+ : sum)
    for (int i = 1; i <= 1000; i++)
        sum += i;
    printf("%ld\n", sum);
    return 0;
}
