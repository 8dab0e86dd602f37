/* SPDX-License-Identifier: MIT */
/* Every sort of initialiser, of static and of automatic objects: what it
 * says is there before, in and after the region. */
#include "check.h"
#include <shm.h>
#include <string.h>

struct point {
    int x, y;
    const char *name;
};

static int inferred[] = {1, 2, 3, [5] = 6};
static char letters[] = "letters";
static struct point points[] = {{1, 2, "a"}, {.y = 4, .name = "b"}};
static const char *words[] = {"one", "two", letters};
static int *place = &inferred[2];
static double zero = 0, part[100] = {1.5};
#pragma shm shared(inferred, letters, points, words, place, zero, part)

static int seven(void)
{
    return 7;
}

int main(void)
{
    int a[] = {seven(), 2, [3] = 4}, b = seven(), c = {3}, matrix[][2] = {
        {1, 2}, {3, 4}, {5},
    };
    char s[] = "automatic", t[20] = "padded";
    struct point p = {b, .name = s}, q = p, *r = &q;
    struct point list[] = {[1] = {.x = c}, {5, 6, "x"}};
    union { int i; float f; } u = {.f = 1.5f};
    const char *const text = "text";
    double d = b * 2 + 0.5, e;
    enum { LOW, HIGH } level = HIGH;
    _Bool yes = 5;
#pragma shm shared(a, b, c, matrix, s, t, p, q, r, list, u, text, d, e, level)
#pragma shm shared(yes)

    e = d;
#pragma shm parallel
    {
        CHECK(sizeof inferred == 6 * sizeof(int) && inferred[5] >= 6);
        CHECK(!strcmp(words[0], "one") && place == inferred + 2);
        CHECK(points[1].x == 0 && points[1].y == 4 && part[0] == 1.5);
        CHECK(sizeof a == 4 * sizeof(int) && a[0] == 7 && a[2] == 0);
        CHECK(c == 3 && sizeof matrix == 6 * sizeof(int));
        CHECK(matrix[2][0] == 5 && matrix[2][1] == 0);
        CHECK(sizeof s == 10 && !strcmp(t, "padded") && t[19] == 0);
        CHECK(p.x == b && p.name == s && r == &q && r->x == 7);
        CHECK(sizeof list / sizeof *list == 3 && list[2].y == 6);
        CHECK(u.f == 1.5f && !strcmp(text, "text") && e == 14.5);
        CHECK(level == HIGH && yes == 1);
#pragma shm barrier
#pragma shm single
        {
            *place = 33;
            letters[0] = 'L';
            a[3] = 40;
            matrix[2][1] = 60;
            s[0] = 'A';
            r->y = 9;
            list[0].x = 1;
            level = LOW;
            yes = 0;
            zero = 0.25;
            part[99] = 2;
        }
    }
    CHECK(!yes);
    printf("%d %s %d %d %s %d %d %d %g %g\n", inferred[2], words[2], a[3],
           matrix[2][1], p.name, q.y, list[0].x, level, zero, part[99]);
    return 0;
}
