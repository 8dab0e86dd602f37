// A file without a region.
int main(void)
{
    return 0;
}
