/* SPDX-License-Identifier: MIT */
/* The master declares what it is sent once more. */
void types(void)
{
#pragma shm parallel
    {
        int n = 3;
        struct { int member; } local = { 0 };
        int array[n];

        array[0] = local.member;
#pragma shm reduce(array)
        ;
    }
}
