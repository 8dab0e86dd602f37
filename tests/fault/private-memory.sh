# SPDX-License-Identifier: MIT
# timeout: 60
# A worker that has no memory of its own: what it cannot get is said; one that
# the kernel kills for it is not replaced, since the others need the room.
$SHMCC -O2 -Wall -Wextra parts/memory.c -o "$tmp/memory" ||
    echo "Bail out! no program"
. parts/point.bash
cd "$tmp" || exit
echo 1..3

timeout 10 ./memory 0 >out 2>err
[ $? = 71 ] && [ ! -s out ] &&
    grep -q ': no memory for a value of 8388608 bytes: Cannot allocate' err
point 1 'no address space' $?

# A memory cgroup below our own, of 96 MiB; version 1, then 2.
group=
for parent in /sys/fs/cgroup/memory$(sed -n 's/^[0-9]*:memory://p' \
    /proc/self/cgroup) /sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup); do
    group=$parent/shm-test.$$
    mkdir "$group" 2>err || continue
    for file in memory.limit_in_bytes memory.max; do
        [ -e "$group/$file" ] && echo 96M >"$group/$file" && break 2
    done 2>err
    rmdir "$group"
done
if [ ! -d "$group" ]; then
    echo 'ok 2 # SKIP no memory cgroup can be made here'
    echo 'ok 3 # SKIP no memory cgroup can be made here'
    exit
fi
trap 'sleep 0.1; rmdir "$group"' EXIT

# in_group COMMAND...: within it, so that its memory is counted there.
in_group() {
    (echo $BASHPID >"$group/cgroup.procs" && exec timeout 20 "$@") >out 2>err
}

in_group ./memory 60
[ $? = 0 ] && [ "$(cat out)" = 4 ] &&
    [ "$(grep -c "OOM killer ran) in iteration .* again with one worker \
fewer (attempt 2 of 4)\$" err)" = 1 ]
point 2 'room for one worker' $?
in_group ./memory 200
[ $? = 137 ] && [ ! -s out ] &&
    grep -q "OOM killer ran).*; the chunk has killed 4 workers" err
point 3 'room for none' $?
