# SPDX-License-Identifier: MIT
# timeout: 120
# "program | head -1": the program ends of SIGPIPE as any would, and says
# nothing. RUNS times (10).
echo 1..1
$SHMCC -O2 parts/lines.c -o "$tmp/x" || echo "Bail out! no program"
wrong=
for ((i = 0; i < ${RUNS:-10}; i++)); do
    timeout 20 "$tmp/x" 2>"$tmp/err" | head -n 1 >"$tmp/out"
    status=${PIPESTATUS[0]}
    [ "$status" = 141 ] && [ ! -s "$tmp/err" ] || { wrong=yes && break; }
done
if [ -z "$wrong" ]; then
    echo "ok 1 - $i times status 141, and nothing said"
else
    echo "not ok 1 - run $i: status $status"
    sed 's/^/# /' "$tmp/err"
fi
