# SPDX-License-Identifier: MIT
# lib.bash -- what the runners share: TAP, settings, limits, goldens.
#
# A runner is sourced by run-test, in the folder of its tests, after this
# file and after config.sh. It finds:
#   $file     the test's file name, x.c
#   $name     the same without suffix, x
#   $tmp      an empty folder, removed in the end
#   $compilers  the compilers to be tried
# It calls pass, fail or skip for each thing that it looked at.

points=0

begin() {
    file=$1
    name=${file%.*}
    tmp=$(mktemp -d "${TMPDIR:-/tmp}/shm-test.XXXXXX") || exit
    trap 'rm -rf "$tmp"' EXIT
    read -r -a compilers <<<"${TEST_COMPILERS:-gcc clang}"
    read -r -a shmcc <<<"${TEST_CHECKER-} $SHMCC"
    eval "args=($(setting args))"
    eval "cflags=($(setting cflags))"
    eval "environment=($(setting env))"
    limit=$(setting timeout)
    limit=${limit:-60}
}

finish() {
    echo "1..$points"
}

pass() {
    echo "ok $((++points)) - $1"
}

# fail WHAT [FILE...]: the files tell more; their first lines are shown.
fail() {
    echo "not ok $((++points)) - $1"
    shift
    for detail; do
        if [ -s "$detail" ]; then
            head -n 60 "$detail" | cut -c 1-300 | sed 's/^/#   /'
        fi
    done
}

skip() {
    echo "ok $((++points)) - $1 # SKIP $2"
}

# setting KEY: the rest of a line "// KEY: ..." (in a script "# KEY: ...")
# among the first 20 of the test; flag KEY: is there a line "// KEY"?
setting() {
    head -n 20 "$file" | sed -En "s,^(//|#) $1: *,,p" | head -n 1
}

flag() {
    head -n 20 "$file" | grep -Eq "^(//|#) $1\$"
}

# limited [VAR=VALUE...] COMMAND...: runs it under the test's time limit and
# environment; leaves its output in $tmp/out and $tmp/err.
limited() {
    timeout -k 5 "$limit" env "${environment[@]}" "$@" \
        </dev/null >"$tmp/out" 2>"$tmp/err"
}

# have COMPILER WHAT: can it be tried? If not, it is said.
have() {
    command -v "$1" >"$tmp/which" && return
    skip "$1: $2" "$1 is not installed"
    return 1
}

# golden EXPECTED ACTUAL WHAT: they must be equal. update-test makes them so.
golden() {
    if [ -f "$1" ] && diff -u "$1" "$2" >"$tmp/diff" 2>&1; then
        pass "$3"
    elif [ -n "${TEST_UPDATE-}" ]; then
        cp "$2" "$1" && pass "$3: $1 renewed"
    elif [ ! -f "$1" ]; then
        fail "$3: there is no $1" "$2"
    else
        fail "$3" "$tmp/diff"
    fi
}
