/* SPDX-License-Identifier: MIT */
/* Constant and otherwise qualified objects may be shared as well. */
#include "check.h"
#include <shm.h>
#include <stdint.h>

static const int table[4] = {1, 2, 3, 4};
static const char *const names[] = {"a", "b"};
static volatile int seen;
static _Atomic long atomic_count;
static _Alignas(64) char aligned[3] = "ab";
static const double nothing[2];
int __attribute__((aligned(32))) attributed = 5;
#pragma shm shared(table, names, seen, atomic_count, aligned, nothing)
#pragma shm shared(attributed)

int main(void)
{
    const int limit = 3;
    const struct { int a[2]; } fixed = {{1, limit}};
    volatile int loose = 0;
    _Atomic unsigned count = 0;
    _Alignas(128) double wide[2] = {1, 2};
    register int quick = 4;
    auto int plain = 4;
#pragma shm shared(limit, fixed, loose, count, wide, plain)

#pragma shm parallel for
    for (int i = 0; i < 1000; i++) {
        CHECK(table[limit] == 4 && names[1][0] == 'b' && nothing[1] == 0);
        CHECK(fixed.a[1] == 3 && wide[1] == 2 && quick == plain);
        atomic_count += 2;
        count++;
        if (i == 500) {
            loose = i;
            seen = loose;
            aligned[0] = 'A';
            attributed++;
        }
    }
    CHECK((uintptr_t)aligned % 64 == 0 && (uintptr_t)wide % 128 == 0);
    CHECK((uintptr_t)&attributed % 32 == 0);
    printf("%ld %u %d %d %s %d\n", (long)atomic_count, (unsigned)count, loose,
           seen, aligned, attributed);
    return 0;
}
