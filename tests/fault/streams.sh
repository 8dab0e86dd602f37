# SPDX-License-Identifier: MIT
# timeout: 30
# What the master had in its streams at a fork is written once, and it reads
# on where it was: whether workers end, die and have successors, or call exit.
cat >"$tmp/x.c" <<'END'
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
    int first = 0, second = 0, sum = 0, *died = shm_calloc(1, sizeof *died);
    FILE *file = fopen("file", "w");
    char rest[80] = "";

    if (!file || scanf("%d", &first) != 1)
        return 2;
    printf("no end of line; ");
    fprintf(file, "in a file; ");
#pragma shm parallel for reduction(+ : sum) onfail(retry(3)) \
    schedule(dynamic) num_workers(2)
    for (int i = 0; i < 20; i++) {
        if (i % 7 == 0 && (*died)++ < 2)
            raise(SIGKILL);
        if (i == 11 && argc > 1)
            exit(atoi(argv[1]));
        sum += i;
    }
    if (scanf("%d ", &second) != 1 || !fgets(rest, sizeof rest, stdin))
        return 3;
    printf("%d %d %d %s", first, second, sum, rest);
    fprintf(file, "done");
    return fclose(file);
}
END
cd "$tmp" || exit
$SHMCC -O2 -Wall x.c -o x || echo "Bail out! no program"
printf '1\n2\nthe last line\n' >in
echo 1..3
point=0

# try ARGUMENT STATUS OUT FILE: what is to be on standard output, in the file.
try() {
    timeout 10 ./x $1 <in >out 2>err
    local status=$?
    point=$((point + 1))
    if [ $status = "$2" ] && [ "$(cat out)" = "$3" ] &&
        [ "$(cat file)" = "$4" ]; then
        echo "ok $point - ${1:-no} exit"
    else
        echo "not ok $point - ${1:-no} exit: status $status"
        sed 's/^/# /' out file err
    fi
}

try '' 0 'no end of line; 1 2 190 the last line' 'in a file; done'
try 5 5 'no end of line; ' 'in a file; '

# A pipe has no place to go back to.
if [ "$(timeout 10 ./x <in 2>err | cat)" = \
    'no end of line; 1 2 190 the last line' ]; then
    echo 'ok 3 - to a pipe'
else
    echo 'not ok 3 - to a pipe'
fi
