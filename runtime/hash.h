/* SPDX-License-Identifier: MIT */
/* hash.h -- FNV-1a, for tables of names. */
#ifndef SHM_HASH_H
#define SHM_HASH_H 1

#include <stdint.h>

#define HASH_START 0xcbf29ce484222325u

/* Of a text, going on from `h`: HASH_START at first. */
static inline uint64_t
hash_text(uint64_t h, const char *text)
{
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 0x100000001b3u;
    return h;
}

#endif
