/* SPDX-License-Identifier: MIT */
/* No jump passes over the declaration of a shared automatic object into its
 * block. */
static void work(int *);

void jump(int n)
{
    if (n == 1)
        goto inside;
    {
        int x = 0;
#pragma shm shared(x)
    inside:
        work(&x);
        if (n == 7)
            goto inside;
    }
    switch (n) {
        int y;
#pragma shm shared(y)
    case 3:
        work(&y);
    }
    if (n == 4)
        goto end;
    int z = 0;
#pragma shm parallel shared(z)
    work(&z);
end:
    work(0);
}

void right(int n)
{
again:
    {
        int x = 0;
#pragma shm shared(x)
        switch (n) {
        case 3:
            work(&x);
            goto out;
        default:
            goto again;
        }
    }
out:
    work(0);
}
