/* SPDX-License-Identifier: MIT */
/* A computed goto may go to any label whose address is taken. */
static void work(int);

void leave(int n)
{
    void *where[] = { &&outside, &&inside };

#pragma shm parallel
    {
        goto *where[n];
    inside:
        work(n);
    }
outside:
    work(0);
}

void enter(int n)
{
    void *where = &&block;

    if (n)
        goto *where;
#pragma shm parallel
    {
    block:
        work(n);
    }
}

void right(int n)
{
#pragma shm parallel
    {
        void *where[] = { &&first, &&second };

        goto *where[n];
    first:
        work(1);
    second:
        work(2);
    }
}
