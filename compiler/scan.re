/* SPDX-License-Identifier: MIT */
/* scan.re -- the lexer: lexical elements of C, and # lines.
 *
 * The text is taken as the compiler left it: what a compiler would refuse
 * later (a malformed number, an invalid byte in an identifier) is let
 * through for it to complain about.  Errors are only what makes it impossible
 * to say where an element ends. */
#include "lexer.h"

#include <string.h>

#include "phases.h"

void
lexer_init(struct lexer *in, const struct word_table *words, unsigned dialect,
           const char *text, size_t size)
{
    *in = (struct lexer){
        .words = words,
        .slash_comments = /* clang knows them in C90 too */
            (dialect & (DIALECT_C99 | DIALECT_GNU | DIALECT_CLANG)) != 0,
        .start = text,
        .cursor = text,
        .limit = text + size,
        .line_start = text,
        .line_begins = true,
    };
}

/* Makes the end of this element the start of the next one. */
static void
pass(struct lexer *in, bool line_ends)
{
    const char *p = in->start, *end = in->cursor;

    while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
        in->newlines++;
        in->line_start = ++p;
    }
    if (line_ends)
        in->line_begins = true;
    in->start = end;
}

/* Behind R"delimiter( : to the end of the literal, or 0. */
static const char *
raw_string_end(const char *open, const char *body, const char *limit)
{
    const char *quote = memchr(open, '"', (size_t)(body - open));
    size_t length = (size_t)(body - 1 - quote) - 1; /* of the delimiter */

    for (const char *p = body;
         (p = memchr(p, ')', (size_t)(limit - p))) != NULL; p++)
        if ((size_t)(limit - p) >= length + 2 && p[length + 1] == '"' &&
            memcmp(p + 1, quote + 1, length) == 0)
            return p + length + 2;
    return NULL;
}

static const char *
end_of_line(const char *p, const char *limit)
{
    const char *newline = memchr(p, '\n', (size_t)(limit - p));

    return newline ? newline : limit;
}

/* Integer or floating, from the look of a preprocessing number. */
static int
number_kind(const char *p, const char *end)
{
    bool hex = end - p > 1 && p[0] == '0' && (p[1] == 'x' || p[1] == 'X');

    for (; p < end; p++)
        if (*p == '.' || (hex ? *p == 'p' || *p == 'P'
                              : *p == 'e' || *p == 'E'))
            return TOK_FLOATING;
    return TOK_INTEGER;
}

/*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = p;
    re2c:define:YYMARKER = mark;
    re2c:define:YYLIMIT = limit;
    re2c:yyfill:enable = 0;
    re2c:eof = 0;

    any = [\x00-\xff];
    digit = [0-9];
    hex = [0-9a-fA-F];
    newline = "\r"? "\n";
    blank = [ \t\v\f\r];
    letter = [A-Za-z_$\x80-\xff] | "\\u" hex{4} | "\\U" hex{8};
    word = letter (letter | digit)*;
    number = "."? digit
             ([eEpP] [+-] | "'" [0-9A-Za-z_] | "." | digit | letter)*;
    prefix = "L" | "u" | "u8" | "U";
    escape = "\\" newline | "\\" any;
    string = prefix? "\"" ([^"\\\n] | escape)*;
    character = prefix? "'" ([^'\\\n] | escape)*;
    raw_open = prefix? "R\"" [^ ()\\\t\v\f\n]{0,16} "(";
    comment = "/*" ([^*] | "*"+ [^*/])*;
*/

/*!rules:re2c:punctuators
    "[" | "<:"   { IS(TOK_LBRACKET) }
    "]" | ":>"   { IS(TOK_RBRACKET) }
    "{" | "<%"   { IS(TOK_LBRACE) }
    "}" | "%>"   { IS(TOK_RBRACE) }
    "("          { IS(TOK_LPAREN) }
    ")"          { IS(TOK_RPAREN) }
    "."          { IS(TOK_DOT) }
    "->"         { IS(TOK_ARROW) }
    "++"         { IS(TOK_INCREMENT) }
    "--"         { IS(TOK_DECREMENT) }
    "&"          { IS(TOK_AMPERSAND) }
    "*"          { IS(TOK_STAR) }
    "+"          { IS(TOK_PLUS) }
    "-"          { IS(TOK_MINUS) }
    "~"          { IS(TOK_TILDE) }
    "!"          { IS(TOK_EXCLAMATION) }
    "/"          { IS(TOK_SLASH) }
    "%"          { IS(TOK_PERCENT) }
    "<<"         { IS(TOK_SHIFT_LEFT) }
    ">>"         { IS(TOK_SHIFT_RIGHT) }
    "<"          { IS(TOK_LESS) }
    ">"          { IS(TOK_GREATER) }
    "<="         { IS(TOK_LESS_EQUAL) }
    ">="         { IS(TOK_GREATER_EQUAL) }
    "=="         { IS(TOK_EQUAL) }
    "!="         { IS(TOK_NOT_EQUAL) }
    "^"          { IS(TOK_CARET) }
    "|"          { IS(TOK_BAR) }
    "&&"         { IS(TOK_AND_AND) }
    "||"         { IS(TOK_OR_OR) }
    "?"          { IS(TOK_QUESTION) }
    ":"          { IS(TOK_COLON) }
    ";"          { IS(TOK_SEMICOLON) }
    "..."        { IS(TOK_ELLIPSIS) }
    "="          { IS(TOK_ASSIGN) }
    "*="         { IS(TOK_STAR_ASSIGN) }
    "/="         { IS(TOK_SLASH_ASSIGN) }
    "%="         { IS(TOK_PERCENT_ASSIGN) }
    "+="         { IS(TOK_PLUS_ASSIGN) }
    "-="         { IS(TOK_MINUS_ASSIGN) }
    "<<="        { IS(TOK_SHIFT_LEFT_ASSIGN) }
    ">>="        { IS(TOK_SHIFT_RIGHT_ASSIGN) }
    "&="         { IS(TOK_AMPERSAND_ASSIGN) }
    "^="         { IS(TOK_CARET_ASSIGN) }
    "|="         { IS(TOK_BAR_ASSIGN) }
    ","          { IS(TOK_COMMA) }
*/

/* Steps over a # line, or gives the # alone where lines mean nothing. */
static int
lex_hash(struct lexer *in)
{
    if (in->raw || !in->line_begins)
        return LEX_HASH;
    in->cursor = end_of_line(in->cursor, in->limit);
    return LEX_LINE;
}

static int
lex_raw_string(struct lexer *in)
{
    const char *end = raw_string_end(in->start, in->cursor, in->limit);

    in->cursor = end ? end : in->limit;
    return end ? TOK_STRING : LEX_OPEN_STRING;
}

/* A // comment; two slashes where C has none. */
static int
lex_slashes(struct lexer *in)
{
    if (!in->slash_comments) {
        in->cursor = in->start + 1;
        return TOK_SLASH;
    }
    const char *p = in->cursor;
    do /* a backslash continues it */
        p = end_of_line(p, in->limit);
    while (p < in->limit && p[-1] == '\\' && p++);
    in->cursor = p;
    return TOK_NONE;
}

/* One element from the start; TOK_NONE for blanks and comments. */
static int
lex(struct lexer *in)
{
    const char *p = in->cursor, *const limit = in->limit, *mark;

#define IS(kind) { in->cursor = p; return (kind); }
    /*!re2c
    *            { IS(LEX_STRAY) }
    $            { IS(TOK_EOF) }
    "\x00"       { IS(LEX_NUL) }
    blank+       { IS(TOK_NONE) }
    "\\" newline { IS(TOK_NONE) }
    newline blank* { IS(in->raw ? LEX_NEWLINE : TOK_NONE) }
    comment "*"+ "/" { IS(TOK_NONE) }
    comment "*"* { IS(LEX_OPEN_COMMENT) }
    "//"         { in->cursor = p; return lex_slashes(in); }
    "#" | "%:"   { in->cursor = p; return lex_hash(in); }
    word         { in->cursor = p;
                   return word_kind(in->words, in->start,
                                    (size_t)(p - in->start)); }
    number       { in->cursor = p; return number_kind(in->start, p); }
    string "\""  { IS(TOK_STRING) }
    string "\\"?  { IS(LEX_OPEN_STRING) }
    character "'" { IS(TOK_CHARACTER) }
    character "\\"? { IS(LEX_OPEN_CHARACTER) }
    raw_open     { in->cursor = p; return lex_raw_string(in); }
    !use:punctuators;
    */
#undef IS
}

/* Is the element the end of a line that no backslash continues? */
static bool
is_newline(const struct lexer *in)
{
    const char *p = in->start;

    return in->cursor != p &&
           (*p == '\n' || (*p == '\r' && p + 1 < in->cursor && p[1] == '\n'));
}

int
lexer_next(struct lexer *in)
{
    int kind;

    /* The newlines inside the last element count from here on, so that its
     * own line was the one it began on. */
    if (in->cursor != in->start && !is_newline(in))
        in->line_begins = false;
    pass(in, is_newline(in));
    while ((kind = lex(in)) == TOK_NONE)
        pass(in, is_newline(in));
    return kind;
}

bool
scan_has_directives(const char *text, size_t size)
{
    struct word_table words;
    struct lexer in;

    word_table_init(&words, DIALECT_ANY);
    lexer_init(&in, &words, DIALECT_GNU, text, size);
    for (;;) {
        int kind = lexer_next(&in);
        if (kind == TOK_EOF)
            return false;
        if (kind == LEX_LINE &&
            line_read(in.start, in.cursor).kind == LINE_SHM)
            return true;
    }
}
