/* SPDX-License-Identifier: MIT */
/* sum.h -- the plain library of the package. */
#ifndef SUM_H
#define SUM_H

long sum(const int *list, int length);

#endif
