// No compiler takes loops that are nested in each other so deeply.
void f(int n)
{
#pragma shm parallel for collapse(101)
    for (int i = 0; i < n; i++)
        ;
#pragma shm parallel for collapse(1000000000000)
    for (int i = 0; i < n; i++)
        ;
}
