/* SPDX-License-Identifier: MIT */
/* A region with the small constructs; macros and layout stay as they are. */

#define SIZE 16
#define FILL(a, i) ((a)[(i)] = (i))

void parallel(int n)
{
    int total = 0,   odd[SIZE];   /* two blanks, on purpose */

#pragma shm parallel shared(total) num_workers(n) \
    label("small things")
    {
        int mine = 0;

        for (int i = 0; i < SIZE; i++)
            FILL(odd, i);
#pragma shm single
        total = 1;
#pragma shm barrier
#pragma shm critical(adding)
        {
            total += odd[1] + mine;
        }
#pragma shm atomic
        total++;
#pragma shm masked
        mine++;
    }
    (void)total;
}
