/* SPDX-License-Identifier: MIT */
/* dwarf_object.c -- the part of an object that an offset lies in, in the
 * words of the program: "hist[17].count".
 *
 * The variable is the entry whose location is the object's address.  From its
 * type the way goes down, an index for each array and a name for each struct,
 * until a scalar is left.
 */
#include "dwarf.h"

#include "elf_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
enum {
    TAG_ARRAY = 0x01, TAG_ENUMERATION = 0x04, TAG_MEMBER = 0x0d,
    TAG_POINTER = 0x0f, TAG_STRUCTURE = 0x13, TAG_TYPEDEF = 0x16,
    TAG_UNION = 0x17, TAG_SUBRANGE = 0x21, TAG_BASE = 0x24, TAG_CONST = 0x26,
    TAG_VARIABLE = 0x34, TAG_VOLATILE = 0x35, TAG_RESTRICT = 0x37,
    TAG_ATOMIC = 0x47
};

/* DW_ATE_... */
enum {
    IS_BOOLEAN = 2, IS_FLOAT = 4, IS_SIGNED = 5, IS_SIGNED_CHAR = 6,
    IS_UNSIGNED = 7, IS_UNSIGNED_CHAR = 8
};

enum { DEEP = 64, DIMENSIONS = 16 };
/* clang-format on */

/* ---- entries ------------------------------------------------------------- */

/* Past the entry and all below it. */
static const unsigned char *
behind(const struct dwarf_unit *unit, const struct dwarf_entry *e)
{
    const unsigned char *at = e->next;
    struct dwarf_entry child;
    int depth = e->children ? 1 : 0;

    while (depth > 0 && at < unit->end && dwarf_read(unit, at, &child)) {
        at = child.next;
        depth += child.tag == 0 ? -1 : child.children ? 1 : 0;
    }
    return at;
}

/* Called with *at = 0 at first; false: there is no further child. */
static bool
next_child(const struct dwarf_unit *unit, const struct dwarf_entry *parent,
           const unsigned char **at, struct dwarf_entry *child)
{
    if (!parent->children)
        return false;
    *at = *at ? behind(unit, child) : parent->next;
    return *at < unit->end && dwarf_read(unit, *at, child) && child->tag != 0;
}

/* The type behind typedefs and qualifiers. */
static bool
read_type(const struct dwarf_unit *unit, const unsigned char *at,
          struct dwarf_entry *type)
{
    for (int i = 0; i < DEEP && at >= unit->start && at < unit->end; i++) {
        if (!dwarf_read(unit, at, type))
            return false;
        if (type->tag != TAG_TYPEDEF && type->tag != TAG_CONST
            && type->tag != TAG_VOLATILE && type->tag != TAG_RESTRICT
            && type->tag != TAG_ATOMIC)
            return type->tag != 0;
        at = type->type;
    }
    return false;
}

/* ---- sizes --------------------------------------------------------------- */

/* The dimensions of an array; a first one without a length is 0. */
static unsigned
dimensions(const struct dwarf_unit *unit, const struct dwarf_entry *array,
           uint64_t lengths[DIMENSIONS])
{
    const unsigned char *at = NULL;
    struct dwarf_entry child;
    unsigned count = 0;

    while (count < DIMENSIONS && next_child(unit, array, &at, &child))
        if (child.tag == TAG_SUBRANGE)
            lengths[count++] = child.has_count   ? child.count
                               : child.has_upper ? child.upper + 1
                                                 : 0;
    return count;
}

static uint64_t
size_of(const struct dwarf_unit *unit, const struct dwarf_entry *type,
        int depth)
{
    uint64_t lengths[DIMENSIONS], size;
    struct dwarf_entry element;
    unsigned count;

    if (type->has_size)
        return type->size;
    if (type->tag == TAG_POINTER)
        return unit->address_size;
    if (type->tag != TAG_ARRAY || depth == 0
        || !read_type(unit, type->type, &element))
        return 0;
    size = size_of(unit, &element, depth - 1);
    count = dimensions(unit, type, lengths);
    for (unsigned i = 0; i < count; i++)
        size *= lengths[i];
    return size;
}

/* ---- the way down -------------------------------------------------------- */

struct way {
    struct dwarf_object *object;
    uint64_t offset; /* what is left of it */
};

static void __attribute__((format(printf, 2, 3)))
append(struct way *way, const char *format, ...)
{
    char *name = way->object->name;
    size_t used = strlen(name);
    va_list list;

    va_start(list, format);
    vsnprintf(name + used, sizeof way->object->name - used, format, list);
    va_end(list);
}

/* To the element; false: its size is not known. */
static bool
into_array(const struct dwarf_unit *unit, struct dwarf_entry *type,
           struct way *way)
{
    uint64_t lengths[DIMENSIONS], size;
    unsigned count = dimensions(unit, type, lengths);
    struct dwarf_entry element;

    if (!read_type(unit, type->type, &element))
        return false;
    size = size_of(unit, &element, DEEP);
    for (unsigned i = 1; i < count; i++)
        size *= lengths[i];
    for (unsigned i = 0; i < count; i++) {
        if (size == 0)
            return false;
        append(way, "[%llu]", (unsigned long long)(way->offset / size));
        way->offset %= size;
        if (i + 1 < count && lengths[i + 1] > 0)
            size /= lengths[i + 1];
    }
    *type = element;
    return count > 0;
}

/* To the last member that begins at or before the offset. */
static bool
into_struct(const struct dwarf_unit *unit, struct dwarf_entry *type,
            struct way *way)
{
    const unsigned char *at = NULL;
    struct dwarf_entry child, member = { 0 }, found;
    bool known = false;

    while (next_child(unit, type, &at, &child))
        if (child.tag == TAG_MEMBER && child.member <= way->offset
            && (!known || child.member > member.member)) {
            member = child;
            known = true;
        }
    if (!known || !read_type(unit, member.type, &found))
        return false;
    if (member.name)
        append(way, ".%s", member.name);
    way->offset -= member.member;
    *type = found;
    return true;
}

static enum dwarf_kind
kind_of(const struct dwarf_entry *type)
{
    if (type->tag == TAG_POINTER)
        return DWARF_POINTER;
    if (type->tag == TAG_ENUMERATION)
        return DWARF_SIGNED;
    if (type->tag != TAG_BASE)
        return DWARF_BYTES;
    switch (type->encoding) {
    case IS_BOOLEAN:
        return DWARF_BOOL;
    case IS_FLOAT:
        return DWARF_FLOAT;
    case IS_SIGNED:
    case IS_SIGNED_CHAR:
        return DWARF_SIGNED;
    case IS_UNSIGNED:
    case IS_UNSIGNED_CHAR:
        return DWARF_UNSIGNED;
    default:
        return DWARF_BYTES;
    }
}

static void
go_down(const struct dwarf_unit *unit, const unsigned char *at,
        uint64_t offset, struct dwarf_object *object)
{
    struct way way = { object, offset };
    struct dwarf_entry type;
    bool deeper = read_type(unit, at, &type);

    if (!deeper)
        return;
    for (int i = 0; deeper && i < DEEP; i++)
        if (type.tag == TAG_ARRAY)
            deeper = into_array(unit, &type, &way);
        else
            deeper = (type.tag == TAG_STRUCTURE || type.tag == TAG_UNION)
                     && into_struct(unit, &type, &way);
    object->kind = kind_of(&type);
    object->offset = offset - way.offset;
    object->size = size_of(unit, &type, DEEP);
}

/* ---- the variable -------------------------------------------------------- */

/* Name, type and line may stand in the entry of a declaration. */
static void
describe(const struct dwarf_unit *unit, struct dwarf_entry *e, uint64_t offset,
         struct dwarf_object *object)
{
    struct dwarf_entry origin;

    if (e->origin && e->origin >= unit->start && e->origin < unit->end
        && dwarf_read(unit, e->origin, &origin)) {
        e->name = e->name ? e->name : origin.name;
        e->type = e->type ? e->type : origin.type;
        e->line = e->line ? e->line : origin.line;
        e->decl_file = e->decl_file ? e->decl_file : origin.decl_file;
    }
    snprintf(object->name, sizeof object->name, "%s", e->name ? e->name : "");
    object->line = (unsigned)e->line;
    dwarf_file_name(unit, e->decl_file, object->file, sizeof object->file);
    go_down(unit, e->type, offset, object);
}

static bool
search_unit(const struct dwarf_unit *unit, uint64_t address, uint64_t offset,
            struct dwarf_object *object)
{
    const unsigned char *at = unit->first;
    struct dwarf_entry e;
    uint64_t found;

    while (at < unit->end && dwarf_read(unit, at, &e)) {
        if (e.tag == TAG_VARIABLE && dwarf_address(unit, e.location, &found)
            && found == address) {
            describe(unit, &e, offset, object);
            return object->name[0] != '\0';
        }
        at = e.next;
    }
    return false;
}

static struct bytes
load(const struct elf_file *elf, const char *name)
{
    const ElfW(Shdr) *section = elf_section(elf, name);
    unsigned char *bytes = section ? elf_load(elf, section) : NULL;

    return (struct bytes){ bytes, bytes ? bytes + section->sh_size : NULL };
}

bool
dwarf_find(const char *path, uint64_t address, uint64_t offset,
           struct dwarf_object *object)
{
    struct elf_file elf;
    struct dwarf file;
    struct dwarf_unit unit;
    bool found = false;

    memset(object, 0, sizeof *object);
    if (!elf_open(&elf, path))
        return false;
    file = (struct dwarf){
        load(&elf, ".debug_info"),        load(&elf, ".debug_abbrev"),
        load(&elf, ".debug_str"),         load(&elf, ".debug_line_str"),
        load(&elf, ".debug_str_offsets"), load(&elf, ".debug_addr"),
        load(&elf, ".debug_line")
    };
    for (bool more = dwarf_first_unit(&file, &unit); more && !found;
         more = dwarf_next_unit(&unit))
        found = search_unit(&unit, address, offset, object);
    for (size_t i = 0; i < sizeof file / sizeof file.info; i++)
        free((void *)((struct bytes *)&file)[i].start);
    elf_close(&elf);
    return found;
}
