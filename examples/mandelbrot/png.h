/* SPDX-License-Identifier: MIT */
/* png.h -- writes a picture as PNG, without compression. */
#ifndef PNG_H
#define PNG_H

/* `rgb` has height rows of width pixels of three bytes. Returns 0, or -1 with
 * errno set. */
int png_write(const char *name, int width, int height,
              const unsigned char *rgb);

#endif
