/* SPDX-License-Identifier: MIT */
/* Chunks where none can be, and of no size. */
void work(int);

void schedules(int n)
{
#pragma shm parallel for schedule(auto, 4)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for schedule(runtime, 4)
    for (int i = 0; i < n; i++)
        work(i);
#pragma shm parallel for schedule(static, 0)
    for (int i = 0; i < n; i++)
        work(i);
}
