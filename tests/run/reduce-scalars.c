/* SPDX-License-Identifier: MIT */
/* A reduce block runs in the master, once for each message, with the values
 * that its list had in the worker; other names are the master's own. */
#include "check.h"
#include <shm.h>
#include <stdbool.h>
#include <unistd.h>

enum kind { ODD, EVEN };

int main(void)
{
    pid_t master = getpid();
    int runs = 0, own = 17;
#pragma shm private(own)
    long long sum = 0;
    double halves = 0;
    long double quarters = 0;
    unsigned char seen[100] = {0};

#pragma shm parallel for schedule(dynamic)
    for (int i = 0; i < 100; i++) {
        enum kind kind = i % 2 ? ODD : EVEN;
        bool big = i >= 50;
        char letter = (char)('a' + i % 26);
        const double half = i / 2.0;
        long double quarter = i / 4.0L;
        unsigned long long far = (1ull << 60) + (unsigned)i;

        own = -1;
#pragma shm reduce(i, kind, big, letter, half, quarter, far)
        {
            int square = i * i;

            CHECK(getpid() == master);
            CHECK(kind == (i % 2 ? ODD : EVEN) && big == (i > 49));
            CHECK(letter == 'a' + i % 26 && far - i == 1ull << 60);
            CHECK(!seen[i]);
            seen[i] = 1;
            sum += square;
            halves += half;
            quarters += quarter;
            runs++;
        }
    }
    for (int i = 0; i < 100; i++)
        CHECK(seen[i]);
    CHECK(own == 17 || own == -1);
    printf("%d %lld %g %Lg\n", runs, sum, halves, quarters);
    return 0;
}
