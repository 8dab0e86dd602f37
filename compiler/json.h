/* SPDX-License-Identifier: MIT */
/* json.h -- a writer of JSON that keeps track of commas and brackets.
 *
 *     json_open(&j, NULL, '{');
 *     json_string(&j, "kind", "error");
 *     json_open(&j, "children", '[');
 *     json_close(&j);
 *     json_close(&j);
 *
 * gives {"kind": "error", "children": []}.  A key is given in objects and is
 * NULL in arrays and at the top. */
#ifndef SHMCC_JSON_H
#define SHMCC_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { JSON_DEPTH = 32 };

struct json {
    FILE *out;
    int depth;
    bool any[JSON_DEPTH];   /* something stands there already */
    char close[JSON_DEPTH]; /* the bracket that ends it */
};

void json_open(struct json *, const char *key, char bracket); /* { or [ */
void json_close(struct json *);
/* Bytes that are no UTF-8 come out as the text \xNN. */
void json_string(struct json *, const char *key, const char *text);
void json_string_n(struct json *, const char *key, const char *text,
                   size_t length);
void json_number(struct json *, const char *key, unsigned long number);
void json_bool(struct json *, const char *key, bool value);

#endif
