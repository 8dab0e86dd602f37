# SPDX-License-Identifier: MIT
# lib.bash -- what the tests and demos of the examples share.
#
# Sourced by examples/NAME/test and examples/NAME/demo.sh. In the environment:
#   SHMCC         the compiler command (shmcc)
#   CC            the plain compiler (cc)
#   SHMCC_PREFIX  where shmcc is installed; without it <shm.h> is taken from
#                 the source folder
# Gives: $here, the example's folder, and $tmp, a folder that is removed in
# the end.

set -u
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d "${TMPDIR:-/tmp}/shm-example.XXXXXX") || exit
trap 'rm -rf "$tmp"' EXIT
read -r -a shmcc <<<"${SHMCC:-shmcc}"
read -r -a cc <<<"${CC:-cc}"
if [ -n "${SHMCC_PREFIX-}" ]; then
    headers=$SHMCC_PREFIX/include
else
    headers=$here/../../runtime
fi
points=0

# limited COMMAND...: nothing that hangs may hold up the rest.
limited() {
    timeout -k 5 120 "$@"
}

# ok WHAT COMMAND...: a point of TAP; what the command says is shown when it
# fails.
ok() {
    local what=$1 line
    shift
    if "$@" >"$tmp/said" 2>&1; then
        echo "ok $((++points)) - $what"
        return 0
    fi
    echo "not ok $((++points)) - $what"
    head -n 40 "$tmp/said" | while IFS= read -r line; do
        echo "#   $line"
    done
    return 1
}

skip() {
    echo "ok $((++points)) - $1 # SKIP $2"
}

finish() {
    echo "1..$points"
}

# parallel FILE..., serial FILE...: compile to $tmp/parallel by shmcc, to
# $tmp/serial by a compiler that ignores the directives. Options may stand
# among the files.
parallel() {
    (cd "$here" && limited "${shmcc[@]}" -O2 -o "$tmp/parallel" "$@")
}

serial() {
    (cd "$here" && limited "${cc[@]}" -O2 -Wno-unknown-pragmas \
        -I"$headers" -o "$tmp/serial" "$@")
}

# compile FILE...: both ways, as two points of TAP.
compile() {
    ok "compiled by shmcc" parallel "$@" &&
        ok "compiled by ${cc[*]}, which ignores the directives" \
            serial "$@" && return
    finish
    exit 1
}

# agree WHAT ARGUMENT...: the program prints the same, whatever the number of
# workers, as its serial form.
agree() {
    local what=$1 workers
    shift
    ok "$what: serially" alone "$@" || return
    for workers in 0 1 2 3 7; do
        ok "$what: $workers workers" same "$workers" "$@"
    done
}

alone() {
    limited "$tmp/serial" "$@" >"$tmp/expected"
}

same() {
    SHM_NUM_WORKERS=$1 limited "$tmp/parallel" "${@:2}" >"$tmp/printed" &&
        diff -u "$tmp/expected" "$tmp/printed"
}
