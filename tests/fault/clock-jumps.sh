# SPDX-License-Identifier: MIT
# timeout: 60
# The time of day jumps by an hour whenever it is asked for, and is not asked
# for: limits, notices and statistics go by a clock that nobody can set.
cat >"$tmp/x.c" <<'END'
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
    int slow = argc > 1, *tries = shm_calloc(1, sizeof *tries);
    double began = shm_wtime();
    long sum = 0;

#pragma shm parallel for reduction(+: sum) schedule(auto) timeout(0.3) \
    onfail(retry(1)) num_workers(2)
    for (int i = 0; i < 1000; i++) {
        if (slow && i == 500 && (*tries)++ == 0)
            sleep(100);
        sum += i;
    }
    if (shm_wtime() < began || shm_wtime() > began + 30)
        puts("shm_wtime jumps");
    printf("%ld\n", sum);
    return 0;
}
END
$CC -O2 -Wall -shared -fPIC parts/clock-jumps.c -o "$tmp/jumps.so" &&
    $SHMCC -O2 -Wall "$tmp/x.c" -o "$tmp/x" || echo "Bail out! no program"
. parts/point.bash
cd "$tmp" || exit
echo 1..3

LD_PRELOAD=$tmp/jumps.so SHM_STATS=1 SHM_TRACE=trace timeout 20 \
    ./x >out 2>err
[ $? = 0 ] && [ "$(cat out)" = 499500 ] && ! grep -q 'time of day' err
point 1 'a loop, with statistics and a timeline' $?

LD_PRELOAD=$tmp/jumps.so timeout 20 ./x slow >out 2>err
[ $? = 0 ] && [ "$(cat out)" = 499500 ] && ! grep -q 'time of day' err &&
    [ "$(grep -c 'exceeded timeout(0.3) .*again (attempt 2 of 2)$' err)" = 1 ]
point 2 'a time limit' $?

# The counting itself is seen to work.
LD_PRELOAD=$tmp/jumps.so date >out 2>err && grep -q 'time of day' err
point 3 'a program that asks is found out' $?
