/* SPDX-License-Identifier: MIT */
/* A shared object's name may also be a tag, a member, a label, a macro's
 * parameter, a word in a string or comment: those stay as they are. */
#include "check.h"
#include <shm.h>
#include <string.h>

struct x {
    int x;
    struct {
        int y;
    } a;
    struct x *next;
};

#define MEMBER(s, x) ((s).x)
#define STRING(x) #x
#define PASTE(a, b) a##b

int main(void)
{
    struct x x = {.x = 1, .a = {.y = 2}}, *p = &x;
    int y = 5, a[3] = {[1] = 7}, xy = 9;
    enum a { A, B } e = B;
#pragma shm shared(x, y, a, e) /* x y a e */

    p->next = &x;
#pragma shm parallel
    {
#pragma shm single
        {
            int tries = 0;

            goto y;
        x:
            x.x++;
            goto a;
        y:
            x.a.y += y; // x.a.y += y
            if (tries++ < 2)
                goto x;
        a:
            a[0] = MEMBER(x, x) + MEMBER(x, a).y + PASTE(x, y);
            a[2] = p->next->x + (*p).a.y;
            CHECK(!strcmp(STRING(x), "x"));
            CHECK(!strcmp("x y" " a", "x y a"));
            e = (enum a)0;
        }
        CHECK((struct x){.x = y}.x == 5 && sizeof(struct x) == sizeof x);
    }
    printf("%d %d %d %d %d %d\n", x.x, x.a.y, a[0], a[1], a[2], e == A);
    return 0;
}
