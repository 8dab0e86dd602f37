/* SPDX-License-Identifier: MIT */
/* Shared objects of types that are declared in every way: typedefs of
 * arrays, anonymous structs, types and objects in one declaration. */
#include "check.h"
#include <complex.h>
#include <shm.h>

typedef int vector[4];
typedef struct tree tree;
struct tree {
    tree *left, *right;
    int value;
};

static vector file_vector = {1, 2, 3, 4};
static struct pair {
    short a, b;
} pairs[2] = {{1, 2}, {3, 4}};
static enum colour { RED, GREEN } colour = GREEN;
static struct {
    int n;
    union {
        int i;
        float f;
    };
} nameless;
#pragma shm shared(file_vector, pairs, colour, nameless)

int main(void)
{
    typedef double numbers[3];
    vector v = {5, 6}, vs[2];
    numbers n = {0};
    struct local {
        int x;
    } local = {1}, locals[2] = {{2}, {3}};
    struct { int only; } here = {0};
    long long wide = 1LL << 40;
    unsigned char byte = 255;
    double complex z = 1 + I;
    tree root = {0, 0, 1};
    __int128 huge = 1;
#pragma shm shared(v, vs, n, local, locals, here, wide, byte, z, root, huge)

#pragma shm parallel
    {
#pragma shm single
        {
            file_vector[3] += v[0];
            vs[1][2] = v[1];
            pairs[1].b = (short)(pairs[0].a + 100);
            colour = RED;
            nameless.n = 3;
            nameless.f = 0.5f;
            n[2] = 2.5;
            local.x += locals[1].x;
            here.only++;
            wide++;
            byte++;
            z *= I;
            root.left = &root;
            root.left->value = 9;
            huge <<= 100;
        }
    }
    printf("%d %d %d %d %d %g %g %d %d\n", file_vector[3], vs[1][2],
           pairs[1].b, colour, nameless.n, (double)nameless.f, n[2], local.x,
           here.only);
    printf("%lld %d %g%+gi %d %d\n", wide, byte, creal(z), cimag(z),
           root.value, (int)(huge >> 98));
    return 0;
}
