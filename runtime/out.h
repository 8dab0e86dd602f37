/* SPDX-License-Identifier: MIT */
/* out.h -- a file that is written from its beginning to its end, piece by
 * piece: JSON and tables.
 *
 * Numbers are made by hand, for printf looks for the point of the program's
 * locale.  A file appears under its name only when it is complete.
 */
#ifndef SHM_OUT_H
#define SHM_OUT_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct out {
    int fd;
    int error; /* errno of the first failure; 0: none */
    size_t used;
    const char *path; /* 0: an open descriptor */
    char *partial;    /* its name until it is complete */
    char bytes[1 << 14];
};

/* False: it cannot be written; out.error says why. */
bool out_open(struct out *, const char *path);
void out_descriptor(struct out *, int fd);
bool out_close(struct out *);

void out_bytes(struct out *, const char *, size_t);
void out_text(struct out *, const char *);
void out_count(struct out *, uint64_t);
void out_number(struct out *, int64_t);
/* With three digits behind the point: thousandths of a unit. */
void out_thousandths(struct out *, uint64_t);
/* The character of UTF-8 that stands there, and its length; 0: it is none. */
size_t out_character(const char *, unsigned long *character);
/* A JSON string, in quotes.  Bytes that are no UTF-8 become U+FFFD. */
void out_string(struct out *, const char *);

#pragma GCC visibility pop

#endif
