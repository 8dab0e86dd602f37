/* SPDX-License-Identifier: MIT */
/* sections: what its braces may hold, where a section may stand, what may
 * stand in it. */
void work(int);

void forms(void)
{
#pragma shm parallel sections
    work(1);
#pragma shm parallel
    {
#pragma shm sections
        for (int i = 0; i < 3; i++)
            work(i);
#pragma shm sections
        {
#pragma shm section
            work(1);
            work(2);
#pragma shm section
            work(3);
            work(4);
        }
    }
}

void places(int n)
{
#pragma shm section
    work(1);
#pragma shm parallel
    {
#pragma shm section
        work(2);
    }
#pragma shm parallel sections
    {
        if (n)
#pragma shm section
            work(3);
#pragma shm section
        {
#pragma shm section
            work(4);
        }
    }
}

void names(void)
{
    int n = 1;

#pragma shm parallel sections
    {
        int n = 2;
        int other;
        work(n);
#pragma shm section
        work(n);
#pragma shm section
        {
            int n = 4;
            work(n);
            other = 3;
        }
    }
    work(n);
}

void types(void)
{
#pragma shm parallel sections
    {
        typedef int number;
        struct pair { number x; } p = { 3 };
        enum { SEVEN = 7 };
        work(p.x + SEVEN);
#pragma shm section
        {
            const number k = SEVEN;
            struct pair q = { (number)k };
            work(q.x);
        }
#pragma shm section
        {
            typedef long number;
            struct pair { number y; } q = { 4 };
            work((int)q.y);
        }
    }
}

void inside(int n)
{
#pragma shm parallel
    {
#pragma shm sections
        {
            {
#pragma shm barrier
            }
#pragma shm section
            {
#pragma shm for
                for (int i = 0; i < n; i++)
                    work(i);
#pragma shm single
                work(1);
#pragma shm masked
                work(2);
#pragma shm sections
                {
                    work(3);
                }
#pragma shm critical
                work(4);
            }
        }
#pragma shm critical
        {
#pragma shm sections
            {
                work(5);
            }
        }
    }
}

void clauses(int n)
{
#pragma shm sections private(n) lastprivate(n) nowait nowait
    {
    }
}
