/* A library with a state. */
static struct {
    int calls, errors;
} state;

int
counted(void)
{
    state.calls++;
    return state.calls;
}
