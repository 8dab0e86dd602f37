/* SPDX-License-Identifier: MIT */
/* Directive lines as they may be written: continued, with comments, with blanks
 * and tabs anywhere, with digraphs, behind an indented sign. */
#include "check.h"
#include <shm.h>

%:define WORD "digraph"

static int a, b;
%:pragma shm shared(a, b)

int main(void)
<%
    int sum = 0, list<:3:> = <%0%>;

#pragma \
    shm \
    parallel \
    for reduction(+ \
                  : sum) \
    schedule \
    (dynamic \
     , 2)
    for (int i = 0; i < 10; i++)
        sum += i;

 #   pragma	shm	parallel  for   reduction ( + : sum , list )  // why
    for (int i = 0; i < 10; i++) {
        sum += i;
        list[i % 3]++;
    }

#pragma shm parallel /* a comment */ for /* another
    that goes on */ reduction(+:sum)reduction(+:list)
    for (int i = 0; i < 10; i++) {
        sum += i;
        list<:i % 3:>++;
    }

%:pragma shm parallel
    <%
        %:pragma shm single
        a++;
#pragma shm bar\
rier
        CHECK(a == 1);
        %: pragma shm cri\
tical
        b++;
    %>
    CHECK(b >= 1);

#pragma shm parallel for private(b), reduction(+ : sum), schedule(static)
    for (int i = 0; i < 10; i++)
        sum += 100;
#pragma shm parallel for reduction(+:sum) label("a\
 b")
    for (int i = 0; i < 10; i++)
        sum++;
    printf("%s %d %d %d %d\n", WORD, sum, a, list[0], list[2]);
    return 0;
%>
