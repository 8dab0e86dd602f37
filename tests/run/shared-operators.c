// cflags: -Wno-unused-value
/* SPDX-License-Identifier: MIT */
/* Everything that may be done with a name, done with a shared automatic:
 * sizeof, typeof, _Generic, address, calls, initialisers, casts. */
#include "check.h"
#include <shm.h>
#include <stddef.h>
#include <string.h>

struct s {
    int x, y[3];
};

#define KIND(e)                                                              \
    _Generic((e), int: 'i', double: 'd', int *: 'p', struct s: 's',          \
             const char *: 'c', default: '?')
#define ADD(a, b) ((a) + (b))
#define x2 x + x

static int first(const int *p, int n)
{
    return p[n];
}

int main(void)
{
    int x = 3, a[4] = {1, 2, 3, 4}, *p = a;
    double d = 1.5;
    struct s s = {1, {2, 3, 4}};
    const char *text = "text";
#pragma shm shared(x, a, p, d, s, text)

    CHECK(sizeof x == sizeof(int) && sizeof(a) == 4 * sizeof a[0]);
    CHECK(sizeof s == sizeof(struct s) && _Alignof(double) >= sizeof(float));
    CHECK(KIND(x) == 'i' && KIND(d) == 'd' && KIND(p) == 'p');
    CHECK(KIND(s) == 's' && KIND(text) == 'c' && KIND(a[1]) == 'i');
    CHECK(KIND(&x) == 'p' && KIND(*p) == 'i');
#pragma shm parallel
    {
        __typeof__(x) copy = x;
        __typeof__(a) array;
        __typeof__(s.y) ys = {0};
        int size[sizeof a / sizeof *a];
        struct s t = s, u = {.x = x, .y = {x, [2] = a[3]}};
        struct s *q = &s;
        int values[] = {x, a[0], s.y[2], [5] = x2};

        memcpy(array, a, sizeof a);
        CHECK(sizeof array == sizeof a && array[3] == a[3]);
        CHECK(sizeof size == 4 * sizeof(int) && sizeof ys == sizeof s.y);
        CHECK(copy == x && -x == -copy && (!x) == 0 && ~x == ~copy);
        CHECK((x ? a : p)[1] == 2 && (x, d) == 1.5 && 1 [a] == 2);
        CHECK(first(a, x) == 4 && first(&a[1], 1) == 3 && *(a + x) == 4);
        CHECK(ADD(x, x) == 6 && x2 == 6 && values[5] == 6 && ys[0] == 0);
        CHECK(t.y[2] == 4 && u.x == 3 && u.y[2] == 4 && q->y[0] == 2);
        CHECK((double)x == 3.0 && (int)d == 1 && (void *)&x != (void *)&d);
        CHECK(&s.y[1] - s.y == 1 && (char *)&s.y - (char *)&s
              == offsetof(struct s, y));
        CHECK(((struct s){x, {1}}).x == 3 && *text == 't' && text[1] == 'e');
        CHECK(({ int y = x; y * x; }) == 9);
        CHECK((__typeof__(x))7.9 == 7 && sizeof(int[a[1]]) == sizeof(int[2]));
#pragma shm barrier
#pragma shm single
        {
            x++;
            ++x;
            x--, x <<= 1;
            *&x += 1;
            p++;
            *p++ = 20;
            (a)[2] = 30;
            (s).y[0]++;
            *(&s.x) = 11;
            d /= 2;
            text++;
        }
        CHECK(*p == 30 && p == a + 2);
        q->y[0] = 3;
    }
    printf("%d %d %d %d %g %s\n", x, a[1], s.x, s.y[0], d, text);
    return 0;
}
