/* SPDX-License-Identifier: MIT */
/* fields.h -- takes records such as "id=7;name=bolt;price=12" apart. */
#ifndef FIELDS_H
#define FIELDS_H

/* Makes `text` the current record. */
void fields_begin(const char *text);

/* The next field's name, or NULL at the end; its value is fields_value(). */
const char *fields_next(void);

/* Valid until the next call. */
const char *fields_value(void);

#endif
