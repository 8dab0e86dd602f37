/* SPDX-License-Identifier: MIT */
/* check_blocks.c -- which blocks of malloc are the program's own?
 *
 * malloc cannot be asked: its heap also holds what the C library allocates
 * for itself, and what is free.  So the calls of the program, and of its own
 * libraries, are led by way of this file: what the dynamic linker has put
 * into their tables for malloc and its kin is replaced by the functions here.
 * Calls of the C library and of the runtime do not go through those tables,
 * so their blocks are not seen.  A program without the tables (linked
 * statically) is left alone.
 *
 * The blocks are in a tree, by address; its nodes come from malloc directly.
 * A lock guards it, held over each fork, since threads of the master may be at
 * it at that moment.
 */
#include "internal.h"

#include <elf.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void *tree;
static uint64_t births;

#define CALLER() ((uintptr_t)__builtin_return_address(0))

/* ---- the tree ------------------------------------------------------------ */

static int
by_address(const void *left, const void *right)
{
    const struct malloc_block *a = left, *b = right;

    return a->address < b->address ? -1 : a->address > b->address;
}

/* Equal is the block that the address lies in. */
static int
by_range(const void *key, const void *node)
{
    uintptr_t address = *(const uintptr_t *)key;
    const struct malloc_block *b = node;

    return address < b->address ? -1 : address - b->address >= b->size;
}

static void
forget(const void *address)
{
    struct malloc_block key = { .address = (uintptr_t)address }, *found, **at;

    if (!address)
        return;
    pthread_mutex_lock(&mutex);
    at = tfind(&key, &tree, by_address);
    if (at) {
        found = *at;
        tdelete(&key, &tree, by_address);
        free(found);
    }
    pthread_mutex_unlock(&mutex);
}

/* Without memory for it the block is not watched. */
static void *
note(void *address, size_t size, uintptr_t caller)
{
    struct malloc_block *block = address ? malloc(sizeof *block) : NULL;
    struct malloc_block **at;

    if (!block)
        return address;
    pthread_mutex_lock(&mutex);
    *block =
        (struct malloc_block){ (uintptr_t)address, size, caller, births++ };
    at = tsearch(block, &tree, by_address);
    if (at && *at != block) { /* was freed by somebody else */
        **at = *block;
        free(block);
    }
    pthread_mutex_unlock(&mutex);
    return address;
}

uint64_t
blocks_clock(void)
{
    return births;
}

bool
blocks_find(uintptr_t address, struct malloc_block *block)
{
    struct malloc_block **at;

    pthread_mutex_lock(&mutex);
    at = tfind(&address, &tree, by_range);
    if (at)
        *block = **at;
    pthread_mutex_unlock(&mutex);
    return at != NULL;
}

struct visit {
    void (*look)(const struct malloc_block *, void *);
    void *data;
};

static void
visit(const void *node, VISIT order, void *closure)
{
    const struct visit *v = closure;

    if (order == postorder || order == leaf)
        v->look(*(struct malloc_block *const *)node, v->data);
}

void
blocks_all(void (*look)(const struct malloc_block *, void *), void *data)
{
    struct visit closure = { look, data };

    pthread_mutex_lock(&mutex);
    twalk_r(tree, visit, &closure);
    pthread_mutex_unlock(&mutex);
}

/* ---- what the program's calls come to ------------------------------------ */

static void *
our_malloc(size_t size)
{
    return note(malloc(size), size, CALLER());
}

static void *
our_calloc(size_t count, size_t size)
{
    return note(calloc(count, size), count * size, CALLER());
}

static void *
our_realloc(void *old, size_t size)
{
    void *block;

    forget(old);
    block = realloc(old, size);
    if (!block && size > 0) /* it is still there, of unknown origin */
        return NULL;
    return note(block, size, CALLER());
}

static void *
our_reallocarray(void *old, size_t count, size_t size)
{
    void *block;

    forget(old);
    block = reallocarray(old, count, size);
    return note(block, count * size, CALLER());
}

static void *
our_aligned_alloc(size_t align, size_t size)
{
    return note(aligned_alloc(align, size), size, CALLER());
}

static int
our_posix_memalign(void **block, size_t align, size_t size)
{
    int error = posix_memalign(block, align, size);

    if (error == 0)
        note(*block, size, CALLER());
    return error;
}

static void *
our_memalign(size_t align, size_t size)
{
    return note(memalign(align, size), size, CALLER());
}

static char *
our_strdup(const char *text)
{
    return note(strdup(text), strlen(text) + 1, CALLER());
}

static void
our_free(void *block)
{
    forget(block);
    free(block);
}

/* The C library may move the buffer that it was given. */
static ssize_t
our_getdelim(char **line, size_t *room, int delimiter, FILE *file)
{
    forget(*line);
    return getdelim(line, room, delimiter, file);
}

static ssize_t
our_getline(char **line, size_t *room, FILE *file)
{
    forget(*line);
    return getline(line, room, file);
}

static const struct {
    const char *name;
    void (*function)(void);
} ours[] = {
    { "malloc", (void (*)(void))our_malloc },
    { "calloc", (void (*)(void))our_calloc },
    { "realloc", (void (*)(void))our_realloc },
    { "reallocarray", (void (*)(void))our_reallocarray },
    { "aligned_alloc", (void (*)(void))our_aligned_alloc },
    { "posix_memalign", (void (*)(void))our_posix_memalign },
    { "memalign", (void (*)(void))our_memalign },
    { "strdup", (void (*)(void))our_strdup },
    { "__strdup", (void (*)(void))our_strdup },
    { "free", (void (*)(void))our_free },
    { "getdelim", (void (*)(void))our_getdelim },
    { "getline", (void (*)(void))our_getline },
};

/* ---- the tables of the modules ------------------------------------------- */

#if defined __x86_64__
enum { CALL_SLOT = R_X86_64_JUMP_SLOT, DATA_SLOT = R_X86_64_GLOB_DAT };
#elif defined __aarch64__
enum { CALL_SLOT = R_AARCH64_JUMP_SLOT, DATA_SLOT = R_AARCH64_GLOB_DAT };
#else
enum { CALL_SLOT = -1, DATA_SLOT = -1 }; /* not known here: none is led */
#endif

/* What is needed of a module's dynamic section. */
struct tables {
    const ElfW(Sym) * symbols;
    const char *names;
    const ElfW(Rela) * list[2];
    size_t size[2];
    const struct dl_phdr_info *module;
};

/* The linker leaves addresses there that count from the module's base, or,
 * as glibc does, puts the final ones in their place. */
static const void *
address_of(const struct dl_phdr_info *module, uintptr_t value)
{
    return (const void *)(value < module->dlpi_addr ? value + module->dlpi_addr
                                                    : value);
}

static bool
read_tables(const struct dl_phdr_info *module, struct tables *t)
{
    const ElfW(Dyn) *d = NULL;

    *t = (struct tables){ .module = module };
    for (int i = 0; i < module->dlpi_phnum; i++)
        if (module->dlpi_phdr[i].p_type == PT_DYNAMIC)
            d = (const ElfW(Dyn) *)(module->dlpi_addr
                                    + module->dlpi_phdr[i].p_vaddr);
    for (; d && d->d_tag != DT_NULL; d++) {
        const void *address = address_of(module, d->d_un.d_ptr);

        switch (d->d_tag) {
        case DT_SYMTAB:
            t->symbols = address;
            break;
        case DT_STRTAB:
            t->names = address;
            break;
        case DT_JMPREL:
            t->list[0] = address;
            break;
        case DT_PLTRELSZ:
            t->size[0] = d->d_un.d_val;
            break;
        case DT_RELA:
            t->list[1] = address;
            break;
        case DT_RELASZ:
            t->size[1] = d->d_un.d_val;
            break;
        }
    }
    return t->symbols && t->names;
}

/* The linker may have made the table read-only behind itself. */
static bool
is_read_only(const struct dl_phdr_info *module, uintptr_t address)
{
    for (int i = 0; i < module->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &module->dlpi_phdr[i];

        if (part->p_type == PT_GNU_RELRO
            && address - module->dlpi_addr - part->p_vaddr < part->p_memsz)
            return true;
    }
    return false;
}

static void
put(const struct dl_phdr_info *module, uintptr_t *slot, uintptr_t value)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *start = (void *)((uintptr_t)slot & ~(page - 1));
    bool locked = is_read_only(module, (uintptr_t)slot);

    if (locked && mprotect(start, page, PROT_READ | PROT_WRITE) < 0)
        return;
    *slot = value;
    if (locked)
        mprotect(start, page, PROT_READ);
}

static void
lead(const struct tables *t, const ElfW(Rela) * r)
{
    const char *name = t->names + t->symbols[ELF64_R_SYM(r->r_info)].st_name;
    int type = (int)ELF64_R_TYPE(r->r_info);

    if (type != CALL_SLOT && type != DATA_SLOT)
        return;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strcmp(name, ours[i].name) == 0)
            put(t->module, (uintptr_t *)(t->module->dlpi_addr + r->r_offset),
                (uintptr_t)ours[i].function);
}

/* Called for each module; one that was led before is led again, to no
 * effect. */
static int
look_into(struct dl_phdr_info *module, size_t size, void *unused)
{
    struct tables t;

    (void)size;
    (void)unused;
    if (!module_is_users(module) || !read_tables(module, &t))
        return 0;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; t.list[k] && i < t.size[k] / sizeof **t.list; i++)
            lead(&t, &t.list[k][i]);
    return 0;
}

static void
lock(void)
{
    pthread_mutex_lock(&mutex);
}

static void
unlock(void)
{
    pthread_mutex_unlock(&mutex);
}

void
blocks_watch(void)
{
    static bool started;

    if (!started)
        pthread_atfork(lock, unlock, unlock);
    started = true;
    dl_iterate_phdr(look_into, NULL);
}
