/* SPDX-License-Identifier: MIT */
/* A brace in the line of the directive, as people write it behind an if. */
void brace(int n)
{
#pragma shm parallel private(n) {
    n++;
}
