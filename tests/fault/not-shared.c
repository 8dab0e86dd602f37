// status: 70
// also: parts/not-shared.c
// timeout: 10
/* SPDX-License-Identifier: MIT */
/* An extern object that is named in `shared` here, but not where it is
 * defined: a region that uses it does not begin. */
extern int elsewhere;
#pragma shm shared(elsewhere)

int main(void)
{
#pragma shm parallel for
    for (int i = 0; i < 8; i++) {
#pragma shm atomic
        elsewhere++;
    }
    return 0;
}
