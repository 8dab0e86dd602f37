#!/bin/bash
# SPDX-License-Identifier: MIT
# Every state in which a chunk can fail, under every policy: the messages, to
# the letter, the status, and what was printed and counted. With one worker
# the order of things is fixed, but for what is printed outside of ordered
# blocks. parts/onfail-states.txt has what is right; UPDATE=1 renews it.

golden=$PWD/parts/onfail-states.txt
cd "$tmp" || exit

# show POLICY STATE [TIMES]
show() {
    local status
    SHM_NUM_WORKERS=1 SHM_BACKTRACE=off timeout 20 "./${1%%(*}" "${@:2}" \
        >out 2>err
    status=$?
    [ "${2#ordered}" != "$2" ] || sort -o out out
    echo "== onfail($1), $2${3:+ $3 times}: status $status"
    tr '\n' ' ' <out | sed 's/iteration //g; s/ $//'
    echo
    sed 's/(pid [0-9]*)/(pid N)/; s/^[a-z]*: shm: [^ ]*.c:/c:/' err
}

states=(clean crash critical critical-behind ordered-before ordered
    ordered-behind atomic lock lock-behind task exit _exit gives-up exec stuck)

for policy in abort "retry(2)" "always(2)" skip; do
    name=${policy%%(*}
    clause=$policy
    [ "$name" != always ] || clause="retry(2, always)"
    SHMCC_CC=$CC "$SHMCC" -I"$SHMCC_PREFIX/include" \
        -L"$SHMCC_PREFIX/lib" -Wl,-rpath,"$SHMCC_PREFIX/lib" \
        -DPOLICY="$clause" "$OLDPWD/parts/onfail-states.c" -o "$name" ||
        echo "Bail out! parts/onfail-states.c does not compile"
done
{
    for policy in abort "retry(2)" skip; do
        for state in "${states[@]}"; do
            show "$policy" "$state"
        done
    done
    for state in critical critical-behind ordered-behind atomic; do
        show "always(2)" "$state"
    done
    show "retry(2)" clean 2
    show "retry(2)" clean 3
    show "retry(2)" varied 3
    show "retry(2)" stuck 3
} >seen
[ -z "${UPDATE-}" ] || cp seen "$golden"

echo "1..1"
if diff -u "$golden" seen >difference; then
    echo "ok 1 - every state under every policy"
else
    sed 's/^/# /' difference
    echo "not ok 1 - every state under every policy"
fi
