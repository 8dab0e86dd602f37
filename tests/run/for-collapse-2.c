/* SPDX-License-Identifier: MIT */
/* collapse(2): both loops' iterations are shared out, each once, with every
 * schedule; the loops may differ in type, direction and step. */
#include "check.h"
#include <shm.h>
#include <string.h>

static int hits[20][30], who[2][30], team;
#pragma shm shared(hits, who, team)

static void look(int rows, int columns)
{
    for (int i = 0; i < 20; i++)
        for (int j = 0; j < 30; j++)
            CHECK(hits[i][j] == (i < rows && j < columns));
    memset(hits, 0, sizeof hits);
}

/* Chunks are cut from the iterations of both loops, counted through. */
static void look_at_chunks(void)
{
#pragma shm parallel
    {
#pragma shm single
        team = shm_num_workers();
#pragma shm for collapse(2) schedule(static, 7)
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 30; j++)
                who[i][j] = shm_worker_num();
    }
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 30; j++)
            CHECK(who[i][j] == (30 * i + j) / 7 % team);
}

int main(void)
{
    int rows = 20, columns = 30, a = 0, b = 0;
    long sum = 0;

#pragma shm parallel for collapse(2)
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++)
            hits[i][j]++;
    look(20, 30);
#pragma shm parallel for collapse(2) schedule(dynamic, 7)
    for (int i = 0; i < 2; i++) {
        for (unsigned char j = 0; j < 29; j++) {
            hits[i][j]++;
        }
    }
    look(2, 29);
#pragma shm parallel for schedule(guided) collapse(1 + 1)
    for (short i = 18; i >= 0; i--)
        for (long j = columns - 1; j > -1; --j)
            hits[i][j]++;
    look(19, 30);
#pragma shm parallel for collapse(2) schedule(static, 1)
    for (size_t i = 0; i != 3; i++)
        for (int *p = hits[0]; p < hits[0] + 30; p++)
            p[i * 30]++;
    look(3, 30);

    /* Steps, a continue, an inner loop of the body's own, last values. */
#pragma shm parallel for collapse(2) lastprivate(a, b) reduction(+ : sum)
    for (int i = 3; i < 20; i += 5)
        for (int j = 30; j > 1; j -= 4) {
            a = i;
            b = j;
            if (j == 22)
                continue;
            for (int k = 0; k < 100; k++) {
                if (k == j)
                    break;
                sum += i;
            }
        }
    CHECK(a == 18 && b == 2);
    look_at_chunks();
    printf("%ld\n", sum);
    return 0;
}
