/* SPDX-License-Identifier: MIT */
/* The blocks inside a region have the same rule; what stays inside is
 * right. */
static void work(int);

int inner(int n)
{
#pragma shm parallel
    {
        while (n > 0) {
#pragma shm critical
            {
                if (n == 2)
                    break;
                n--;
            }
        }
#pragma shm single
        {
            if (n == 5)
                goto behind;
            work(n);
        }
    behind:
#pragma shm for
        for (int i = 0; i < n; i++) {
        again:
            switch (i) {
            case 1:
                break;
            case 2:
                goto next;
            case 3:
                continue;
            default:
                for (int k = 0; k < i; k++)
                    if (k == 3)
                        break;
                    else if (k == 4)
                        goto again;
            }
        next:
            work(i);
        }
#pragma shm masked
        return n;
    }
    return 0;
}
