/* SPDX-License-Identifier: MIT */
/* What is seen everywhere need not be read in the same function. */
int global;
static int internal;
extern int external;
static int stated;
#pragma shm private(stated)
static _Thread_local int own;

static int state(void)
{
    static int calls;

    return ++calls;
}

void objects(int n)
{
    static int kept[3];

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        global = state();
        internal -= i;
        external |= i;
        kept[i % 3] = i;
        stated = own = i;
    }
#pragma shm parallel if(0)
    internal++;
}
