/* SPDX-License-Identifier: MIT */
/* mandelbrot.c -- a picture of the Mandelbrot set.
 *
 *     mandelbrot file.png [width height]
 *
 * Rows cost very different amounts of time, so they are handed out one by one
 * (schedule(dynamic)); the picture lies in shared memory. */
#include "png.h"

#include <math.h>
#include <shm.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIMIT = 1000 };

struct view {
    double left, top; /* of the plane */
    double step;      /* from one pixel to the next */
};

/* How soon z = z * z + c leaves for infinity, with a fraction for smooth
 * colours; negative when it does not. */
static double escape(double cx, double cy)
{
    double x = 0, y = 0;

    for (int n = 0; n < LIMIT; n++) {
        double xx = x * x, yy = y * y;

        if (xx + yy > 256)
            return n + 4 - log2(log2(xx + yy));
        y = 2 * x * y + cy;
        x = xx - yy + cx;
    }
    return -1;
}

/* One of red, green and blue, which come and go one after the other. */
static double shade(double t, double phase)
{
    return 0.5 - 0.5 * cos(6.28318530718 * (t + phase));
}

static void add_colour(double colour[3], double when)
{
    double t = 0.3 * log(1 + when) - 0.3;

    if (when < 0)
        return;
    colour[0] += shade(t, 0.0);
    colour[1] += shade(t, 0.08);
    colour[2] += shade(t, 0.2);
}

/* Each pixel is the mean of four points. */
static void draw_row(unsigned char *row, int width, int y, struct view view)
{
    for (int x = 0; x < width; x++) {
        double colour[3] = {0, 0, 0};

        for (int k = 0; k < 4; k++)
            add_colour(colour,
                       escape(view.left + (x + k % 2 * 0.5) * view.step,
                              view.top - (y + k / 2 * 0.5) * view.step));
        for (int i = 0; i < 3; i++)
            row[3 * x + i] = (unsigned char)(colour[i] * 63.75);
    }
}

static void draw(unsigned char *rgb, int width, int height)
{
    struct view view = {.step = 3.5 / width};

    view.left = -2.45;
    view.top = view.step * height / 2;
#pragma shm parallel for schedule(dynamic) label("mandelbrot")
    for (int y = 0; y < height; y++)
        draw_row(rgb + (size_t)y * (size_t)width * 3, width, y, view);
}

int main(int argc, char **argv)
{
    int width = argc > 3 ? atoi(argv[2]) : 900;
    int height = argc > 3 ? atoi(argv[3]) : 600;
    unsigned char *rgb;

    if (argc < 2 || width < 1 || height < 1 || width > 20000
        || height > 20000) {
        fprintf(stderr, "usage: mandelbrot file.png [width height]\n");
        return 2;
    }
    rgb = shm_malloc((size_t)width * (size_t)height * 3);
    if (!rgb) {
        perror("mandelbrot");
        return 1;
    }
    draw(rgb, width, height);
    if (png_write(argv[1], width, height, rgb)) {
        perror(argv[1]);
        return 1;
    }
    shm_free(rgb);
    return 0;
}
