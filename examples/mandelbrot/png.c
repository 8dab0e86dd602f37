/* SPDX-License-Identifier: MIT */
/* png.c -- the smallest PNG writer that every viewer understands.
 *
 * A PNG file is a signature and chunks: length, type, data, CRC-32 of type
 * and data. The pixels are in the chunk IDAT, as a zlib stream; ours has
 * "stored" blocks only, of up to 65535 bytes as they are, and the Adler-32
 * checksum of all. Each row begins with the number of its filter: 0, none. */
#include "png.h"

#include <stdint.h>
#include <stdio.h>

enum { BLOCK = 65535 };

struct png {
    FILE *file;
    uint32_t crc;      /* of the chunk being written */
    uint32_t a, b;     /* the two sums of Adler-32 */
    uint32_t left;     /* bytes of pixels that are still to come */
    uint32_t in_block; /* of these, in the block being written */
};

static uint32_t crc_step(uint32_t crc, unsigned char byte)
{
    crc ^= byte;
    for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    return crc;
}

static void put(struct png *png, unsigned byte)
{
    putc((int)(byte & 255), png->file);
    png->crc = crc_step(png->crc, (unsigned char)(byte & 255));
}

static void put32(struct png *png, uint32_t word)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        put(png, word >> shift);
}

static void begin_chunk(struct png *png, uint32_t length, const char *type)
{
    put32(png, length);
    png->crc = 0xffffffffu;
    for (int i = 0; i < 4; i++)
        put(png, (unsigned char)type[i]);
}

static void end_chunk(struct png *png)
{
    put32(png, ~png->crc);
}

/* One byte of the rows; begins a stored block when the last one is full. */
static void put_row_byte(struct png *png, unsigned char byte)
{
    if (png->in_block == 0) {
        uint32_t n = png->left < BLOCK ? png->left : BLOCK;

        png->in_block = n;
        put(png, n == png->left); /* the last block? */
        put(png, n);
        put(png, n >> 8);
        put(png, ~n);
        put(png, ~n >> 8);
    }
    put(png, byte);
    png->a = (png->a + byte) % 65521;
    png->b = (png->b + png->a) % 65521;
    png->left--;
    png->in_block--;
}

static void put_pixels(struct png *png, int width, int height,
                       const unsigned char *rgb)
{
    uint32_t row = 3 * (uint32_t)width;
    uint32_t blocks;

    png->left = (row + 1) * (uint32_t)height;
    blocks = (png->left + BLOCK - 1) / BLOCK;
    begin_chunk(png, 2 + png->left + 5 * blocks + 4, "IDAT");
    put(png, 0x78); /* zlib: deflate, a window of 32 KiB, */
    put(png, 0x01); /* no dictionary */
    for (int y = 0; y < height; y++) {
        put_row_byte(png, 0);
        for (uint32_t x = 0; x < row; x++)
            put_row_byte(png, *rgb++);
    }
    put32(png, png->b << 16 | png->a);
    end_chunk(png);
}

int png_write(const char *name, int width, int height,
              const unsigned char *rgb)
{
    static const char signature[8] = "\211PNG\r\n\032\n";
    struct png png = {.file = fopen(name, "wb"), .a = 1};
    int failed;

    if (!png.file)
        return -1;
    fwrite(signature, 1, sizeof signature, png.file);
    begin_chunk(&png, 13, "IHDR");
    put32(&png, (uint32_t)width);
    put32(&png, (uint32_t)height);
    put(&png, 8); /* bits */
    put(&png, 2); /* red, green, blue */
    put(&png, 0); /* deflate, the usual filters, not interlaced */
    put(&png, 0);
    put(&png, 0);
    end_chunk(&png);
    put_pixels(&png, width, height, rgb);
    begin_chunk(&png, 0, "IEND");
    end_chunk(&png);
    failed = ferror(png.file);
    return fclose(png.file) || failed ? -1 : 0;
}
