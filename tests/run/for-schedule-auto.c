// schedule(auto) begins with one iteration; chunks grow where iterations are
// short. An error tells the chunk in which it happened.
#include "check.h"

#include <shm.h>

enum { N = 1000000 };

/* The length of the chunk that iteration `where` was in. */
static long long
chunk_at(int where)
{
    struct shm_error e = {0};

    #pragma shm parallel for schedule(auto) error(e)
    for (int i = 0; i < N; i++)
        if (i == where)
            shm_fail(1, "iteration %d", i);
    CHECK(e.kind == SHM_FAILED && e.first <= where && where <= e.last);
    return e.last - e.first + 1;
}

/* One worker may have been held up just there; not each time. */
static long long
longest_at(int where)
{
    long long longest = 0, length;

    for (int i = 0; i < 5 && longest < 100; i++)
        if ((length = chunk_at(where)) > longest)
            longest = length;
    return longest;
}

int
main(void)
{
    if (!shm_get_serial()) {
        CHECK(chunk_at(0) == 1);
        CHECK(longest_at(N / 2) >= 100);
    }
    puts("longer and longer");
    return 0;
}
