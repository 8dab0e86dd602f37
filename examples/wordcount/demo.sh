#!/bin/bash
# SPDX-License-Identifier: MIT
# demo.sh -- counts words in the licences and documentation of this machine.

. "$(dirname "$0")/../lib.bash"

echo "A worker counts the words of a file; a reduce block adds them up in the"
echo "master. The texts: /usr/share/common-licenses and /usr/share/doc."
echo
parallel wordcount.c || exit
mapfile -d '' -t files < <(find -L /usr/share/common-licenses \
    /usr/share/doc -type f ! -name '*.gz' ! -name '*.png' -size -512k \
    -print0 | LC_ALL=C sort -z | head -z -n 4000)
if [ ${#files[@]} = 0 ]; then
    echo "there are none here; the project's own sources instead"
    files=("$here"/../*/*)
fi
TIMES=1 "$tmp/parallel" the,free,software,warranty,copyright,notice,damages \
    "${files[@]}"
