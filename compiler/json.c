/* SPDX-License-Identifier: MIT */
/* json.c -- see json.h. */
#include "json.h"

#include <string.h>

#include "diag_message.h"

/* A string.  Bytes that diag_printable refuses are escapes of JSON's if they
 * are controls, else not UTF-8. */
static void
put_string(FILE *out, const char *p, size_t length)
{
    const char *end = p + length;

    fputc('"', out);
    while (p < end) {
        size_t n = diag_printable(p, end);

        if (n == 0 && (unsigned char)*p < 0x80)
            fprintf(out, "\\u%04x", (unsigned char)*p++);
        else if (n == 0)
            fprintf(out, "\\\\x%02x", (unsigned char)*p++);
        else {
            if (*p == '"' || *p == '\\')
                fputc('\\', out);
            fwrite(p, 1, n, out);
            p += n;
        }
    }
    fputc('"', out);
}

/* What stands before a value. */
static void
begin(struct json *j, const char *key)
{
    if (j->any[j->depth])
        fputs(", ", j->out);
    j->any[j->depth] = true;
    if (key) {
        put_string(j->out, key, strlen(key));
        fputs(": ", j->out);
    }
}

void
json_open(struct json *j, const char *key, char bracket)
{
    begin(j, key);
    fputc(bracket, j->out);
    j->depth++;
    j->any[j->depth] = false;
    j->close[j->depth] = bracket == '{' ? '}' : ']';
}

void
json_close(struct json *j)
{
    fputc(j->close[j->depth--], j->out);
}

void
json_string_n(struct json *j, const char *key, const char *text,
              size_t length)
{
    begin(j, key);
    put_string(j->out, text, length);
}

void
json_string(struct json *j, const char *key, const char *text)
{
    json_string_n(j, key, text, strlen(text));
}

void
json_number(struct json *j, const char *key, unsigned long number)
{
    begin(j, key);
    fprintf(j->out, "%lu", number);
}

void
json_bool(struct json *j, const char *key, bool value)
{
    begin(j, key);
    fputs(value ? "true" : "false", j->out);
}
