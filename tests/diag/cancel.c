// cancel and cancellation point: where they may stand, and what of.
void work(int);

void
clauses(int n)
{
    #pragma shm parallel
    {
        #pragma shm cancel parallel if (n) if (n)
        if (n)
            #pragma shm cancel parallel
        work(n);
    }
}

void
places(int n)
{
    #pragma shm cancel parallel
    #pragma shm parallel
    {
        #pragma shm cancel for
        #pragma shm critical
        {
            #pragma shm cancel parallel
        }
        #pragma shm for
        for (int i = 0; i < n; i++) {
            #pragma shm cancel sections
            #pragma shm cancellation point parallel
            #pragma shm masked
            {
                #pragma shm cancel for
            }
        }
    }
    #pragma shm parallel for
    for (int i = 0; i < n; i++) {
        #pragma shm cancel parallel
    }
}

void
constructs(int n)
{
    #pragma shm parallel
    {
        #pragma shm for nowait
        for (int i = 0; i < n; i++) {
            #pragma shm cancel for
        }
        #pragma shm for ordered
        for (int i = 0; i < n; i++) {
            #pragma shm cancellation point for
        }
    }
}
