#!/bin/bash
# SPDX-License-Identifier: MIT
# demo.sh -- the same source with processes, with threads and serially.

. "$(dirname "$0")/../lib.bash"

echo "A library with static buffers takes records apart:"
echo
parallel strtok.c fields.c || exit
serial strtok.c fields.c || exit
printf 'serially:        '
"$tmp/serial" || exit
printf 'with processes:  '
"$tmp/parallel" || exit
if (cd "$here" && "${cc[@]}" -O2 -fopenmp -o "$tmp/threads" strtok.c \
    fields.c >"$tmp/said" 2>&1); then
    printf 'with threads:    '
    OMP_NUM_THREADS=4 "$tmp/threads"
else
    echo "with threads:    (${cc[*]} has no OpenMP)"
fi
exit 0
