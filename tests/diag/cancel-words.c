// The word behind cancel and cancellation point, and their clauses.
void work(int);

void
words(int n)
{
    #pragma shm parallel
    {
        #pragma shm cancel
        #pragma shm cancel paralel
        #pragma shm cancel if (n)
        #pragma shm cancel single
        #pragma shm cancellation point
        #pragma shm cancellation point parallel if (n)
        #pragma shm cancel parallel for
        work(n);
    }
}
