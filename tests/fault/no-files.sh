# SPDX-License-Identifier: MIT
# timeout: 60
# Shared memory is no file: neither a limit for files nor a /dev/shm that is
# full, or is not there, is in its way.
cat >"$tmp/x.c" <<'END'
#include <shm.h>
#include <stdio.h>

enum { COUNT = 1 << 22 };
static int squares[COUNT];
#pragma shm shared(squares)

int
main(void)
{
    long *more = shm_calloc(COUNT, sizeof *more), sum = 0;

    if (!more)
        return 71;
#pragma shm parallel for reduction(+: sum) num_workers(2) onfail(retry(1))
    for (int i = 0; i < COUNT; i++) {
        squares[i] = more[i] = i % 10;
        sum += squares[i];
    }
    for (int i = 0; i < COUNT; i++)
        sum -= more[i];
    printf("%ld\n", sum);
    return 0;
}
END
$SHMCC -O2 -Wall "$tmp/x.c" -o "$tmp/x" || echo "Bail out! no program"
cd "$tmp" || exit
echo 1..3
point=0

# try WHAT COMMAND...: it gives the right answer.
try() {
    local what=$1 status
    shift
    "$@" >out 2>err
    status=$?
    point=$((point + 1))
    if [ $status = 0 ] && [ "$(cat out)" = 0 ] && [ ! -s err ]; then
        echo "ok $point - $what"
    else
        echo "not ok $point - $what: status $status"
        sed 's/^/# /' out err
    fi
}

# within COMMANDS: the program, where these have been run in other mounts.
within() {
    timeout 20 unshare -m bash -c "$1 && exec ./x" x
}

try 'files of 1 KiB' timeout 20 bash -c 'ulimit -f 1 && exec ./x'
if unshare -m true 2>err; then
    try 'a full /dev/shm' within 'mount -t tmpfs -o size=64k none /dev/shm &&
        ! cat /dev/zero 2>err >/dev/shm/full && : >err'
    try 'no /dev/shm' within 'mount -t tmpfs none /dev && [ ! -e /dev/shm ]'
else
    echo 'ok 2 - a full /dev/shm # SKIP no mounts of its own'
    echo 'ok 3 - no /dev/shm # SKIP no mounts of its own'
fi
