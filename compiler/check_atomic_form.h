/* SPDX-License-Identifier: MIT */
/* check_atomic_form.h -- between the two files that take `atomic` apart. */
#ifndef SHMCC_CHECK_ATOMIC_FORM_H
#define SHMCC_CHECK_ATOMIC_FORM_H

#include "check_atomic.h"

/* Fills *a.  NULL: it is one of the forms that the clauses ask for; else the
 * end of a message: "the statement under 'atomic ..." */
const char *atomic_read_form(struct unit *, const struct directive *,
                             struct atomic *a);
/* Does its operator take integers only? */
bool atomic_needs_integers(const struct atomic *);

#endif
