#!/bin/bash
# SPDX-License-Identifier: MIT
# demo.sh [file.png] -- draws the picture, into this folder.

. "$(dirname "$0")/../lib.bash"

exec 2>&1
echo "Rows of the picture are handed out one by one; the pixels are in shared"
echo "memory."
echo
picture=${1:-mandelbrot.png}
parallel mandelbrot.c png.c -lm || exit
TIMEFORMAT='%R s'
printf 'in serial mode:  '
time SHM_NUM_WORKERS=0 "$tmp/parallel" "$tmp/serial.png" || exit
printf 'with workers:    '
time "$tmp/parallel" "$picture" || exit
cmp "$tmp/serial.png" "$picture" || exit
echo "the same picture: $(cd "$(dirname "$picture")" && pwd)/${picture##*/}"
