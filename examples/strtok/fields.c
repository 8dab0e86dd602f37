/* SPDX-License-Identifier: MIT */
/* fields.c -- a library as many are: it keeps its state in static buffers,
 * and it uses strtok, which does so too. Nobody can use it in two threads. */
#include "fields.h"

#include <stdio.h>
#include <string.h>

static char record[128]; /* the current record, cut up by strtok */
static char value[32];   /* of the current field */
static int started;

void fields_begin(const char *text)
{
    snprintf(record, sizeof record, "%s", text);
    started = 0;
}

const char *fields_next(void)
{
    char *name = strtok(started ? NULL : record, ";");
    char *equals = name ? strchr(name, '=') : NULL;

    started = 1;
    if (!equals)
        return NULL;
    *equals = '\0';
    snprintf(value, sizeof value, "%s", equals + 1);
    return name;
}

const char *fields_value(void)
{
    return value;
}
