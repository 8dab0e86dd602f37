# SPDX-License-Identifier: MIT
# timeout: 1000
# The master is killed by SIGKILL at random moments, KILLS times (40): nothing
# is left. The same where a worker has changed its user, for the kernel then
# forgets that it was to die with its master.
seed=${SEED:-$RANDOM}
$CC -O2 -Wall -Wextra -Werror parts/killer.c -o "$tmp/killer" &&
    $SHMCC -O2 -Wall -Wextra parts/endless.c -o "$tmp/endless" &&
    $SHMCC -O2 -Wall -Wextra -DLEAVE parts/endless.c -o "$tmp/leave" ||
    echo "Bail out! no program"
chmod 755 "$tmp"
echo 1..2
point=0
for program in endless leave; do
    result=ok
    "$tmp/killer" "$seed" "${KILLS:-40}" "$tmp/$program" >"$tmp/said" 2>&1 ||
        result='not ok'
    echo "$result $((++point)) - $program: $(cat "$tmp/said")"
done
