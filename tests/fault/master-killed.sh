# SPDX-License-Identifier: MIT
# timeout: 1000
# The master is ended by SIGKILL, and by SIGTERM, at random moments, KILLS times
# (40): nothing is left. The same where a worker has changed its user, for the
# kernel then forgets that it was to die with its master.
#
# A master that handles SIGTERM goes on, and is the only one to do so.
seed=${SEED:-$RANDOM}
$CC -O2 -Wall -Wextra -Werror parts/killer.c -o "$tmp/killer" &&
    $SHMCC -O2 -Wall -Wextra parts/endless.c -o "$tmp/endless" &&
    $SHMCC -O2 -Wall -Wextra -DLEAVE parts/endless.c -o "$tmp/leave" ||
    echo "Bail out! no program"
chmod 755 "$tmp"
echo 1..5
point=0
while read -r program signal; do
    result=ok
    "$tmp/killer" "$seed" "${KILLS:-40}" "$signal" "$tmp/$program" \
        >"$tmp/said" 2>&1 || result='not ok'
    echo "$result $((++point)) - $program, signal $signal: $(cat "$tmp/said")"
done <<END
endless 9
endless 15
leave 9
leave 15
END

cat >"$tmp/x.c" <<'END'
#include <shm.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void
handle(int number)
{
    static const char text[] = "handled\n";

    (void)number;
    if (write(STDOUT_FILENO, text, sizeof text - 1) > 0)
        shm_cancel();
}

int
main(void)
{
    int *begun = shm_calloc(1, sizeof *begun);

    signal(SIGTERM, handle);
#pragma shm parallel for num_workers(3) schedule(dynamic)
    for (int i = 0; i < 1000000000; i++) {
        if ((*begun)++ == 0)
            kill(0, SIGTERM); /* the whole group, as a shell does */
    }
    puts("over");
    return 0;
}
END
$SHMCC -O2 -Wall "$tmp/x.c" -o "$tmp/x" || echo "Bail out! no program"
timeout -s KILL 20 setsid "$tmp/x" >"$tmp/said" 2>&1
status=$?
if [ $status = 0 ] && [ "$(cat "$tmp/said")" = "handled
over" ]; then
    echo "ok $((++point)) - a handler that cancels the region"
else
    echo "not ok $((++point)) - a handler that cancels: status $status"
    sed 's/^/# /' "$tmp/said"
fi
