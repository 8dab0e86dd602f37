/* SPDX-License-Identifier: MIT */
/* elf_file.h -- parts of an ELF file of this machine's kind: elf_file.c. */
#ifndef SHM_ELF_FILE_H
#define SHM_ELF_FILE_H 1

#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct elf_file {
    int fd; /* the caller's, or of elf_open */
    size_t count;
    ElfW(Shdr) * sections;
    char *names; /* of them */
    size_t names_size;
};

/* False: it is no such file.  elf_use leaves the descriptor to the caller. */
bool elf_open(struct elf_file *, const char *path);
bool elf_use(struct elf_file *, int fd);
void elf_forget(struct elf_file *);
void elf_close(struct elf_file *);

/* "" where the file says nothing. */
const char *elf_name(const struct elf_file *, const ElfW(Shdr) *);
/* 0: it has none of that name. */
const ElfW(Shdr) * elf_section(const struct elf_file *, const char *name);
/* The bytes of a section with a zero byte behind them, to be freed; 0: they
 * are not in the file. */
void *elf_load(const struct elf_file *, const ElfW(Shdr) *);

#pragma GCC visibility pop

#endif
