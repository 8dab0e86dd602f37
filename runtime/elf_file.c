/* SPDX-License-Identifier: MIT */
/* elf_file.c -- reads parts of ELF files, for symbols.c and dwarf.c.
 *
 * Nothing is mapped, and nothing in the file is believed: offsets and sizes
 * are checked against the file's, so one that is damaged, or is being
 * written, gives no answer or a wrong one.
 */
#include "internal.h"

#include "elf_file.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART_MAX = 1 << 28 }; /* bytes of a part that is read */

static void *
load(int fd, uint64_t offset, uint64_t size)
{
    struct stat st;
    char *bytes;

    if (fstat(fd, &st) < 0 || size == 0 || size > PART_MAX
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

bool
elf_use(struct elf_file *elf, int fd)
{
    ElfW(Ehdr) head = { 0 };

    *elf = (struct elf_file){ .fd = fd };
    if (pread(fd, &head, sizeof head, 0) == sizeof head
        && memcmp(head.e_ident, ELFMAG, SELFMAG) == 0
        && head.e_ident[EI_CLASS]
               == (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32)
        && head.e_shentsize == sizeof *elf->sections) {
        elf->count = head.e_shnum;
        elf->sections =
            load(fd, head.e_shoff, elf->count * sizeof *elf->sections);
    }
    if (elf->sections && head.e_shstrndx < elf->count) {
        elf->names = elf_load(elf, &elf->sections[head.e_shstrndx]);
        elf->names_size = elf->sections[head.e_shstrndx].sh_size;
    }
    return elf->sections != NULL;
}

void
elf_forget(struct elf_file *elf)
{
    free(elf->sections);
    free(elf->names);
}

bool
elf_open(struct elf_file *elf, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return false;
    if (elf_use(elf, fd))
        return true;
    elf_close(elf);
    return false;
}

void
elf_close(struct elf_file *elf)
{
    elf_forget(elf);
    close(elf->fd);
}

const char *
elf_name(const struct elf_file *elf, const ElfW(Shdr) * section)
{
    return elf->names && section->sh_name < elf->names_size
               ? elf->names + section->sh_name
               : "";
}

const ElfW(Shdr) * elf_section(const struct elf_file *elf, const char *name)
{
    for (size_t i = 0; i < elf->count; i++)
        if (strcmp(elf_name(elf, &elf->sections[i]), name) == 0)
            return &elf->sections[i];
    return NULL;
}

void *
elf_load(const struct elf_file *elf, const ElfW(Shdr) * section)
{
    if (!section || section->sh_type == SHT_NOBITS
        || (section->sh_flags & SHF_COMPRESSED))
        return NULL;
    return load(elf->fd, section->sh_offset, section->sh_size);
}
