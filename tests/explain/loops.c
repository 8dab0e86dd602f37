// Schedules, and what is said of failures, in all forms.
#include <shm.h>

static double table[100];
#pragma shm shared(table)

int main(int argc, char **argv)
{
    int n = argc * 100;
    struct shm_error e = { 0 };

    #pragma shm parallel for
    for (int i = 0; i < n; i++)
        table[i % 100] = argv[0][0];
    #pragma shm parallel for schedule(static, n / 4) onfail(skip) error(e)
    for (int i = 0; i < n; i++)
        table[i % 100] = i;
    #pragma shm parallel for schedule(dynamic) onfail(retry(2, always))
    for (int i = 0; i < n; i++) {
        #pragma shm atomic
        table[i % 100] += i;
    }
    #pragma shm parallel for schedule(guided) num_workers(3) timeout(1.5)
    for (int i = 0; i < n; i++) {
        #pragma shm atomic read
        e.code = table[0];
    }
    #pragma shm parallel for schedule(auto) collapse(2) if(n > 1000)
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 10; j++)
            table[10 * i + j] = i;
    #pragma shm parallel for schedule(runtime) ordered label("in turn")
    for (int i = 0; i < n; i++) {
        #pragma shm ordered
        table[0] = i;
    }
    return e.kind;
}
