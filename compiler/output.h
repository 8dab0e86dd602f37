/* SPDX-License-Identifier: MIT */
/* output.h -- the file of --shm-translate, --shm-E and --shm-explain. */
#ifndef SHMCC_OUTPUT_H
#define SHMCC_OUTPUT_H

#include "edit.h"
#include "options.h"

/* Errors end the program, and leave what was there before as it was. */
void output_translation(const struct options *, struct input *, struct unit *,
                        struct edits *);

#endif
