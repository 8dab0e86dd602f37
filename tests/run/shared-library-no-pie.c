// library: parts/shared-library.c
// cflags: -fno-pie -no-pie
/* SPDX-License-Identifier: MIT */
/* The same in a program at a fixed address. */
#include "shared-library.c"
