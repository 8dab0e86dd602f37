#!/bin/bash
# SPDX-License-Identifier: MIT
# timeout: 60
# Without address space for shared memory a region cannot begin: status 71
# and one line, and the same for shm_malloc: NULL, and the program goes on.
cd "$tmp" || exit
cat >big.c <<'END'
#include <errno.h>
#include <shm.h>
#include <stdio.h>
int main(void)
{
    void *block;

    errno = 0;
    block = shm_malloc((size_t)1 << 46);
    printf("%d\n", !block && errno == ENOMEM);
    return 0;
}
END
cat >region.c <<'END'
int main(void)
{
#pragma shm parallel num_workers(2)
    ;
    return 0;
}
END
"$SHMCC" -O2 big.c -o big && "$SHMCC" -O2 region.c -o region || exit
if [ "$(timeout 20 ./big)" = 1 ]; then
    echo "ok 1 - a block that is larger than the machine"
else
    echo "not ok 1 - a block that is larger than the machine"
fi
(ulimit -v 6000 && timeout 20 ./region) 2>said
status=$?
if [ $status = 71 ] && [ "$(wc -l <said)" = 1 ]; then
    echo "ok 2 - a region without address space"
else
    echo "not ok 2 - a region without address space"
    echo "# status $status"
    sed 's/^/# /' said
fi
echo "1..2"
