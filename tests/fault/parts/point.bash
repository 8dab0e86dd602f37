# SPDX-License-Identifier: MIT
# point.bash -- one point of a script's TAP; what the last command said is in
# the files out and err.

# point NUMBER WHAT STATUS: good if that is 0.
point() {
    if [ "$3" = 0 ]; then
        echo "ok $1 - $2"
    else
        echo "not ok $1 - $2"
        sed 's/^/# /' out err
    fi
}
