/* SPDX-License-Identifier: MIT */
/* squares.h -- the annotated part of the package. */
#ifndef SQUARES_H
#define SQUARES_H

#ifdef __cplusplus
extern "C" {
#endif

enum { SQUARES = 8 };
extern int squares[SQUARES];
#pragma shm shared(squares)

/* Fills the table; returns the number of processes that did it. */
int fill_squares(void);

#ifdef __cplusplus
}
#endif
#endif
