/* SPDX-License-Identifier: MIT */
/* The reduction that the note offers for an assignment. */
double fmax(double, double);
float fminf(float, float);

double extremes(int n, const double *a, double *peak)
{
    double most = a[0], least = a[0], top = a[0], low = a[0], high = 0;
    double highest[2] = { a[0], a[0] }, sum = 0, product = 1, odd = 0;
    float bottom = 0;

#pragma shm parallel for
    for (int i = 0; i < n; i++) {
        if (a[i] > most)
            most = a[i];
        if (least > a[i]) {
            least = a[i];
        }
        top = top < a[i] ? a[i] : top;
        low = (low <= a[i]) ? low : a[i];
        high = fmax(high, a[i]);
        bottom = fminf(bottom, (float)a[i]);
        if (highest[i % 2] < a[i])
            highest[i % 2] = a[i];
        sum = sum + a[i];
        product = a[i] * product;
        if (a[i] > odd) /* no reduction does that */
            odd = a[i];
        else
            odd = 0;
    }
    *peak = highest[0] + highest[1];
    return most + least + top + low + high + bottom + sum + product + odd;
}
