# SPDX-License-Identifier: MIT
# timeout: 30
# A static program that cannot begin ends with its status: its destructors are
# not for a program whose constructors have not run.
echo 'int main(void) { return 0; }' >"$tmp/x.c"
echo 1..1
$SHMCC -static "$tmp/x.c" -o "$tmp/x" -Wl,-u,shmrt_parallel ||
    echo "Bail out! no program"
SHM_STRICT=1 SHM_SCHEDULE=sometimes "$tmp/x" 2>"$tmp/err"
status=$?
if [ $status = 78 ] && grep -q "'sometimes' is not understood" "$tmp/err"; then
    echo "ok 1 - status 78"
else
    echo "not ok 1 - status $status"
    sed 's/^/# /' "$tmp/err"
fi
