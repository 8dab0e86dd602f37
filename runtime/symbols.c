/* SPDX-License-Identifier: MIT */
/* symbols.c -- which function of an ELF file lies at an address.
 *
 * In the file's own symbol table, which knows static functions too; in a
 * stripped file, in the one for the dynamic linker.
 */
#include "internal.h"

#include "elf_file.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

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
find_in(const struct elf_file *elf, const ElfW(Shdr) *table, uintptr_t address,
        char *name, size_t room)
{
    const ElfW(Shdr) *strings = &elf->sections[table->sh_link];
    ElfW(Sym) *symbols = elf_load(elf, table);
    char *names = elf_load(elf, strings);
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
    struct elf_file elf;
    bool found = false;

    if (!elf_use(&elf, fd)) {
        elf_forget(&elf);
        return false;
    }
    for (size_t k = 0; k < 2 && !found; k++)
        for (size_t i = 0; i < elf.count && !found; i++)
            if (elf.sections[i].sh_type == kinds[k]
                && elf.sections[i].sh_link < elf.count)
                found =
                    find_in(&elf, &elf.sections[i], address, name, room);
    elf_forget(&elf);
    return found;
}
