/* SPDX-License-Identifier: MIT */
/* Mistakes in the expressions of clauses. */
struct pair {
    int first;
};

int clauses(int n, struct pair pair)
{
    int sum = 0;

#pragma shm parallel num_workers(missing_in_clause)
    ;
#pragma shm parallel if(pair.second)
    ;
#pragma shm parallel for schedule(dynamic, missing_chunk) reduction(+: sum)
    for (int i = 0; i < n; i++)
        sum += i;
#pragma shm parallel for \
    num_workers(missing_on_second_line)
    for (int i = 0; i < n; i++)
        ;
    return sum + pair.first;
}
