/* SPDX-License-Identifier: MIT */
extern int table[];
extern long total;
extern struct pair {
    int a, b;
} pair;
extern double grid[4][8];
extern char text[64];
#pragma shm shared(table, total, pair, grid, text)

int sum_table(void);
void set_text(const char *);
