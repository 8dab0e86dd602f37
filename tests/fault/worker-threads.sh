# SPDX-License-Identifier: MIT
# timeout: 60
# Threads that a worker starts: it lives as long as one of them does, and what
# kills one of them kills it.
cat >"$tmp/x.c" <<'END'
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *
thread(void *how)
{
    if (strcmp(how, "crash") == 0)
        abort();
    while (strcmp(how, "endless") == 0)
        pause();
    usleep(20000);
    return NULL;
}

int
main(int argc, char **argv)
{
    char *how = argv[argc - 1];
    int sum = 0;

#pragma shm parallel for reduction(+: sum) num_workers(2) timeout(0.5)
    for (int i = 0; i < 8; i++) {
        pthread_t t;

        if (i == 5) {
            pthread_create(&t, NULL, thread, how);
            if (strcmp(how, "joined") != 0)
                pthread_exit(NULL);
            pthread_join(t, NULL);
        }
        sum += i;
    }
    printf("%d\n", sum);
    return 0;
}
END
$SHMCC -O2 -Wall "$tmp/x.c" -o "$tmp/x" -pthread || echo "Bail out! no program"
cd "$tmp" || exit
echo 1..4
point=0

# try HOW STATUS TEXT: in one of the two outputs.
try() {
    timeout 10 ./x "$1" >out 2>err
    local status=$?
    point=$((point + 1))
    if [ $status = "$2" ] && cat out err | grep -q "$3"; then
        echo "ok $point - $1"
    else
        echo "not ok $point - $1: status $status"
        sed 's/^/# /' out err
    fi
}

try joined 0 '^28$'
try crash 134 'was killed by SIGABRT in iteration 5, chunk 4..7; ending'
try endless 70 'exceeded timeout(0.5) in iteration 5, chunk 4..7; ending'
try short 70 'called exit(0) before its work was done in iteration 5,'
