#!/bin/bash
# SPDX-License-Identifier: MIT
# demo.sh [n [rounds]] -- integrates a gigabyte, and says how fast.

. "$(dirname "$0")/../lib.bash"

echo "The workers fill an array in shared memory; the sums of their chunks"
echo "come back in three ways."
echo
parallel integrate.c || exit
"$tmp/parallel" "${1:-0x8000000}" "${2:-5}"
