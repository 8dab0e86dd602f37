/* SPDX-License-Identifier: MIT */
/* Lists take variables. */
typedef int number;
enum colour { RED };
struct pair {
    int a, b;
};

static int known;
static void function(void);
#pragma shm shared(known, function, number, RED)

void lists(int parameter)
{
    int local = 0, i;

#pragma shm parallel for private(local) lastprivate(function)
    for (i = 0; i < 10; i++)
        function();
#pragma shm parallel firstprivate(function, local) reduction(+ : RED)
    local += parameter;
#pragma shm flush(local, RED)
#pragma shm parallel
    {
#pragma shm reduce(parameter, number)
        local += parameter;
    }
}
