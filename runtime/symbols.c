/* SPDX-License-Identifier: MIT */
/* symbols.c -- which function of an ELF file lies at an address.
 *
 * In the file's own symbol table, which knows static functions too; in a
 * stripped file, in the one for the dynamic linker.  Nothing is mapped, and
 * nothing in the file is believed: sizes are checked against the file's, so
 * one that is damaged, or is being written, gives no answer or a wrong name.
 */
#include "internal.h"

#include <elf.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TABLE_MAX = 1 << 28 }; /* bytes of a table that is read */

/* A part of the file, with a zero byte behind it; 0: it is not there. */
static void *
load(int fd, uint64_t offset, uint64_t size)
{
    struct stat st;
    char *bytes;

    if (fstat(fd, &st) < 0 || size == 0 || size > TABLE_MAX
        || offset > (uint64_t)st.st_size
        || size > (uint64_t)st.st_size - offset)
        return NULL;
    bytes = malloc(size + 1);
    if (bytes && pread(fd, bytes, size, (off_t)offset) != (ssize_t)size) {
        free(bytes);
        return NULL;
    }
    if (bytes)
        bytes[size] = '\0';
    return bytes;
}

/* The section headers of an ELF file of this machine's kind. */
static ElfW(Shdr) *
load_sections(int fd, size_t *count)
{
    ElfW(Ehdr) *head = load(fd, 0, sizeof *head);
    ElfW(Shdr) *sections = NULL;

    if (head && memcmp(head->e_ident, ELFMAG, SELFMAG) == 0
        && head->e_ident[EI_CLASS] == (sizeof(void *) == 8 ? ELFCLASS64
                                                           : ELFCLASS32)
        && head->e_shentsize == sizeof *sections) {
        *count = head->e_shnum;
        sections = load(fd, head->e_shoff, *count * sizeof *sections);
    }
    free(head);
    return sections;
}

/* Among `count` symbols the function around the address.  Its name begins at
 * that offset of the names; 0: there is none. */
static size_t
search(const ElfW(Sym) *symbols, size_t count, uintptr_t address)
{
    for (size_t i = 0; i < count; i++) {
        const ElfW(Sym) *s = &symbols[i];

        if (ELF32_ST_TYPE(s->st_info) == STT_FUNC && s->st_shndx != SHN_UNDEF
            && address >= s->st_value && address - s->st_value < s->st_size)
            return s->st_name;
    }
    return 0;
}

static bool
find_in(int fd, const ElfW(Shdr) *table, const ElfW(Shdr) *strings,
        uintptr_t address, char *name, size_t room)
{
    ElfW(Sym) *symbols = load(fd, table->sh_offset, table->sh_size);
    char *names = load(fd, strings->sh_offset, strings->sh_size);
    size_t at = 0;

    if (symbols && names)
        at = search(symbols, table->sh_size / sizeof *symbols, address);
    if (at >= strings->sh_size)
        at = 0;
    if (at > 0) {
        size_t length = strnlen(names + at, room - 1);

        memcpy(name, names + at, length);
        name[length] = '\0';
    }
    free(symbols);
    free(names);
    return at > 0;
}

bool
symbols_find(int fd, uintptr_t address, char *name, size_t room)
{
    static const ElfW(Word) kinds[] = { SHT_SYMTAB, SHT_DYNSYM };
    size_t count = 0;
    ElfW(Shdr) *sections = load_sections(fd, &count);
    bool found = false;

    for (size_t k = 0; sections && k < 2 && !found; k++)
        for (size_t i = 0; i < count && !found; i++)
            if (sections[i].sh_type == kinds[k]
                && sections[i].sh_link < count)
                found = find_in(fd, &sections[i],
                                &sections[sections[i].sh_link], address, name,
                                room);
    free(sections);
    return found;
}
