# SPDX-License-Identifier: MIT
# timeout: 60
# The system has no process for the successor of a worker that died: those who
# are left take its chunk; if there are none, it is tried for a while.
cat >"$tmp/x.c" <<'END'
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Until the master has said so in the file that is its standard error. */
static void
await_message(const char *words)
{
    char text[4096];

    for (;; usleep(1000)) {
        FILE *file = fopen("err", "r");
        size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;

        text[length] = '\0';
        if (file)
            fclose(file);
        if (strstr(text, words))
            return;
    }
}

int
main(int argc, char **argv)
{
    int sum = 0, workers = atoi(argv[argc - 1]);
    int *died = shm_calloc(1, sizeof *died);

#pragma shm parallel for reduction(+: sum) onfail(retry(3)) \
    schedule(dynamic) num_workers(workers)
    for (int i = 0; i < 20; i++) {
        if (i == 3 && (*died)++ == 0)
            raise(SIGKILL);
        if (i == 19 && workers > 1)
            await_message("is not replaced");
        sum += i;
    }
    printf("%d\n", sum);
    return 0;
}
END
$SHMCC -O2 -Wall "$tmp/x.c" -o "$tmp/x" || echo "Bail out! no program"
cd "$tmp" || exit
if ! command -v strace >out || ! strace -f -o trace ./x 1 >out 2>err; then
    echo '1..0 # SKIP strace is missing or cannot trace here'
    exit
fi
echo 1..3
point=0

# try WORKERS WHEN STATUS OUT ERR: the fork is refused at these times; what is
# to be on standard output, and in a message.
try() {
    timeout 20 strace -f -qqq -e signal=none -o trace -e trace=clone \
        -e inject=clone:error=EAGAIN:when="$2" ./x "$1" >out 2>err
    local status=$?
    point=$((point + 1))
    if [ $status = "$3" ] && [ "$(cat out)" = "$4" ] && grep -q "$5" err; then
        echo "ok $point - $1 workers, no fork at time $2"
    else
        echo "not ok $point - $1 workers, no fork at time $2: status $status"
        sed 's/^/# /' out err
    fi
}

try 2 3+ 0 190 'worker [01] is not replaced: .* unavailable; 1 of 2 go on$'
try 1 2..3 0 190 'running the chunk again (attempt 2 of 4)$'
try 1 2+ 71 '' ': no worker can be started: Resource temporarily unavailable$'
