// What must not stand in a task, and what must not leave one.
void work(int);

int
task_branches(int n)
{
    for (int i = 0; i < n; i++) {
        #pragma shm task
        {
            if (i == 1)
                break;
            if (i == 2)
                return 1;
            goto out;
        }
    }
out:
    return 0;
}

void
task_nesting(int n)
{
    #pragma shm parallel
    {
        #pragma shm task
        {
            #pragma shm for
            for (int i = 0; i < n; i++)
                work(i);
            #pragma shm barrier
            #pragma shm single
            work(1);
            #pragma shm masked
            work(2);
            #pragma shm reduce (n)
            work(n);
            #pragma shm cancel parallel
        }
    }
}

void
task_clauses(int n)
{
    #pragma shm task if (n) if (n) shared(n) firstprivate(n)
    work(n);
    if (n)
        #pragma shm taskwait
    work(n);
}
