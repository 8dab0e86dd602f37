/* SPDX-License-Identifier: MIT */
/* Among the words of an attribute, where the parser does not look. */
void f(void) __attribute__((deprecated("a"
#pragma shm barrier
)));

__attribute__((aligned(
#pragma shm shared(x)
8))) int x;
