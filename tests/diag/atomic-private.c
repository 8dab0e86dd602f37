/* SPDX-License-Identifier: MIT */
/* atomic on an object that is known to be private has nothing to do. */
struct node {
    int count;
    unsigned bit : 3;
};

static int hidden;
static int given;
static const int fixed = 3;
static struct node s;
#pragma shm shared(given, fixed, s)
extern int elsewhere;

void objects(int parameter, int array[], struct node *node)
{
    int local = 0, table[3] = { 0 };
    struct node own = { 0, 0 };

#pragma shm parallel
    {
#pragma shm atomic
        hidden++;
#pragma shm atomic
        local += 2;
#pragma shm atomic
        table[parameter] -= 1;
#pragma shm atomic write
        own.count = 3;
#pragma shm atomic
        parameter *= 2;
#pragma shm atomic
        node->bit++;
#pragma shm atomic
        s.bit--;
#pragma shm atomic
        given++;
#pragma shm atomic
        elsewhere++;
#pragma shm atomic
        array[0]++;
#pragma shm atomic
        node->count++;
#pragma shm atomic read
        local = fixed;
#pragma shm atomic write
        fixed = local;
    }
}
