// cflags: -Wno-return-type
/* SPDX-License-Identifier: MIT */
/* Mistakes of the user's own, in and around everything that is rewritten. */

static int flags[8];
#pragma shm shared(flags)

int errors(int n, const int *a)
{
    int sum = 0, last = 0;

#pragma shm parallel for reduction(+: sum) lastprivate(last) \
    schedule(dynamic)
    for (int i = 0; i < n; i++) {
        sum += missing_in_loop;
        last = a[i];
        flags[0].member = 1;
    }
#pragma shm parallel
    {
        int wrong = "text" * 2;
#pragma shm critical(name)
        missing_in_critical++;
#pragma shm for
        for (long i = missing_in_header; i < n; i++)
            flags[i % 8] = a[i];
#pragma shm reduce(n, wrong)
        {
            sum += n + wrong;
            missing_in_reduce.x = n;
        }
    }
    return sum + last + missing_behind;
}
