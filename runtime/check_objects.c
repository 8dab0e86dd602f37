/* SPDX-License-Identifier: MIT */
/* check_objects.c -- the objects of static life of the program and of its own
 * libraries, from their symbol tables.
 *
 * Left out are libraries that stand in the C library's folder: they are the
 * system's, and what they keep to themselves is theirs.  So is what the
 * implementation keeps in the program: names that begin with two underscores
 * or shmrt_, and objects of libraries that the linker has copied into the
 * program, whose names have a version.  Bytes that no symbol has are nobody's.
 *
 * A program with the C library or the runtime inside is not looked at: its
 * objects cannot be told from theirs.
 */
#include "internal.h"

#include "elf_file.h"

#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>

enum { MODULES = 64 };

static struct {
    uintptr_t base;
    char path[MODULE_PATH];
} modules[MODULES];
static int module_count;

static struct object *objects;
static size_t count, room;
static struct {
    bool known, missing;
    struct stat folder; /* the C library's */
} libc;

/* ---- modules ------------------------------------------------------------- */

static bool
contains(const struct dl_phdr_info *module, const void *address)
{
    for (int i = 0; i < module->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &module->dlpi_phdr[i];

        if (part->p_type == PT_LOAD
            && (uintptr_t)address - module->dlpi_addr - part->p_vaddr
                   < part->p_memsz)
            return true;
    }
    return false;
}

static bool
folder_of(const char *path, struct stat *st)
{
    char folder[MODULE_PATH];
    char *slash;

    snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    if (!slash)
        return false;
    slash[slash == folder] = '\0';
    return stat(folder, st) == 0;
}

static int
find_libc(struct dl_phdr_info *module, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    if (!contains(module, (const void *)stdout))
        return 0;
    libc.missing = !folder_of(module->dlpi_name, &libc.folder);
    return 1;
}

bool
module_is_users(const struct dl_phdr_info *module)
{
    struct stat folder;

    if (!libc.known)
        libc.missing = dl_iterate_phdr(find_libc, NULL) == 0;
    libc.known = true;
    if (libc.missing || contains(module, &process)
        || module->dlpi_addr == getauxval(AT_BASE)) /* the dynamic linker */
        return false;
    if (module->dlpi_name[0] == '\0')
        return true;
    return folder_of(module->dlpi_name, &folder)
           && (folder.st_dev != libc.folder.st_dev
               || folder.st_ino != libc.folder.st_ino);
}

void
module_path(const struct dl_phdr_info *module, char *to, size_t size)
{
    snprintf(to, size, "%s",
             module->dlpi_name[0] ? module->dlpi_name : "/proc/self/exe");
}

/* ---- objects ------------------------------------------------------------- */

/* gcc calls a static local x "x.0", clang "f.x". */
static const char *
plain_name(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot && (dot[1] < '0' || dot[1] > '9') ? dot + 1 : name;
}

/* Written to by the program, and by nobody else. */
static bool
is_programs(const struct elf_file *elf, const ElfW(Sym) * s, const char *name)
{
    static const char *const others[] = { ".tm_clone", ".data.rel.ro",
                                          ".got" };
    const ElfW(Shdr) * section;

    if (ELF32_ST_TYPE(s->st_info) != STT_OBJECT || s->st_size == 0
        || s->st_shndx == SHN_UNDEF || s->st_shndx >= elf->count
        || strncmp(plain_name(name), "__", 2) == 0
        || strncmp(plain_name(name), "shmrt_", 6) == 0 || strchr(name, '@'))
        return false;
    section = &elf->sections[s->st_shndx];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(elf_name(elf, section), others[i], strlen(others[i])) == 0)
            return false;
    return (section->sh_flags & SHF_WRITE) && !(section->sh_flags & SHF_TLS);
}

static void
add_object(const struct elf_file *elf, const ElfW(Sym) * s, const char *name,
           int module)
{
    const ElfW(Shdr) *section = &elf->sections[s->st_shndx];
    struct object *o;

    if (count == room) {
        size_t more = room ? 2 * room : 256;

        o = realloc(objects, more * sizeof *objects);
        if (!o)
            return; /* it is not watched */
        objects = o;
        room = more;
    }
    o = &objects[count++];
    o->address = modules[module].base + s->st_value;
    o->size = s->st_size;
    o->module = module;
    o->zero = section->sh_type == SHT_NOBITS;
    o->shared = strncmp(elf_name(elf, section), "shm_", 4) == 0;
    snprintf(o->name, sizeof o->name, "%s", plain_name(name));
    o->name[strcspn(o->name, ".")] = '\0';
}

static void
add_table(const struct elf_file *elf, const ElfW(Shdr) * table, int module)
{
    const ElfW(Shdr) *strings = &elf->sections[table->sh_link];
    ElfW(Sym) *symbols = elf_load(elf, table);
    char *names = elf_load(elf, strings);

    for (size_t i = 0;
         symbols && names && i < table->sh_size / sizeof *symbols; i++)
        if (symbols[i].st_name < strings->sh_size
            && is_programs(elf, &symbols[i], names + symbols[i].st_name))
            add_object(elf, &symbols[i], names + symbols[i].st_name, module);
    free(symbols);
    free(names);
}

/* A stripped file has but the table for the dynamic linker. */
static void
add_objects(int module)
{
    static const ElfW(Word) kinds[] = { SHT_SYMTAB, SHT_DYNSYM };
    struct elf_file elf;
    size_t before = count;

    if (!elf_open(&elf, modules[module].path))
        return;
    for (size_t k = 0; k < 2 && count == before; k++)
        for (size_t i = 0; i < elf.count; i++)
            if (elf.sections[i].sh_type == kinds[k]
                && elf.sections[i].sh_link < elf.count)
                add_table(&elf, &elf.sections[i], module);
    elf_close(&elf);
}

static int
look_into(struct dl_phdr_info *module, size_t size, void *unused)
{
    char path[MODULE_PATH];

    (void)size;
    (void)unused;
    if (module_count == MODULES || !module_is_users(module))
        return 0;
    module_path(module, path, sizeof path);
    for (int i = 0; i < module_count; i++)
        if (modules[i].base == module->dlpi_addr
            && strcmp(modules[i].path, path) == 0)
            return 0;
    modules[module_count].base = module->dlpi_addr;
    memcpy(modules[module_count].path, path, sizeof path);
    add_objects(module_count++);
    return 0;
}

static int
by_address(const void *left, const void *right)
{
    const struct object *a = left, *b = right;

    return a->address < b->address ? -1 : a->address > b->address;
}

bool
objects_update(void)
{
    size_t before = count;

    dl_iterate_phdr(look_into, NULL);
    if (count > before)
        qsort(objects, count, sizeof *objects, by_address);
    return module_count > 0;
}

size_t
objects_count(void)
{
    return count;
}

const struct object *
objects_at(size_t i)
{
    return &objects[i];
}

static int
by_range(const void *key, const void *element)
{
    uintptr_t address = *(const uintptr_t *)key;
    const struct object *o = element;

    return address < o->address ? -1 : address - o->address >= o->size;
}

const struct object *
objects_find(uintptr_t address)
{
    return count ? bsearch(&address, objects, count, sizeof *objects, by_range)
                 : NULL;
}

const char *
objects_module(const struct object *o, uintptr_t *base)
{
    *base = modules[o->module].base;
    return modules[o->module].path;
}
