/* SPDX-License-Identifier: MIT */
/* Commas, colons and dots in the wrong place of a clause. */
struct record {
    int member;
};

void separators(int n, struct record *p)
{
    struct record r = { n };
    int s = 0;

#pragma shm parallel for schedule(dynamic, 4, 5)
    for (int i = 0; i < n; i++)
        s++;
#pragma shm parallel for schedule(dynamic: 4)
    for (int i = 0; i < n; i++)
        s++;
#pragma shm parallel num_workers(2, 3) if(parallel: n)
    s++;
#pragma shm parallel if(n ? s : p->member)
    s++;
#pragma shm parallel for reduction(+: r.member, p->member, s)
    for (int i = 0; i < n; i++)
        s++;
#pragma shm parallel
    {
#pragma shm reduce ordered (s)
        s++;
    }
}
