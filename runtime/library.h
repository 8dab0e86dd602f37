/* SPDX-License-Identifier: MIT */
/* library.h -- shm.h as the library itself sees it: declarations, exported. */
#ifndef SHM_LIBRARY_H
#define SHM_LIBRARY_H 1

#ifndef _SHM
#define _SHM 1
#endif

#pragma GCC visibility push(default)
#include "shm.h"
#pragma GCC visibility pop

#endif
