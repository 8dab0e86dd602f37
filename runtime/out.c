/* SPDX-License-Identifier: MIT */
/* out.c -- writes a file piece by piece: see out.h. */
#include "out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
out_descriptor(struct out *out, int fd)
{
    out->fd = fd;
    out->error = 0;
    out->used = 0;
    out->path = out->partial = NULL;
}

bool
out_open(struct out *out, const char *path)
{
    static const char suffix[] = ".part";
    size_t length = strlen(path);

    out_descriptor(out, -1);
    out->path = path;
    out->partial = malloc(length + sizeof suffix);
    if (out->partial) {
        memcpy(out->partial, path, length);
        memcpy(out->partial + length, suffix, sizeof suffix);
        out->fd =
            open(out->partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    }
    if (out->fd < 0) {
        out->error = errno;
        free(out->partial);
    }
    return out->fd >= 0;
}

static void
flush(struct out *out)
{
    size_t at = 0;

    while (at < out->used && out->error == 0) {
        ssize_t written = write(out->fd, out->bytes + at, out->used - at);

        if (written >= 0)
            at += (size_t)written;
        else if (errno != EINTR)
            out->error = errno;
    }
    out->used = 0;
}

bool
out_close(struct out *out)
{
    flush(out);
    if (!out->path)
        return out->error == 0;
    if (close(out->fd) < 0 && out->error == 0)
        out->error = errno;
    if (out->error == 0 && rename(out->partial, out->path) < 0)
        out->error = errno;
    if (out->error != 0)
        unlink(out->partial);
    free(out->partial);
    return out->error == 0;
}

void
out_bytes(struct out *out, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t part = sizeof out->bytes - out->used;

        if (part > size)
            part = size;
        memcpy(out->bytes + out->used, bytes, part);
        out->used += part;
        bytes += part;
        size -= part;
        if (out->used == sizeof out->bytes)
            flush(out);
    }
}

void
out_text(struct out *out, const char *text)
{
    out_bytes(out, text, strlen(text));
}

void
out_count(struct out *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    out_bytes(out, digits + at, sizeof digits - at);
}

void
out_number(struct out *out, int64_t number)
{
    if (number < 0)
        out_text(out, "-");
    out_count(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void
out_thousandths(struct out *out, uint64_t number)
{
    char rest[4] = { '.', (char)('0' + number / 100 % 10),
                     (char)('0' + number / 10 % 10),
                     (char)('0' + number % 10) };

    out_count(out, number / 1000);
    out_bytes(out, rest, sizeof rest);
}

/* How many bytes of UTF-8 stand there; 0: it is none. */
static size_t
utf8(const unsigned char *s)
{
    static const struct {
        unsigned char low, high, second_low, second_high;
        size_t length;
    } forms[] = {
        { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
        { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 },
        { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
        { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 }
    };

    if (s[0] < 0x80)
        return 1;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (s[0] < forms[i].low || s[0] > forms[i].high)
            continue;
        if (s[1] < forms[i].second_low || s[1] > forms[i].second_high)
            return 0;
        for (size_t k = 2; k < forms[i].length; k++)
            if (s[k] < 0x80 || s[k] > 0xbf)
                return 0;
        return forms[i].length;
    }
    return 0;
}

size_t
out_character(const char *text, unsigned long *character)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t length = utf8(s);

    *character = length < 2 ? s[0] : s[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        *character = *character << 6 | (s[i] & 0x3f);
    return length;
}

void
out_string(struct out *out, const char *text)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *s = (const unsigned char *)text;

    out_text(out, "\"");
    while (*s) {
        size_t length = utf8(s);
        char escape[6] = { '\\',           'u', '0', '0', digits[*s >> 4],
                           digits[*s & 15] };

        if (length == 0)
            out_text(out, "\\ufffd");
        else if (*s == '"' || *s == '\\')
            out_text(out, *s == '"' ? "\\\"" : "\\\\");
        else if (*s < ' ' || *s == 0x7f)
            out_bytes(out, escape, sizeof escape);
        else
            out_bytes(out, (const char *)s, length);
        s += length ? length : 1;
    }
    out_text(out, "\"");
}
