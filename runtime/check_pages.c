/* SPDX-License-Identifier: MIT */
/* check_pages.c -- which pages has this process written to?
 *
 * Linux 6.7 and later say it: memory that is registered with userfaultfd for
 * asynchronous write protection, and the ioctl PAGEMAP_SCAN, which tells the
 * pages written since it protected them, and protects them again, in one
 * step.  No signal comes, and system calls may write as they like.  Where
 * that is not offered, every page that the process has touched is said to be
 * written; who asks compares them, so the answer is the same and only takes
 * longer.
 *
 * Neither the registration nor its descriptor has a meaning in a process that
 * is forked, so each process begins anew.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/userfaultfd.h>

enum { SPANS = 256 };

/* <linux/fs.h> has them since 6.7. */
enum {
    SCAN_WP_MATCHING = 1,
    IS_WRITTEN = 2,
    IS_PRESENT = 8,
    IS_SWAPPED = 16,
    UFFD_USER_ONLY = 1
};

#define FEATURE_WP_UNPOPULATED ((uint64_t)1 << 13)
#define FEATURE_WP_ASYNC ((uint64_t)1 << 15)

struct page_span {
    uint64_t start, end, categories;
};

struct scan {
    uint64_t size, flags, start, end, walk_end, vec, vec_len, max_pages;
    uint64_t category_inverted, category_mask, category_anyof_mask;
    uint64_t return_mask;
};

#define SCAN_PAGES _IOWR('f', 16, struct scan)

/* Bits of an entry of /proc/self/pagemap. */
#define PAGE_PRESENT ((uint64_t)1 << 63)
#define PAGE_SWAPPED ((uint64_t)1 << 62)

static struct {
    bool started, scans; /* PAGEMAP_SCAN can be used */
    int pagemap, faults; /* -1: none */
} own = { .pagemap = -1, .faults = -1 };

void
pages_forget(void)
{
    if (own.pagemap >= 0)
        close(own.pagemap);
    if (own.faults >= 0)
        close(own.faults);
    own.pagemap = own.faults = -1;
    own.started = own.scans = false;
}

static void
start(void)
{
    struct uffdio_api api = {
        .api = UFFD_API,
        .features = FEATURE_WP_ASYNC | FEATURE_WP_UNPOPULATED,
    };

    own.started = true;
    own.pagemap =
        descriptor_up(open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC));
    own.faults = descriptor_up(
        (int)syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_ONLY));
    own.scans = own.pagemap >= 0 && own.faults >= 0
                && ioctl(own.faults, UFFDIO_API, &api) == 0;
}

/* One step through from..to: fills in the spans; -1 where it cannot be told.
 * *from becomes what is next. */
static int
scan(char **from, char *to, uint64_t flags, uint64_t mask,
     struct page_span span[SPANS])
{
    struct scan arg = {
        .size = sizeof arg,
        .flags = flags,
        .start = (uintptr_t)*from,
        .end = (uintptr_t)to,
        .vec = (uintptr_t)span,
        .vec_len = SPANS,
        .category_mask = mask,
        .category_anyof_mask = IS_PRESENT | IS_SWAPPED,
        .return_mask = IS_WRITTEN,
    };
    int count;

    do
        count = ioctl(own.pagemap, SCAN_PAGES, &arg);
    while (count < 0 && errno == EINTR);
    *from = (char *)(uintptr_t)arg.walk_end;
    return count;
}

static bool
scan_all(char *from, char *to, page_look *look, void *data)
{
    struct page_span span[SPANS];

    while (from < to) {
        int count = scan(&from, to, SCAN_WP_MATCHING, IS_WRITTEN, span);

        if (count < 0)
            return false;
        for (int i = 0; look && i < count; i++)
            look((char *)(uintptr_t)span[i].start,
                 (char *)(uintptr_t)span[i].end, data);
    }
    return true;
}

void
pages_watch(char *from, char *to)
{
    struct uffdio_register range = {
        .range = { (uintptr_t)from, (uintptr_t)(to - from) },
        .mode = UFFDIO_REGISTER_MODE_WP,
    };

    if (!own.started)
        start();
    if (own.scans
        && (ioctl(own.faults, UFFDIO_REGISTER, &range) < 0
            || !scan_all(from, to, NULL, NULL)))
        own.scans = false;
}

/* Pages that are in this process's page table, by reading that.  All of them
 * where it cannot be read. */
void
pages_touched(char *from, char *to, page_look *look, void *data)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), known = 0, i = 0;
    uint64_t entries[512];

    if (!own.started)
        start();
    for (; from < to; from += page, i++) {
        if (i == known) {
            off_t where = (off_t)((uintptr_t)from / page * sizeof *entries);
            ssize_t got = pread(own.pagemap, entries, sizeof entries, where);

            if (got < (ssize_t)sizeof *entries) {
                entries[0] = PAGE_PRESENT;
                got = sizeof *entries;
            }
            known = (size_t)got / sizeof *entries;
            i = 0;
        }
        if (entries[i] & (PAGE_PRESENT | PAGE_SWAPPED))
            look(from, from + page, data);
    }
}

void
pages_written(char *from, char *to, page_look *look, void *data)
{
    if (!own.scans || !scan_all(from, to, look, data))
        pages_touched(from, to, look, data);
}
