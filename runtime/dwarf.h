/* SPDX-License-Identifier: MIT */
/* dwarf.h -- what the debugging information of an ELF file says of an object
 * of static life: dwarf.c, dwarf_object.c.
 *
 * DWARF 4 and 5, in the 32-bit form, as gcc and clang write them by -g.
 * Whatever is not understood gives no answer.
 */
#ifndef SHM_DWARF_H
#define SHM_DWARF_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* ---- what others call ---------------------------------------------------- */

/* How the bytes of a scalar are to be read. */
enum dwarf_kind {
    DWARF_BYTES, /* not known */
    DWARF_SIGNED,
    DWARF_UNSIGNED,
    DWARF_FLOAT,
    DWARF_BOOL,
    DWARF_POINTER
};

struct dwarf_object {
    char name[160]; /* "hist[17].count" */
    char file[64];  /* of its declaration, without folders; "": unknown */
    unsigned line;
    enum dwarf_kind kind; /* of the element that the offset lies in, */
    size_t offset, size;  /* where it begins in the object, and its bytes */
};

/* Of the object that begins at `address`, as the file counts addresses, the
 * part at `offset` of it.  False: nothing is known. */
bool dwarf_find(const char *path, uint64_t address, uint64_t offset,
                struct dwarf_object *);

/* ---- between the two files ----------------------------------------------- */

struct bytes {
    const unsigned char *start, *end;
};

struct dwarf {
    struct bytes info, abbrev, str, line_str, str_offsets, addr, line;
};

/* A compilation unit. */
struct dwarf_unit {
    const struct dwarf *file;
    const unsigned char *start, *first, *end; /* header, first entry, end */
    const unsigned char *abbrev;
    unsigned version, address_size;
    uint64_t str_offsets, addr, stmt_list; /* bases */
};

/* A debugging information entry, as far as it is of interest. */
struct dwarf_entry {
    unsigned tag; /* 0: the end of a list of children */
    bool children;
    const unsigned char *next; /* what stands behind it: its children */
    const char *name;          /* or 0 */
    const unsigned char *type; /* entries referred to, or 0 */
    const unsigned char *origin;
    struct bytes location; /* an expression; start 0: none */
    uint64_t line, decl_file, size, encoding, member, upper, count;
    bool has_upper, has_count, has_size;
};

bool dwarf_first_unit(const struct dwarf *, struct dwarf_unit *);
bool dwarf_next_unit(struct dwarf_unit *);
/* False: it is not understood. */
bool dwarf_read(const struct dwarf_unit *, const unsigned char *at,
                struct dwarf_entry *);
/* The address that a location is, if it is one and no more. */
bool dwarf_address(const struct dwarf_unit *, struct bytes location,
                   uint64_t *address);
/* Name number `file` of the unit's table of files, without folders. */
void dwarf_file_name(const struct dwarf_unit *, uint64_t file, char *to,
                     size_t room);

#pragma GCC visibility pop

#endif
