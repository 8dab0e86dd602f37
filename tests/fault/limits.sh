# SPDX-License-Identifier: MIT
# timeout: 200
# Few descriptors, little address space, no processes to be had, closed
# standard streams: the answer is right, or the program ends with a message
# and a status.
cat >"$tmp/x.c" <<'EOT'
#include <stdio.h>
int main(void)
{
    int sum = 0, heard = 0;
    FILE *file = fopen("answer", "w");

#pragma shm parallel for reduction(+: sum) num_workers(4)
    for (int i = 0; i < 100; i++) {
        sum += i;
        printf("%d\n", i);
#pragma shm reduce(i)
        heard += i;
    }
    if (file)
        fprintf(file, "%d %d\n", sum, heard);
    return file ? 0 : 2;
}
EOT
$SHMCC -O2 "$tmp/x.c" -o "$tmp/x" || echo "Bail out! no program"
cd "$tmp" && chmod 777 . || exit
point=0

# try WHAT COMMAND...: 0 and the answer, or another status and a message.
try() {
    local what=$1 status
    shift
    rm -f answer
    (timeout 10 bash -c "$@") >out 2>err
    status=$?
    point=$((point + 1))
    if { [ $status = 0 ] && [ "$(cat answer)" = '4950 4950' ]; } ||
        { [ $status != 0 ] && [ $status -lt 124 ] && [ -s err ]; } ||
        { [ $status = 2 ] && [ ! -e answer ]; } ||
        { [ $status = 127 ] && grep -q 'shared libraries' err; }; then
        echo "ok $point - $what: status $status"
    else
        echo "not ok $point - $what: status $status"
        sed 's/^/# /' err
    fi
}

for ((n = 4; n <= 40; n += 3)); do
    try "ulimit -n $n" "ulimit -n $n; exec ./x"
done
for n in 5000 20000 100000 1000000; do
    try "ulimit -v $n" "ulimit -v $n; exec ./x"
done
try 'no standard streams' 'exec ./x 0<&- 1>&- 2>&-'
if command -v setpriv prlimit >out && [ "$(id -u)" = 0 ]; then
    for n in 1 2 4; do
        try "$n processes" "exec setpriv --reuid=12345 --clear-groups \
            prlimit --nproc=$n ./x"
    done
fi
echo "1..$point"
