/* SPDX-License-Identifier: MIT */
/* globals.c -- shared objects of static life.
 *
 * What the translator writes
 * --------------------------
 * Into each unit that defines a shared object of static life (at file scope
 * or a static local).  N is a number that is unique in the file.
 *
 * 1. An attribute on every definition (tentative ones too), never on a mere
 *    extern declaration: DATA where there is an initialiser, ZERO where there
 *    is none or it is {0}, {} or 0.  Constant objects are left as they are:
 *    they are the same everywhere.  It may stand before the declaration
 *    (then it holds for all its declarators) or before the `=`, `,` or `;`
 *    of one declarator.  With gcc:
 *
 *    DATA  __attribute__((__section__("shm_data,\"aw\",%progbits\n"
 *              "\t.subsection 1\n\t.balign 4096\n\t.subsection 0#")))
 *    ZERO  __attribute__((__section__("shm_bss,\"aw\",%nobits\n"
 *              "\t.subsection 1\n\t.balign 4096\n\t.subsection 0#")))
 *
 *    gcc writes the name as it is into each .section line; what follows the
 *    name pads the section, at its end, to a whole page, in whatever unit or
 *    link-time partition gcc puts it; `#` turns gcc's own flags into a
 *    comment.  With clang (__clang__ is defined):
 *
 *    DATA  __attribute__((__section__("shm_data")))
 *    ZERO  __attribute__((__section__("shm_bss")))
 *
 *    and once in the unit, before the first of them:
 *
 *    __asm__(".pushsection shm_data,\"aw\",%progbits\n"
 *            "\t.subsection 1\n\t.balign 4096\n\t.popsection\n"
 *            "\t.pushsection shm_bss,\"aw\",%nobits\n"
 *            "\t.subsection 1\n\t.balign 4096\n\t.popsection");
 *
 * 2. Once at the end of the unit, the same for both compilers, for all units:
 *
 *    extern char shmrt_section_N[]
 *        __asm__("__start_shm_data") __attribute__((__weak__,
 *        __visibility__("hidden")));
 *    extern char shmrt_section_N1[] __asm__("__stop_shm_data") ...the same
 *    extern char shmrt_section_N2[] __asm__("__start_shm_bss") ...
 *    extern char shmrt_section_N3[] __asm__("__stop_shm_bss") ...
 *    static __attribute__((__constructor__(101), __used__)) void
 *    shmrt_share_N(void)
 *    {
 *        shmrt_share_section(shmrt_section_N, shmrt_section_N1);
 *        shmrt_share_zero_section(shmrt_section_N2, shmrt_section_N3);
 *    }
 *    static __attribute__((__destructor__(101), __used__)) void
 *    shmrt_unshare_N(void)
 *    {
 *        shmrt_unshare_section(shmrt_section_N, shmrt_section_N1);
 *        shmrt_unshare_section(shmrt_section_N2, shmrt_section_N3);
 *    }
 *
 *    gcc forgets the visibility of what has an asm label, so for it they are
 *    preceded by __asm__("\t.weak __start_shm_data\n"
 *    "\t.hidden __start_shm_data\n" ...), the same for all four.
 *
 *    Weak, for the unit may have only the one section or, when the compiler
 *    drops an unused object, none; hidden, for each shared library has its
 *    own.
 *
 * 3. For an object that the unit only declares: its address in a variable
 *    (compiler/lower_extern.c), or the linker moves an object of a shared
 *    library into the program's own .bss (a copy relocation), out of the
 *    section.  (gcc's attribute nodirect_extern_access would do, but marks the
 *    whole program, and other units then fail to link.)  A unit that was not
 *    translated may cause it still; shmrt_check_shared finds out.
 *
 * What happens at run time
 * ------------------------
 * The constructor runs before main and before any fork.  It makes a shared
 * mapping of the section's size, copies the contents and moves the mapping
 * over the section (mremap), so there is no moment at which they are missing.
 * Every worker inherits it.  Neighbours stay private since the section fills
 * its pages.
 *
 * The list of sections is private memory, written by constructors and
 * destructors only; a library that a worker loads is shared with the
 * processes that this worker forks, and no others.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "heap.h"
#include "huge.h"
#include "internal.h"
#include "library.h"

struct section {
    struct section *next;
    char *start, *stop;
};

static struct section *sections;

static struct section **
find_section(const char *start, const char *stop)
{
    struct section **s = &sections;

    while (*s && !((*s)->start == start && (*s)->stop == stop))
        s = &(*s)->next;
    return s;
}

static void
add_section(char *start, char *stop)
{
    struct section *s = malloc(sizeof *s);

    if (!s)
        fail(STATUS_RESOURCE, NULL, "no memory for a list of sections");
    *s = (struct section){ sections, start, stop };
    sections = s;
}

/* ---- moving a section into shared memory -------------------------------- */

static void
copy_unless_zero(char *to, const char *from, size_t size)
{
    if (from[0] != 0 || memcmp(from, from + 1, size - 1) != 0)
        memcpy(to, from, size);
}

/* Bits of an entry of /proc/self/pagemap. */
#define PAGE_PRESENT ((uint64_t)1 << 63)
#define PAGE_SWAPPED ((uint64_t)1 << 62)

/* Copies what is not zero, without a look at pages that nobody has touched:
 * looking would take memory for gigabytes of them. */
static void
copy_touched(char *to, const char *from, size_t size, size_t page)
{
    int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    uint64_t entries[512];
    size_t known = 0, i = 0;

    for (size_t at = 0; at < size; at += page, i++) {
        if (i == known) { /* the next lot; all touched if it can't be read */
            off_t where =
                (off_t)(((uintptr_t)from + at) / page * sizeof entries[0]);
            ssize_t got = pread(pagemap, entries, sizeof entries, where);

            if (got < (ssize_t)sizeof entries[0]) {
                entries[0] = PAGE_PRESENT;
                got = sizeof entries[0];
            }
            known = (size_t)got / sizeof entries[0];
            i = 0;
        }
        if (entries[i] & (PAGE_PRESENT | PAGE_SWAPPED))
            copy_unless_zero(to + at, from + at, page);
    }
    if (pagemap >= 0)
        close(pagemap);
}

/* A shared mapping, `skip` bytes into it, so that an address of it and its
 * offset in it agree modulo the size of a huge page once it stands at start:
 * the kernel asks for that. */
static char *
map_shared(size_t size, size_t skip)
{
    char *map = mmap(NULL, skip + size, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (map == MAP_FAILED)
        fail(STATUS_RESOURCE, NULL,
             "no shared memory for %zu bytes of static objects: %s", size,
             strerror(errno));
    if (size >= 2 * HUGE_PAGE && settings()->hugepages) {
        int root = huge_open();

        if (root >= 0) {
            huge_map(root, map, skip + size);
            close(root);
        }
        madvise(map, skip + size, MADV_HUGEPAGE); /* only a wish */
    }
    if (skip)
        munmap(map, skip);
    return map + skip;
}

static void
share(char *start, char *stop, bool zeros)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = (size_t)(stop - start);
    char *map;

    if (size == 0 || *find_section(start, stop))
        return;
    if (((uintptr_t)start | (uintptr_t)stop) & (page - 1))
        fail(STATUS_DAMAGE, NULL,
             "the shared static objects do not fill whole pages: linked in a "
             "way that shmcc does not know");
    map = map_shared(size, (uintptr_t)start & (HUGE_PAGE - 1));
    if (zeros)
        copy_touched(map, start, size, page);
    else
        memcpy(map, start, size);
    if (mremap(map, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, start) != start)
        fail(STATUS_RESOURCE, NULL, "static objects cannot be shared: %s",
             strerror(errno));
    add_section(start, stop);
}

void
shmrt_share_section(void *start, void *stop)
{
    share(start, stop, false);
}

void
shmrt_share_zero_section(void *start, void *stop)
{
    share(start, stop, true);
}

void
shmrt_unshare_section(void *start, void *stop)
{
    struct section **s = find_section(start, stop), *gone = *s;

    if (gone) {
        *s = gone->next;
        free(gone);
    }
}

void
globals_areas(void (*add)(char *from, char *to))
{
    for (const struct section *s = sections; s; s = s->next)
        add(s->start, s->stop);
}

/* ---- is it shared? ------------------------------------------------------- */

static bool
is_shared(const volatile void *address, size_t size)
{
    uintptr_t first = (uintptr_t)address;

    if (heap_contains(address, size))
        return true;
    for (const struct section *s = sections; s; s = s->next)
        if (first >= (uintptr_t)s->start && first < (uintptr_t)s->stop)
            return size <= (uintptr_t)s->stop - first;
    return false;
}

int
shm_is_shared(const volatile void *address)
{
    return is_shared(address, 1);
}

int
shmrt_is_shared(const volatile void *address)
{
    return shm_is_shared(address);
}

void
shmrt_check_shared(struct shmrt_region *region, const char *name,
                   const volatile void *object, shmrt_size size)
{
    if (!is_shared(object, size ? size : 1))
        fail(STATUS_DAMAGE, region->place,
             "'%s' is not in shared memory: 'shared' must be known where it "
             "is defined (put the directive into the header that declares "
             "it)",
             name);
}

/* ---- automatic objects --------------------------------------------------- */

void *
shmrt_auto(shmrt_size size, shmrt_size align, const void *init)
{
    void *object = heap_allocate(size ? size : 1, align);

    if (!object)
        fail(STATUS_RESOURCE, NULL,
             "no shared memory for an object of %zu bytes", (size_t)size);
    if (init)
        memcpy(object, init, size);
    return object;
}

void
shmrt_auto_free(void *pointer)
{
    heap_free(*(void **)pointer);
}
