/* openmp.h -- what a person who knows OpenMP looks for under another name. */
#ifndef SHMCC_OPENMP_H
#define SHMCC_OPENMP_H

#include <stddef.h>

/* What there is in place of OpenMP's directive or clause of this word; 0: it
 * is none of those that do not exist here. */
const char *openmp_directive(const char *word, size_t length);
const char *openmp_clause(const char *word, size_t length);

#endif
