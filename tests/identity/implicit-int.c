/* SPDX-License-Identifier: MIT */
/* An attribute as the very first token, and in place of a type, which then is
 * int: C as it was before 1999. */
__attribute__((noinline)) first(a)
    int a;
{
    return a;
}

__attribute__((unused)) * pointer, number = 3;
__attribute__((unused))(in_parentheses)(void);

main()
{
    return first(number);
}
