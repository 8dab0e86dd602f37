/* Static locals of functions that the region calls, of which one is put back
 * to what it was. */
// env: SHM_CHECK=writes
#include <shm.h>
#include <stdio.h>

static int
next_number(int i)
{
    static int calls;
    static int depth;

    depth++;
    calls += i;
    depth--;
    return calls;
}

int
main(void)
{
    int sum = 0;

    #pragma shm parallel for reduction(+ : sum)
    for (int i = 0; i < 3; i++)
        sum += next_number(i + 1);
    printf("%d\n", sum);
    return 0;
}
