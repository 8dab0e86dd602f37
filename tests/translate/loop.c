/* SPDX-License-Identifier: MIT */
/* Loops: schedules, a reduction, the last value, a message to the master. */

double loop(int n, const double *a)
{
    double sum = 0, seen = 0;
    int last = 0;

#pragma shm parallel for schedule(dynamic, 4) reduction(+: sum) \
    lastprivate(last)
    for (int i = 0; i < n; i++) {
        sum += a[i];
        last = i;
    }
#pragma shm parallel
    {
#pragma shm for collapse(2) ordered
        for (int i = 0; i < n; i++)
            for (unsigned char k = 9; k > 1; k -= 2) {
#pragma shm ordered
                sum += k;
            }
#pragma shm reduce(sum)
        seen += sum;
    }
    return sum + seen + last;
}

/* The iteration is noted where an asm has an instruction. */
void barriers(int n)
{
#pragma shm for nowait
    for (int i = 0; i < n; i++)
        __asm__ volatile("" ::: "memory");
#pragma shm for nowait
    for (int i = 0; i < n; i++)
        __asm__ volatile("" "nop");
}
