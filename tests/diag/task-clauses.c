// Clauses on tasks that they do not have.
void work(int);

void
task_clauses(int n)
{
    #pragma shm task reduction(+ : n)
    work(n);
    #pragma shm taskwait if (n)
    #pragma shm taskgroup label("x")
    work(n);
}
