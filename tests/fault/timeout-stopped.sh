# SPDX-License-Identifier: MIT
# timeout: 30
# A program that was stopped and goes on: its chunks' time starts again. The
# machine may stop too, or be late, so there are three tries.
cat >"$tmp/x.c" <<'END'
#include <shm.h>
#include <stdio.h>
#include <time.h>
int main(void)
{
    struct timespec t = { 0, 700000000 };

    puts("begun");
    fflush(stdout);
#pragma shm parallel for timeout(1) num_workers(2)
    for (int i = 0; i < 2; i++)
        nanosleep(&t, 0);
    puts("done");
    return 0;
}
END
echo 1..1
$SHMCC -O2 "$tmp/x.c" -o "$tmp/x" || echo "Bail out! no program"
set -m
for try in 1 2 3; do
    "$tmp/x" >"$tmp/out" 2>"$tmp/err" &
    sleep 0.3
    kill -STOP -- -$!
    sleep 1.5
    kill -CONT -- -$!
    wait $!
    status=$?
    if [ $status = 0 ] && grep -q done "$tmp/out" && [ ! -s "$tmp/err" ]; then
        echo "ok 1 - stopped and continued"
        exit
    fi
    echo "# try $try: status $status"
    sed 's/^/# /' "$tmp/err"
done
echo "not ok 1 - stopped and continued"
