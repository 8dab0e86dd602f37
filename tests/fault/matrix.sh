# SPDX-License-Identifier: MIT
# The tests that matrix.md names are there.
echo 1..1
missing=
for name in $(grep -o 'tests/[A-Za-z0-9_./-]*' matrix.md | sort -u); do
    [ -f "$TEST_SOURCE/$name" ] || missing="$missing $name"
done
if [ -z "$missing" ]; then
    echo 'ok 1 - all tests are there'
else
    echo "not ok 1 - not there:$missing"
fi
