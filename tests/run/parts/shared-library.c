/* SPDX-License-Identifier: MIT */
#include "shared-library.h"
#include <string.h>

int table[16] = {3, 4};
long total;
struct pair pair = {1, 2};
double grid[4][8];
char text[64];

int sum_table(void)
{
    int sum = 0;

    for (int i = 0; i < 16; i++)
        sum += table[i];
    return sum;
}

void set_text(const char *to)
{
    strcpy(text, to);
}
