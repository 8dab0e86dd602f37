/* SPDX-License-Identifier: MIT */
/* dwarf.c -- units and entries of debugging information.
 *
 * Every read is bounded by the section that it is in: behind its end there is
 * nothing but zeros, which end whatever loop meets them.
 */
#include "dwarf.h"

#include <string.h>

/* clang-format off */
enum {
    AT_LOCATION = 0x02, AT_NAME = 0x03, AT_BYTE_SIZE = 0x0b,
    AT_STMT_LIST = 0x10, AT_UPPER_BOUND = 0x2f, AT_ABSTRACT_ORIGIN = 0x31,
    AT_COUNT = 0x37, AT_MEMBER = 0x38, AT_DECL_FILE = 0x3a,
    AT_DECL_LINE = 0x3b, AT_ENCODING = 0x3e,
    AT_SPECIFICATION = 0x47, AT_TYPE = 0x49, AT_STR_OFFSETS_BASE = 0x72,
    AT_ADDR_BASE = 0x73
};

enum {
    FORM_ADDR = 0x01, FORM_BLOCK2 = 0x03, FORM_BLOCK4, FORM_DATA2, FORM_DATA4,
    FORM_DATA8, FORM_STRING, FORM_BLOCK, FORM_BLOCK1, FORM_DATA1, FORM_FLAG,
    FORM_SDATA, FORM_STRP, FORM_UDATA, FORM_REF_ADDR, FORM_REF1, FORM_REF2,
    FORM_REF4, FORM_REF8, FORM_REF_UDATA, FORM_INDIRECT, FORM_SEC_OFFSET,
    FORM_EXPRLOC, FORM_FLAG_PRESENT, FORM_STRX, FORM_ADDRX, FORM_REF_SUP4,
    FORM_STRP_SUP, FORM_DATA16, FORM_LINE_STRP, FORM_REF_SIG8,
    FORM_IMPLICIT_CONST, FORM_LOCLISTX, FORM_RNGLISTX, FORM_REF_SUP8,
    FORM_STRX1, FORM_STRX2, FORM_STRX3, FORM_STRX4, FORM_ADDRX1, FORM_ADDRX2,
    FORM_ADDRX3, FORM_ADDRX4
};

enum { OP_ADDR = 0x03, OP_ADDRX = 0xa1, LNCT_PATH = 1 };
enum { UNIT_COMPILE = 1, UNIT_PARTIAL = 3 };
/* clang-format on */

/* ---- numbers and texts --------------------------------------------------- */

static uint64_t
read_fixed(struct bytes *b, unsigned size)
{
    uint64_t value = 0;

    if ((size_t)(b->end - b->start) < size) {
        b->start = b->end;
        return 0;
    }
    for (unsigned i = 0; i < size && i < 8; i++)
        value |= (uint64_t)b->start[i] << 8 * i;
    b->start += size;
    return value;
}

static uint64_t
read_uleb(struct bytes *b)
{
    uint64_t value = 0;
    unsigned shift = 0;
    unsigned char byte = 0x80;

    while ((byte & 0x80) && b->start < b->end) {
        byte = *b->start++;
        if (shift < 64)
            value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
    }
    return value;
}

static const char *
read_text(struct bytes *b)
{
    const char *text = (const char *)b->start;
    const unsigned char *end =
        memchr(b->start, '\0', (size_t)(b->end - b->start));

    b->start = end ? end + 1 : b->end;
    return end ? text : "";
}

static struct bytes
at_offset(struct bytes section, uint64_t offset)
{
    if (!section.start || offset > (uint64_t)(section.end - section.start))
        offset = (uint64_t)(section.end - section.start);
    section.start += offset;
    return section;
}

static const char *
text_at(struct bytes section, uint64_t offset)
{
    struct bytes b = at_offset(section, offset);

    return b.start < b.end ? read_text(&b) : "";
}

/* The index-th word of `size` bytes behind the base. */
static uint64_t
word_at(struct bytes section, uint64_t base, uint64_t index, unsigned size)
{
    struct bytes b = at_offset(section, base + index * size);

    return read_fixed(&b, size);
}

/* ---- forms --------------------------------------------------------------- */

/* A value of any form. */
struct value {
    uint64_t number;
    const char *text;   /* of a string, else 0 */
    struct bytes block; /* of a block, else start 0 */
    bool reference;     /* number counts from the unit's begin */
};

static unsigned
fixed_size(unsigned form, unsigned address_size)
{
    static const unsigned char sizes[] = {
        [FORM_DATA1] = 1,    [FORM_DATA2] = 2,     [FORM_DATA4] = 4,
        [FORM_DATA8] = 8,    [FORM_DATA16] = 16,   [FORM_FLAG] = 1,
        [FORM_REF1] = 1,     [FORM_REF2] = 2,      [FORM_REF4] = 4,
        [FORM_REF8] = 8,     [FORM_REF_ADDR] = 4,  [FORM_SEC_OFFSET] = 4,
        [FORM_STRP] = 4,     [FORM_LINE_STRP] = 4, [FORM_STRP_SUP] = 4,
        [FORM_REF_SUP4] = 4, [FORM_REF_SUP8] = 8,  [FORM_REF_SIG8] = 8,
        [FORM_STRX1] = 1,    [FORM_STRX2] = 2,     [FORM_STRX3] = 3,
        [FORM_STRX4] = 4,    [FORM_ADDRX1] = 1,    [FORM_ADDRX2] = 2,
        [FORM_ADDRX3] = 3,   [FORM_ADDRX4] = 4
    };

    if (form == FORM_ADDR)
        return address_size;
    return form < sizeof sizes ? sizes[form] : 0;
}

static void
read_block(struct bytes *b, uint64_t size, struct value *v)
{
    if (size > (uint64_t)(b->end - b->start))
        size = (uint64_t)(b->end - b->start);
    v->block = (struct bytes){ b->start, b->start + size };
    b->start += size;
}

/* What has no fixed size; false: the form is not known. */
static bool
read_other(struct bytes *b, unsigned form, struct value *v)
{
    switch (form) {
    case FORM_STRING:
        v->text = read_text(b);
        return true;
    case FORM_SDATA:
    case FORM_UDATA:
    case FORM_REF_UDATA:
    case FORM_STRX:
    case FORM_ADDRX:
    case FORM_LOCLISTX:
    case FORM_RNGLISTX:
        v->number = read_uleb(b);
        return true;
    case FORM_BLOCK:
    case FORM_EXPRLOC:
        read_block(b, read_uleb(b), v);
        return true;
    case FORM_BLOCK1:
        read_block(b, read_fixed(b, 1), v);
        return true;
    case FORM_BLOCK2:
        read_block(b, read_fixed(b, 2), v);
        return true;
    case FORM_BLOCK4:
        read_block(b, read_fixed(b, 4), v);
        return true;
    case FORM_FLAG_PRESENT:
        v->number = 1;
        return true;
    default:
        return form == FORM_IMPLICIT_CONST; /* it is in the abbreviation */
    }
}

/* Numbers become the text that they stand for. */
static void
resolve_text(const struct dwarf_unit *unit, unsigned form, struct value *v)
{
    const struct dwarf *file = unit->file;

    if (form == FORM_STRP)
        v->text = text_at(file->str, v->number);
    else if (form == FORM_LINE_STRP)
        v->text = text_at(file->line_str, v->number);
    else if (form == FORM_STRX || (form >= FORM_STRX1 && form <= FORM_STRX4))
        v->text = text_at(file->str, word_at(file->str_offsets,
                                             unit->str_offsets, v->number, 4));
}

static bool
read_value(const struct dwarf_unit *unit, struct bytes *b, unsigned form,
           struct value *v)
{
    unsigned size;

    memset(v, 0, sizeof *v);
    if (form == FORM_INDIRECT)
        form = (unsigned)read_uleb(b);
    size = fixed_size(form, unit->address_size);
    if (size > 0)
        v->number = read_fixed(b, size);
    else if (!read_other(b, form, v))
        return false;
    v->reference = form >= FORM_REF1 && form <= FORM_REF_UDATA;
    resolve_text(unit, form, v);
    return true;
}

/* ---- entries ------------------------------------------------------------- */

static const unsigned char *
refer(const struct dwarf_unit *unit, const struct value *v)
{
    struct bytes b = at_offset(unit->file->info, v->number);

    if (v->reference)
        b = at_offset((struct bytes){ unit->start, unit->end }, v->number);
    return b.start < b.end ? b.start : NULL;
}

static void
note_bound(struct dwarf_entry *e, unsigned attribute, const struct value *v)
{
    if (v->block.start) /* of variable length */
        return;
    if (attribute == AT_UPPER_BOUND) {
        e->upper = v->number;
        e->has_upper = true;
    } else {
        e->count = v->number;
        e->has_count = true;
    }
}

static void
note(const struct dwarf_unit *unit, struct dwarf_entry *e, unsigned attribute,
     const struct value *v)
{
    switch (attribute) {
    case AT_NAME:
        e->name = v->text;
        break;
    case AT_TYPE:
        e->type = refer(unit, v);
        break;
    case AT_SPECIFICATION:
    case AT_ABSTRACT_ORIGIN:
        e->origin = refer(unit, v);
        break;
    case AT_LOCATION:
        e->location = v->block;
        break;
    case AT_DECL_LINE:
        e->line = v->number;
        break;
    case AT_DECL_FILE:
        e->decl_file = v->number;
        break;
    case AT_BYTE_SIZE:
        e->size = v->number;
        e->has_size = true;
        break;
    case AT_ENCODING:
        e->encoding = v->number;
        break;
    case AT_MEMBER:
        e->member = v->number;
        break;
    case AT_UPPER_BOUND:
    case AT_COUNT:
        note_bound(e, attribute, v);
        break;
    }
}

/* The abbreviation with that code, behind the code; start 0: none. */
static struct bytes
find_abbreviation(const struct dwarf_unit *unit, uint64_t code)
{
    struct bytes b = { unit->abbrev, unit->file->abbrev.end };
    uint64_t here, attribute, form;

    while ((here = read_uleb(&b)) != 0) {
        if (here == code)
            return b;
        read_uleb(&b);
        read_fixed(&b, 1);
        do {
            attribute = read_uleb(&b);
            form = read_uleb(&b);
            if (form == FORM_IMPLICIT_CONST)
                read_uleb(&b);
        } while ((attribute != 0 || form != 0) && b.start < b.end);
    }
    return (struct bytes){ NULL, NULL };
}

/* `also`: another who is told of all attributes, or 0. */
static bool
read_entry(const struct dwarf_unit *unit, const unsigned char *at,
           struct dwarf_entry *e,
           void (*also)(struct dwarf_unit *, unsigned, const struct value *),
           struct dwarf_unit *data)
{
    struct bytes b = { at, unit->end }, abbreviation;
    uint64_t code = read_uleb(&b);

    memset(e, 0, sizeof *e);
    e->next = b.start;
    if (code == 0)
        return b.start <= b.end;
    abbreviation = find_abbreviation(unit, code);
    if (!abbreviation.start)
        return false;
    e->tag = (unsigned)read_uleb(&abbreviation);
    e->children = read_fixed(&abbreviation, 1) != 0;
    for (;;) {
        unsigned attribute = (unsigned)read_uleb(&abbreviation);
        unsigned form = (unsigned)read_uleb(&abbreviation);
        struct value v;

        if (attribute == 0 && form == 0)
            break;
        if (!read_value(unit, &b, form, &v))
            return false;
        if (form == FORM_IMPLICIT_CONST)
            v.number = read_uleb(&abbreviation);
        note(unit, e, attribute, &v);
        if (also)
            also(data, attribute, &v);
    }
    e->next = b.start;
    return true;
}

bool
dwarf_read(const struct dwarf_unit *unit, const unsigned char *at,
           struct dwarf_entry *e)
{
    return read_entry(unit, at, e, NULL, NULL);
}

/* ---- units --------------------------------------------------------------- */

static void
note_base(struct dwarf_unit *unit, unsigned attribute, const struct value *v)
{
    if (attribute == AT_STR_OFFSETS_BASE)
        unit->str_offsets = v->number;
    else if (attribute == AT_ADDR_BASE)
        unit->addr = v->number;
    else if (attribute == AT_STMT_LIST)
        unit->stmt_list = v->number;
}

/* The unit whose header begins at unit.start. */
static bool
read_unit(struct dwarf_unit *unit)
{
    struct bytes b = { unit->start, unit->file->info.end };
    uint64_t length = read_fixed(&b, 4), abbrev;
    unsigned type = UNIT_COMPILE;
    struct dwarf_entry top;

    if (length == 0 || length > (uint64_t)(b.end - b.start))
        return false;
    unit->end = b.end = b.start + length;
    unit->version = (unsigned)read_fixed(&b, 2);
    if (unit->version >= 5) {
        type = (unsigned)read_fixed(&b, 1);
        unit->address_size = (unsigned)read_fixed(&b, 1);
        abbrev = read_fixed(&b, 4);
    } else {
        abbrev = read_fixed(&b, 4);
        unit->address_size = (unsigned)read_fixed(&b, 1);
    }
    unit->first = b.start;
    unit->abbrev = at_offset(unit->file->abbrev, abbrev).start;
    unit->str_offsets = unit->addr = 8;
    unit->stmt_list = UINT64_MAX;
    if (unit->version < 4 || unit->version > 5
        || (type != UNIT_COMPILE && type != UNIT_PARTIAL)
        || !read_entry(unit, unit->first, &top, note_base, unit))
        unit->first = unit->end; /* passed over */
    return true;
}

bool
dwarf_first_unit(const struct dwarf *file, struct dwarf_unit *unit)
{
    *unit = (struct dwarf_unit){ .file = file, .start = file->info.start };
    return file->info.start && file->abbrev.start && read_unit(unit);
}

bool
dwarf_next_unit(struct dwarf_unit *unit)
{
    unit->start = unit->end;
    return read_unit(unit);
}

bool
dwarf_address(const struct dwarf_unit *unit, struct bytes location,
              uint64_t *address)
{
    uint64_t op;

    if (!location.start)
        return false;
    op = read_fixed(&location, 1);
    if (op == OP_ADDR)
        *address = read_fixed(&location, unit->address_size);
    else if (op == OP_ADDRX)
        *address = word_at(unit->file->addr, unit->addr, read_uleb(&location),
                           unit->address_size);
    return (op == OP_ADDR || op == OP_ADDRX) && location.start == location.end;
}

/* ---- names of files ------------------------------------------------------ */

/* Version 5: a list of directories, then one of files, each with a
 * description of its entries in front. */
static const char *
file_of_list(const struct dwarf_unit *unit, struct bytes *b, uint64_t wanted)
{
    struct {
        uint64_t content, form;
    } format[16];
    unsigned fields = (unsigned)read_fixed(b, 1);
    const char *name = "";
    uint64_t count;

    if (fields > sizeof format / sizeof *format)
        return NULL;
    for (unsigned i = 0; i < fields; i++) {
        format[i].content = read_uleb(b);
        format[i].form = read_uleb(b);
    }
    count = read_uleb(b);
    for (uint64_t n = 0; n < count && b->start < b->end; n++)
        for (unsigned i = 0; i < fields; i++) {
            struct value v;

            if (!read_value(unit, b, (unsigned)format[i].form, &v))
                return NULL;
            if (n == wanted && format[i].content == LNCT_PATH && v.text)
                name = v.text;
        }
    return name;
}

/* Version 4: texts that an empty one ends; files are counted from 1. */
static const char *
file_of_texts(struct bytes *b, uint64_t wanted)
{
    const char *name;

    while (*read_text(b) != '\0')
        continue;
    for (uint64_t n = 1; *(name = read_text(b)) != '\0'; n++) {
        if (n == wanted)
            return name;
        for (int i = 0; i < 3; i++)
            read_uleb(b);
    }
    return "";
}

void
dwarf_file_name(const struct dwarf_unit *unit, uint64_t file, char *to,
                size_t room)
{
    struct bytes b = at_offset(unit->file->line, unit->stmt_list);
    const char *name = NULL, *slash;
    unsigned version, opcodes;

    read_fixed(&b, 4); /* length */
    version = (unsigned)read_fixed(&b, 2);
    read_fixed(&b, version >= 5 ? 2 : 0); /* sizes of addresses */
    read_fixed(&b, 4);                    /* length of the header */
    read_fixed(&b, 5);                    /* instructions, statements, lines */
    opcodes = (unsigned)read_fixed(&b, 1);
    read_fixed(&b, opcodes > 0 ? opcodes - 1 : 0);
    if (version == 4)
        name = file_of_texts(&b, file);
    else if (version == 5 && file_of_list(unit, &b, UINT64_MAX))
        name = file_of_list(unit, &b, file);
    slash = name ? strrchr(name, '/') : NULL;
    to[0] = '\0';
    strncat(to, slash ? slash + 1 : name ? name : "", room - 1);
}
