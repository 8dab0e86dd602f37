# SPDX-License-Identifier: MIT
# timeout: 60
# A terminal's keys: the program ends, stops and goes on as a single process
# would; nothing is printed twice, nothing is left.
point=0

# keys WHAT EXPECTED PROGRAM KEY...
keys() {
    local what=$1 expected=$2
    shift 2
    point=$((point + 1))
    if "$tmp/pty" "$tmp/$1" "${@:2}" >"$tmp/shown" 2>&1 &&
        tr -d '\r' <"$tmp/shown" | sed 's/\^[CZ\\]//g' >"$tmp/seen" &&
        [ "$(cat "$tmp/seen")" = "$(printf '%b' "$expected")" ]; then
        echo "ok $point - $what"
    else
        echo "not ok $point - $what"
        sed 's/^/# /' "$tmp/shown"
    fi
}

$CC -O2 -Wall -Wextra -Werror parts/pty.c -o "$tmp/pty" &&
    $SHMCC -O2 -Wall -Wextra parts/terminal.c -o "$tmp/plain" &&
    $SHMCC -O2 -Wall -Wextra -DHANDLER parts/terminal.c -o "$tmp/handler" ||
    echo "Bail out! no program"
done='3 workers, 0 calls'
keys '^C' 'ready\nended by SIGINT' plain c
keys '^\' 'ready\nended by SIGQUIT' plain '\'
keys '^Z and fg' "ready\nstopped\n$done\nended with 0" plain z
keys '^C and a handler: it is called once' \
    'ready\n3 workers, 1 calls\nended with 0' handler c
keys 'hang-up' 'ready' plain h
echo "1..$point"
