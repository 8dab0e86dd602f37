// cancel, cancellation point and task: the jumps and their labels, in a loop, a
// region and a region in a reduce block; the copies in front of a task.
void work(int);

void
leave(int n)
{
    int total = 0;

    #pragma shm parallel for
    for (int i = 0; i < n; i++) {
        #pragma shm cancel for if (i > 3)
        work(i);
    }
    #pragma shm parallel
    {
        #pragma shm cancellation point parallel
        #pragma shm reduce(n)
        {
            #pragma shm parallel
            {
                #pragma shm cancel parallel
            }
            total += n;
        }
    }
    work(total);
}

void
begin(int n)
{
    int x = n;
    #pragma shm shared(x)

    #pragma shm task firstprivate(x) if (n > 3) label("one")
    work(x);
    #pragma shm taskgroup
    {
        #pragma shm task
        x = 3;
    }
    #pragma shm taskwait
}
