/* SPDX-License-Identifier: MIT */
/* Constructs in a function of another file. */
#ifndef NESTED_CONSTRUCTS_H
#define NESTED_CONSTRUCTS_H

enum { CELLS = 60 };

extern int cells[CELLS], tally;
#pragma shm shared(cells, tally)

/* Every cell up by one, in a loop. */
void shared_out(void);
/* tally up by 1 + 2 + 3, in sections; gives the last one's number. */
int in_sections(void);
/* A value that one worker has set. */
int one_for_all(int value);
/* tally up by one for each caller, in order or in a critical block. */
void in_order(int i);
void one_by_one(void);
/* A region of its own. */
int region(int n);

#endif
