// Each fate that a variable may have.
#include <shm.h>
#include <stdio.h>

static int calls, tries;
static int table[100];
extern int elsewhere;
static _Thread_local int own;
#pragma shm shared(table)
#pragma shm private(calls)

int main(int argc, char **argv)
{
    long sum = 0, n = argc * 1000, last = 0;
    double exact = 0;
    int found = 0, start = 3, scratch = 0;

    #pragma shm parallel for schedule(dynamic, 10) reduction(+: sum) \
        reduction(reproducible, +: exact) lastprivate(last) private(scratch) \
        firstprivate(start) onfail(retry(3))
    for (long i = 0; i < n; i++) {
        double x = i * 0.5;
        static int local;

        local++;
        calls++;
        own++;
        tries = elsewhere;
        exact += x;
        scratch = start + argv[0][0];
        sum += scratch;
        table[i % 100] = local;
        last = i;
        #pragma shm critical(best)
        table[0]++;
        #pragma shm reduce(x, i) ordered
        {
            int here = (int)i;

            found += here;
            sum += here;
            printf("%g\n", x);
        }
    }
    return found + (int)last;
}
