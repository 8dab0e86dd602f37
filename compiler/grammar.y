/* SPDX-License-Identifier: MIT */
/* grammar.y -- GNU C, from C89 to C23 as gcc and clang take it.
 *
 * An action is one call; what the functions do is said in parse.h.  Ranges
 * of tokens are Bison's locations: @$ is all that a rule matched.
 *
 * Typedef names.  The scanner cannot tell the name of a type from another,
 * so parse.c asks the scopes and hands out TYPEDEF_NAME or IDENTIFIER.  That
 * a typedef name may be declared anew as something else is left to the
 * rules: specifiers are `typed` once a type was among them, and behind those
 * a TYPEDEF_NAME can only be the name that is declared; as long as they are
 * `untyped` it is their type.  In a parameter, a TYPEDEF_NAME behind a
 * parenthesis is a type (C11 6.7.6.3, paragraph 11).
 *
 * The rules take more than C where that makes them simpler: programs have
 * been through the compiler before. */

%code requires {
#include "parse.h"
}

%code provides {
int yylex(YYSTYPE *, struct range *, struct parser *);
}

%code {
/* Levels of anything that nests without brackets, as else if. */
#define YYMAXDEPTH 1000000
#define YYSTACK_USE_ALLOCA 0

/* A rule that matches nothing stands in front of the next token. */
#define YYLLOC_DEFAULT(current, rhs, n)                                       \
    do {                                                                      \
        (current).first                                                       \
            = (n) ? YYRHSLOC(rhs, 1).first : YYRHSLOC(rhs, 0).last + 1;       \
        (current).last = YYRHSLOC(rhs, n).last;                               \
    } while (0)

#define NEXT_TOKEN (yychar == Y_YYEMPTY ? p->next : yylloc.first)

/* A syntax error that a function found and reported. */
#define CHECK(result)                                                         \
    do {                                                                      \
        if (!(result))                                                        \
            YYERROR;                                                          \
    } while (0)

/* Goes on behind a syntax error in a block. */
#define RECOVER(block)                                                        \
    do {                                                                      \
        if (!syntax_recover(p, block))                                        \
            YYABORT;                                                          \
        yyclearin;                                                            \
        yyerrok;                                                              \
    } while (0)

static void yyerror(const struct range *, struct parser *, const char *);
}

%define api.pure full
%define api.token.prefix {Y_}
%define api.location.type {struct range}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param { struct parser *p }

%initial-action { @$ = (struct range){ p->next, p->next - 1 }; }

%union {
    unsigned bits;
    struct node *node;
    struct specs *specs;
    struct declarator *declarator;
    struct derivation *derivation;
    struct declaration *declaration;
}

/* The tokens of tokens.def. */
%token EOF 0 "end of file" ATTRIBUTE "__attribute__" LATTRIBUTE "[["
    PRAGMA_SHM "#pragma shm" PRAGMA_END "end of directive"
    IDENTIFIER "identifier" TYPEDEF_NAME "type name"
    INTEGER "integer constant" FLOATING "floating constant"
    CHARACTER "character constant" STRING "string literal" LBRACKET "["
    RBRACKET "]" LPAREN "(" RPAREN ")" LBRACE "{" RBRACE "}" DOT "."
    ARROW "->" INCREMENT "++" DECREMENT "--" AMPERSAND "&" STAR "*" PLUS "+"
    MINUS "-" TILDE "~" EXCLAMATION "!" SLASH "/" PERCENT "%" SHIFT_LEFT "<<"
    SHIFT_RIGHT ">>" LESS "<" GREATER ">" LESS_EQUAL "<=" GREATER_EQUAL ">="
    EQUAL "==" NOT_EQUAL "!=" CARET "^" BAR "|" AND_AND "&&" OR_OR "||"
    QUESTION "?" COLON ":" SEMICOLON ";" ELLIPSIS "..." ASSIGN "="
    STAR_ASSIGN "*=" SLASH_ASSIGN "/=" PERCENT_ASSIGN "%=" PLUS_ASSIGN "+="
    MINUS_ASSIGN "-=" SHIFT_LEFT_ASSIGN "<<=" SHIFT_RIGHT_ASSIGN ">>="
    AMPERSAND_ASSIGN "&=" CARET_ASSIGN "^=" BAR_ASSIGN "|=" COMMA ","
    AUTO "auto" BREAK "break" CASE "case" CHAR "char" CONST "const"
    CONTINUE "continue" DEFAULT "default" DO "do" DOUBLE "double" ELSE "else"
    ENUM "enum" EXTERN "extern" FLOAT "float" FOR "for" GOTO "goto" IF "if"
    INLINE "inline" INT "int" LONG "long" REGISTER "register"
    RESTRICT "restrict" RETURN "return" SHORT "short" SIGNED "signed"
    SIZEOF "sizeof" STATIC "static" STRUCT "struct" SWITCH "switch"
    TYPEDEF "typedef" UNION "union" UNSIGNED "unsigned" VOID "void"
    VOLATILE "volatile" WHILE "while" ALIGNAS "_Alignas" ALIGNOF "_Alignof"
    ATOMIC "_Atomic" BITINT "_BitInt" BOOL "_Bool" COMPLEX "_Complex"
    CONSTEXPR "constexpr" FALSE "false" GENERIC "_Generic"
    IMAGINARY "_Imaginary" NORETURN "_Noreturn" NULLPTR "nullptr"
    STATIC_ASSERT "_Static_assert" THREAD_LOCAL "_Thread_local" TRUE "true"
    TYPEOF "__typeof__" TYPEOF_UNQUAL "__typeof_unqual__" ASM "__asm__"
    AUTO_TYPE "__auto_type" EXTENSION "__extension__" IMAG "__imag__"
    LABEL "__label__" REAL "__real__" SEG_FS "__seg_fs" SEG_GS "__seg_gs"
    BUILTIN_BIT_CAST "__builtin_bit_cast"
    BUILTIN_CHOOSE_EXPR "__builtin_choose_expr"
    BUILTIN_CONVERTVECTOR "__builtin_convertvector"
    BUILTIN_HAS_ATTRIBUTE "__builtin_has_attribute"
    BUILTIN_OFFSETOF "__builtin_offsetof"
    BUILTIN_SHUFFLEVECTOR "__builtin_shufflevector"
    BUILTIN_TYPES_COMPATIBLE_P "__builtin_types_compatible_p"
    BUILTIN_VA_ARG "__builtin_va_arg" INT128 "__int128" FLOAT16 "_Float16"
    FLOAT32 "_Float32" FLOAT32X "_Float32x" FLOAT64 "_Float64"
    FLOAT64X "_Float64x" FLOAT128 "__float128" FLOAT80 "__float80"
    IBM128 "__ibm128" BF16 "__bf16" FP16 "__fp16" DECIMAL32 "_Decimal32"
    DECIMAL64 "_Decimal64" DECIMAL128 "_Decimal128" NONNULL "_Nonnull"
    NULLABLE "_Nullable" NULLABLE_RESULT "_Nullable_result"
    NULL_UNSPECIFIED "_Null_unspecified"

/* Made by parse.c: a whole attribute; one that belongs to the declarator in
 * parentheses; an enum's colon, in front of its type; _Atomic with a
 * parenthesis; a whole directive, by what it needs behind it. */
%token START_TYPE_NAME "name of a type" START_EXPRESSION "expression"
    ENUM_COLON "enum's :"
    ATOMIC_TYPE "_Atomic("
%token <bits> GNU_ATTRIBUTE "attribute" STANDARD_ATTRIBUTE "[[ ]]"
    PAREN_ATTRIBUTE "attribute in parentheses"
%token DIRECTIVE "directive" DIRECTIVE_ALONE "stand-alone directive"
    DIRECTIVE_DECLARATIVE "declarative directive"

%precedence NO_ELSE
%precedence ELSE
%precedence NO_ATTRIBUTE
%precedence GNU_ATTRIBUTE STANDARD_ATTRIBUTE

%right ASSIGN STAR_ASSIGN SLASH_ASSIGN PERCENT_ASSIGN PLUS_ASSIGN
    MINUS_ASSIGN SHIFT_LEFT_ASSIGN SHIFT_RIGHT_ASSIGN AMPERSAND_ASSIGN
    CARET_ASSIGN BAR_ASSIGN
%right QUESTION COLON
%left OR_OR
%left AND_AND
%left BAR
%left CARET
%left AMPERSAND
%left EQUAL NOT_EQUAL
%left LESS GREATER LESS_EQUAL GREATER_EQUAL
%left SHIFT_LEFT SHIFT_RIGHT
%left PLUS MINUS
%left STAR SLASH PERCENT

%type <bits> attribute attributes attributes_opt gnu_attributes
    paren_attributes pointer_words array_words trailer
%type <specs> untyped typed underlying
%type <derivation> suffix plain_suffix
%type <declarator> declarator direct plain_declarator plain_direct
    parameter_declarator parameter_direct parameter_inner
    parameter_inner_direct abstract abstract_direct
%type <declaration> opened closed file_opened file_closed fields
%type <node> external function function_head file_function_head declaration
    aggregate members field enum_head enumerators made_type alignment
    parameters open_parameters names parameter type_name type_or_expression
    initializer braces initializers designation designators
    block block_head block_items item statement plain_statement label
    for_head for_init directive declarative local_labels static_assert
    asm assembler assembler_item
    expression expression_opt assignment cast unary postfix primary value_opt
    arguments arguments_opt argument offset has_attribute associations

%%

start
    : unit
    | START_EXPRESSION expression        { p->result = $2; }
    | START_TYPE_NAME type_name          { p->result = $2; }
    ;

unit
    : %empty
    | unit external                      { unit_add(p, $2); }
    ;

external
    : function
    | file_function_head block           { $$ = function_close(p, $1, $2); }
    | declaration
    | file_closed SEMICOLON              { $$ = declaration_close($1, @$); }
    | static_assert
    | asm SEMICOLON                      { $$ = node_widen($1, @$); }
    | SEMICOLON                          { $$ = node_make(p, N_EMPTY, @$); }
    | attributes SEMICOLON          { $$ = node_make(p, N_ATTRIBUTE, @$); }
    | declarative
    | directive                          { $$ = directive_misplaced(p, $1); }
    | DIRECTIVE_ALONE
        { $$ = directive_misplaced(p, directive_read(p, @$)); }
    ;

name
    : IDENTIFIER
    | TYPEDEF_NAME
    ;

strings
    : STRING
    | strings STRING
    ;

/* ---- specifiers ---------------------------------------------------------- */

attribute
    : GNU_ATTRIBUTE
    | STANDARD_ATTRIBUTE
    ;

attributes
    : attribute
    | attributes attribute               { $$ = $1 | $2; }
    ;

attributes_opt
    : %empty                             { $$ = 0; }
    | attributes
    ;

gnu_attributes
    : %empty                             { $$ = 0; }
    | gnu_attributes GNU_ATTRIBUTE       { $$ = $1 | $2; }
    ;

paren_attributes
    : %empty                             { $$ = 0; }
    | paren_attributes PAREN_ATTRIBUTE   { $$ = $1 | $2; }
    ;

qualifier
    : CONST | VOLATILE | RESTRICT | ATOMIC | SEG_FS | SEG_GS
    | NONNULL | NULLABLE | NULLABLE_RESULT | NULL_UNSPECIFIED
    ;

word
    : TYPEDEF | EXTERN | STATIC | AUTO | REGISTER | THREAD_LOCAL | CONSTEXPR
    | INLINE | NORETURN | qualifier
    ;

type_word
    : VOID | CHAR | SHORT | INT | LONG | FLOAT | DOUBLE | SIGNED | UNSIGNED
    | BOOL | COMPLEX | IMAGINARY | AUTO_TYPE | INT128 | FLOAT16 | FLOAT32
    | FLOAT32X | FLOAT64 | FLOAT64X | FLOAT128 | FLOAT80 | IBM128 | BF16
    | FP16 | DECIMAL32 | DECIMAL64 | DECIMAL128
    ;

/* Types that are made of something. */
made_type
    : aggregate
    | TYPEOF LPAREN type_or_expression RPAREN
        { $$ = typeof_node(p, @$, $3); }
    | TYPEOF_UNQUAL LPAREN type_or_expression RPAREN
        { $$ = typeof_node(p, @$, $3); }
    | ATOMIC_TYPE LPAREN type_name RPAREN
        { $$ = atomic_node(p, @$, $3); }
    | BITINT LPAREN expression RPAREN
        { $$ = bitint_node(p, @$, $3); }
    ;

alignment
    : ALIGNAS LPAREN type_or_expression RPAREN  { $$ = node_widen($3, @$); }
    ;

untyped
    : word
        { $$ = specs_word(p, specs_new(p, @$, 0), @1.first); }
    | attributes word
        { $$ = specs_word(p, specs_new(p, @$, $1), @2.first); }
    | alignment
        { $$ = specs_alignment(specs_new(p, @$, 0), $1); }
    | attributes alignment
        { $$ = specs_alignment(specs_new(p, @$, $1), $2); }
    | untyped word                       { $$ = specs_word(p, $1, @2.first); }
    | untyped attribute                  { $$ = specs_attribute($1, $2, @$); }
    | untyped alignment                  { $$ = specs_alignment($1, $2); }
    ;

typed
    : type_word
        { $$ = specs_word(p, specs_new(p, @$, 0), @1.first); }
    | attributes type_word
        { $$ = specs_word(p, specs_new(p, @$, $1), @2.first); }
    | untyped type_word                  { $$ = specs_word(p, $1, @2.first); }
    | TYPEDEF_NAME
        { $$ = specs_typedef_name(p, specs_new(p, @$, 0), @1.first); }
    | attributes TYPEDEF_NAME
        { $$ = specs_typedef_name(p, specs_new(p, @$, $1), @2.first); }
    | untyped TYPEDEF_NAME
        { $$ = specs_typedef_name(p, $1, @2.first); }
    | made_type
        { $$ = specs_node(p, specs_new(p, @$, 0), $1); }
    | attributes made_type
        { $$ = specs_node(p, specs_new(p, @$, $1), $2); }
    | untyped made_type                  { $$ = specs_node(p, $1, $2); }
    | typed type_word                    { $$ = specs_word(p, $1, @2.first); }
    | typed made_type                    { $$ = specs_node(p, $1, $2); }
    | typed word                         { $$ = specs_word(p, $1, @2.first); }
    | typed attribute                    { $$ = specs_attribute($1, $2, @$); }
    | typed alignment                    { $$ = specs_alignment($1, $2); }
    ;

type_name
    : typed                        { $$ = type_name_node(p, @$, $1, NULL); }
    | untyped                      { $$ = type_name_node(p, @$, $1, NULL); }
    | typed abstract               { $$ = type_name_node(p, @$, $1, $2); }
    | untyped abstract             { $$ = type_name_node(p, @$, $1, $2); }
    ;

type_or_expression
    : type_name
    | expression
    ;

/* ---- struct, union, enum ------------------------------------------------- */

struct_or_union
    : STRUCT
    | UNION
    ;

aggregate
    : struct_or_union attributes_opt name
        { $$ = tag_reference(p, @$, @3.first); }
    | ENUM attributes_opt name
        { $$ = tag_reference(p, @$, @3.first); }
    | members RBRACE                     { $$ = struct_close(p, $1, @$); }
    | enumerators RBRACE                 { $$ = node_widen($1, @$); }
    | enumerators COMMA RBRACE           { $$ = node_widen($1, @$); }
    ;

members
    : struct_or_union attributes_opt name LBRACE
        { $$ = struct_open(p, @$, @3.first); }
    | struct_or_union attributes_opt LBRACE
        { $$ = struct_open(p, @$, 0); }
    | members field                      { $$ = node_append($1, $2); }
    | members static_assert              { $$ = node_append($1, $2); }
    | members SEMICOLON
    ;

field
    : typed SEMICOLON                    { $$ = field_empty(p, $1, @$); }
    | untyped SEMICOLON                  { $$ = field_empty(p, $1, @$); }
    | fields SEMICOLON                   { $$ = declaration_close($1, @$); }
    | EXTENSION field                    { $$ = node_widen($2, @$); }
    ;

fields
    : typed declarator attributes_opt
        { $$ = field_open(p, @$, $1, $2, NULL, $3); }
    | typed declarator COLON assignment attributes_opt
        { $$ = field_open(p, @$, $1, $2, $4, $5); }
    | typed COLON assignment attributes_opt
        { $$ = field_open(p, @$, $1, NULL, $3, $4); }
    | untyped plain_declarator attributes_opt
        { $$ = field_open(p, @$, $1, $2, NULL, $3); }
    | untyped plain_declarator COLON assignment attributes_opt
        { $$ = field_open(p, @$, $1, $2, $4, $5); }
    | untyped COLON assignment attributes_opt
        { $$ = field_open(p, @$, $1, NULL, $3, $4); }
    | fields COMMA attributes_opt declarator attributes_opt
        { $$ = field_next(p, @$, $1, $4, NULL, $3 | $5); }
    | fields COMMA attributes_opt declarator COLON assignment attributes_opt
        { $$ = field_next(p, @$, $1, $4, $6, $3 | $7); }
    | fields COMMA attributes_opt COLON assignment attributes_opt
        { $$ = field_next(p, @$, $1, NULL, $5, $3 | $6); }
    ;

enum_head
    : ENUM attributes_opt LBRACE
        { $$ = enum_open(p, @$, 0, NULL); }
    | ENUM attributes_opt name LBRACE
        { $$ = enum_open(p, @$, @3.first, NULL); }
    | ENUM attributes_opt ENUM_COLON underlying LBRACE
        { $$ = enum_open(p, @$, 0, $4); }
    | ENUM attributes_opt name ENUM_COLON underlying LBRACE
        { $$ = enum_open(p, @$, @3.first, $5); }
    ;

/* The type of an enum is an integer type. */
underlying
    : type_word
        { $$ = specs_word(p, specs_new(p, @$, 0), @1.first); }
    | TYPEDEF_NAME
        { $$ = specs_typedef_name(p, specs_new(p, @$, 0), @1.first); }
    | underlying type_word               { $$ = specs_word(p, $1, @2.first); }
    | underlying qualifier               { $$ = specs_word(p, $1, @2.first); }
    ;

enumerators
    : enum_head name attributes_opt value_opt
        { $$ = enumerator(p, $1, (struct range){ @2.first, @4.last },
                          @2.first, $4); }
    | enumerators COMMA name attributes_opt value_opt
        { $$ = enumerator(p, $1, (struct range){ @3.first, @5.last },
                          @3.first, $5); }
    ;

value_opt
    : %empty                             { $$ = NULL; }
    | ASSIGN assignment                  { $$ = $2; }
    ;

/* ---- declarators --------------------------------------------------------- */

pointer_words
    : %empty                             { $$ = 0; }
    | pointer_words qualifier    { $$ = $1 | qualifier_bit(p, @2.first); }
    | pointer_words attribute
    ;

array_words
    : %empty                             { $$ = 0; }
    | array_words qualifier      { $$ = $1 | qualifier_bit(p, @2.first); }
    | array_words STATIC
    ;

plain_suffix
    : LBRACKET array_words RBRACKET { $$ = suffix_array(p, @$, $2, NULL); }
    | LBRACKET array_words assignment RBRACKET
        { $$ = suffix_array(p, @$, $2, $3); }
    | LBRACKET array_words STAR RBRACKET
        { $$ = suffix_array(p, @$, $2, node_make(p, N_EMPTY, @3)); }
    | LPAREN RPAREN                 { $$ = suffix_function(p, @$, NULL); }
    | LPAREN parameters RPAREN      { $$ = suffix_function(p, @$, $2); }
    ;

suffix
    : plain_suffix
    | LPAREN names RPAREN           { $$ = suffix_function(p, @$, $2); }
    ;

declarator
    : direct                             %prec NO_ATTRIBUTE
    | STAR pointer_words declarator
        { $$ = declarator_pointer(p, @$, $3, $2); }
    ;

direct
    : name                       { $$ = declarator_new(p, @$, @1.first); }
    | LPAREN paren_attributes declarator RPAREN
        { $$ = declarator_paren($3, @$); }
    | direct suffix                      { $$ = declarator_suffix($1, $2); }
    | direct STANDARD_ATTRIBUTE
    ;

/* Behind untyped specifiers: not a type's name at once. */
plain_declarator
    : plain_direct                       %prec NO_ATTRIBUTE
    | STAR pointer_words declarator
        { $$ = declarator_pointer(p, @$, $3, $2); }
    ;

plain_direct
    : IDENTIFIER                 { $$ = declarator_new(p, @$, @1.first); }
    | LPAREN paren_attributes declarator RPAREN
        { $$ = declarator_paren($3, @$); }
    | plain_direct suffix                { $$ = declarator_suffix($1, $2); }
    | plain_direct STANDARD_ATTRIBUTE
    ;

/* In a parameter: not a type's name at once behind a parenthesis. */
parameter_declarator
    : parameter_direct
    | STAR pointer_words parameter_declarator
        { $$ = declarator_pointer(p, @$, $3, $2); }
    ;

parameter_direct
    : name                       { $$ = declarator_new(p, @$, @1.first); }
    | LPAREN paren_attributes parameter_inner RPAREN
        { $$ = declarator_paren($3, @$); }
    | parameter_direct suffix            { $$ = declarator_suffix($1, $2); }
    | parameter_direct STANDARD_ATTRIBUTE
    ;

parameter_inner
    : parameter_inner_direct
    | STAR pointer_words parameter_declarator
        { $$ = declarator_pointer(p, @$, $3, $2); }
    ;

parameter_inner_direct
    : IDENTIFIER                 { $$ = declarator_new(p, @$, @1.first); }
    | LPAREN paren_attributes parameter_inner RPAREN
        { $$ = declarator_paren($3, @$); }
    | parameter_inner_direct suffix      { $$ = declarator_suffix($1, $2); }
    | parameter_inner_direct STANDARD_ATTRIBUTE
    ;

abstract
    : abstract_direct
    | STAR pointer_words
        { $$ = declarator_pointer(p, @$, declarator_new(p, @$, 0), $2); }
    | STAR pointer_words abstract
        { $$ = declarator_pointer(p, @$, $3, $2); }
    ;

abstract_direct
    : LPAREN paren_attributes abstract RPAREN
        { $$ = declarator_paren($3, @$); }
    | plain_suffix
        { $$ = declarator_suffix(declarator_new(p, @$, 0), $1); }
    | abstract_direct plain_suffix       { $$ = declarator_suffix($1, $2); }
    | abstract_direct STANDARD_ATTRIBUTE
    ;

open_parameters
    : %empty                             { $$ = parameters_open(p, @$); }
    ;

parameters
    : open_parameters parameter          { $$ = node_append($1, $2); }
    | open_parameters ELLIPSIS
    | parameters COMMA parameter         { $$ = node_append($1, $3); }
    | parameters SEMICOLON parameter     { $$ = node_append($1, $3); }
    | parameters COMMA ELLIPSIS
    ;

parameter
    : typed               { $$ = parameter_declare(p, @$, $1, NULL, 0); }
    | typed abstract gnu_attributes
        { $$ = parameter_declare(p, @$, $1, $2, $3); }
    | typed parameter_declarator gnu_attributes
        { $$ = parameter_declare(p, @$, $1, $2, $3); }
    | untyped             { $$ = parameter_declare(p, @$, $1, NULL, 0); }
    | untyped abstract gnu_attributes
        { $$ = parameter_declare(p, @$, $1, $2, $3); }
    | untyped parameter_inner gnu_attributes
        { $$ = parameter_declare(p, @$, $1, $2, $3); }
    ;

names
    : IDENTIFIER
        { $$ = node_with(p, N_OTHER, @$, parameter_name(p, @1), NULL); }
    | names COMMA IDENTIFIER { $$ = node_append($1, parameter_name(p, @3)); }
    ;

/* ---- declarations -------------------------------------------------------- */

trailer
    : %empty                             { $$ = 0; }
    | trailer GNU_ATTRIBUTE              { $$ = $1 | $2; }
    | trailer ASM LPAREN strings RPAREN
    ;

/* The name is declared, and an initializer may follow. */
opened
    : typed declarator trailer                         %prec NO_ATTRIBUTE
        { $$ = declaration_open(p, @$, $1, $2, $3); }
    | untyped plain_declarator trailer                 %prec NO_ATTRIBUTE
        { $$ = declaration_open(p, @$, $1, $2, $3); }
    | closed COMMA attributes_opt declarator trailer   %prec NO_ATTRIBUTE
        { $$ = declaration_next(p, @$, $1, $4, $3 | $5); }
    ;

closed
    : opened
    | opened ASSIGN initializer { $$ = declaration_initialize(p, $1, $3); }
    ;

declaration
    : typed SEMICOLON                { $$ = declaration_empty(p, $1, @$); }
    | untyped SEMICOLON              { $$ = declaration_empty(p, $1, @$); }
    | closed SEMICOLON               { $$ = declaration_close($1, @$); }
    | ENUM attributes_opt name ENUM_COLON underlying SEMICOLON
        { $$ = enum_declare(p, @$, @3.first, $5); }
    | EXTENSION declaration              { $$ = node_widen($2, @$); }
    ;

/* At file scope, without specifiers: main() { ... } */
file_opened
    : plain_declarator trailer                         %prec NO_ATTRIBUTE
        { $$ = declaration_open(p, @$, NULL, $1, $2); }
    | attributes plain_declarator trailer              %prec NO_ATTRIBUTE
        { $$ = declaration_open(p, @$, NULL, $2, $1 | $3); }
    | file_closed COMMA attributes_opt declarator trailer
                                                       %prec NO_ATTRIBUTE
        { $$ = declaration_next(p, @$, $1, $4, $3 | $5); }
    ;

file_closed
    : file_opened
    | file_opened ASSIGN initializer
        { $$ = declaration_initialize(p, $1, $3); }
    ;

function
    : function_head block                { $$ = function_close(p, $1, $2); }
    | EXTENSION function                 { $$ = node_widen($2, @$); }
    ;

function_head
    : opened
        { $$ = function_open(p, $1, NEXT_TOKEN); CHECK($$); }
    | function_head declaration          { $$ = node_append($1, $2); }
    | function_head declarative          { $$ = node_append($1, $2); }
    ;

file_function_head
    : file_opened
        { $$ = function_open(p, $1, NEXT_TOKEN); CHECK($$); }
    | file_function_head declaration     { $$ = node_append($1, $2); }
    | file_function_head declarative     { $$ = node_append($1, $2); }
    ;

static_assert
    : STATIC_ASSERT LPAREN assignment RPAREN SEMICOLON
        { $$ = node_with(p, N_STATIC_ASSERT, @$, $3, NULL); }
    | STATIC_ASSERT LPAREN assignment COMMA strings RPAREN SEMICOLON
        { $$ = node_with(p, N_STATIC_ASSERT, @$, $3, NULL); }
    | EXTENSION static_assert            { $$ = node_widen($2, @$); }
    ;

/* ---- initializers -------------------------------------------------------- */

initializer
    : assignment
    | braces
    ;

braces
    : LBRACE RBRACE          { $$ = node_make(p, N_BRACED_INITIALIZER, @$); }
    | initializers RBRACE                { $$ = node_widen($1, @$); }
    | initializers COMMA RBRACE          { $$ = node_widen($1, @$); }
    ;

initializers
    : LBRACE initializer
        { $$ = node_with(p, N_BRACED_INITIALIZER, @$, $2, NULL); }
    | LBRACE designation initializer
        { $$ = node_with(p, N_BRACED_INITIALIZER, @$, $2, $3, NULL); }
    | initializers COMMA initializer     { $$ = node_append($1, $3); }
    | initializers COMMA designation initializer
        { $$ = node_append(node_append($1, $3), $4); }
    ;

/* The last two are GNU C's old forms: x: v and [3] v. */
designation
    : designators ASSIGN                 { $$ = node_widen($1, @$); }
    | name COLON             { $$ = node_make(p, N_DESIGNATION, @$); }
    | designators
    ;

designators
    : DOT name               { $$ = node_make(p, N_DESIGNATION, @$); }
    | LBRACKET assignment RBRACKET
        { $$ = node_with(p, N_DESIGNATION, @$, $2, NULL); }
    | LBRACKET assignment ELLIPSIS assignment RBRACKET
        { $$ = node_with(p, N_DESIGNATION, @$, $2, $4, NULL); }
    | designators DOT name               { $$ = node_widen($1, @$); }
    | designators LBRACKET assignment RBRACKET
        { $$ = node_widen(node_append($1, $3), @$); }
    | designators LBRACKET assignment ELLIPSIS assignment RBRACKET
        { $$ = node_widen(node_append(node_append($1, $3), $5), @$); }
    ;

/* ---- statements ---------------------------------------------------------- */

block
    : block_items RBRACE                 { $$ = block_close(p, $1, @$); }
    ;

block_head
    : LBRACE                             { $$ = block_open(p, @$); }
    ;

block_items
    : block_head
    | block_items item                   { $$ = block_add($1, $2); }
    | block_items error                  { RECOVER($1); }
    ;

item
    : declaration
    | function
    | static_assert
    | local_labels SEMICOLON             { $$ = node_widen($1, @$); }
    | label
    | attributes label                   { $$ = node_widen($2, @$); }
    | plain_statement
    | attributes plain_statement         { $$ = node_widen($2, @$); }
    | declarative
    ;

local_labels
    : LABEL name            { $$ = label_local(p, NULL, @$, @2.first); }
    | local_labels COMMA name { $$ = label_local(p, $1, @$, @3.first); }
    ;

statement
    : plain_statement
    | attributes plain_statement         { $$ = node_widen($2, @$); }
    | label statement                    { $$ = node_append($1, $2); }
    | attributes label statement
        { $$ = node_widen(node_append($2, $3), @$); }
    ;

label
    : name COLON             { $$ = label_define(p, @$, @1.first); }
    | CASE expression COLON  { $$ = node_with(p, N_CASE, @$, $2, NULL); }
    | CASE expression ELLIPSIS expression COLON
        { $$ = node_operator(p, node_with(p, N_CASE, @$, $2, $4, NULL),
                             @3.first); }
    | DEFAULT COLON                      { $$ = node_make(p, N_DEFAULT, @$); }
    ;

plain_statement
    : block
    | SEMICOLON                          { $$ = node_make(p, N_EMPTY, @$); }
    | expression SEMICOLON
        { $$ = node_with(p, N_EXPRESSION_STATEMENT, @$, $1, NULL); }
    | IF LPAREN expression RPAREN statement            %prec NO_ELSE
        { $$ = node_with(p, N_IF, @$, $3, $5, NULL); }
    | IF LPAREN expression RPAREN statement ELSE statement
        { $$ = node_with(p, N_IF, @$, $3, $5, $7, NULL); }
    | SWITCH LPAREN expression RPAREN statement
        { $$ = node_with(p, N_SWITCH, @$, $3, $5, NULL); }
    | WHILE LPAREN expression RPAREN statement
        { $$ = node_with(p, N_WHILE, @$, $3, $5, NULL); }
    | DO statement WHILE LPAREN expression RPAREN SEMICOLON
        { $$ = node_with(p, N_DO, @$, $2, $5, NULL); }
    | for_head for_init expression_opt SEMICOLON expression_opt RPAREN
      statement
        { $$ = for_close(p, @$, $1, $2, $3, $5, $7, &yychar, yylloc); }
    | GOTO name SEMICOLON   { $$ = label_use(p, N_GOTO, @$, @2.first); }
    | GOTO STAR expression SEMICOLON
        { $$ = node_with(p, N_COMPUTED_GOTO, @$, $3, NULL); }
    | CONTINUE SEMICOLON                 { $$ = node_make(p, N_CONTINUE, @$); }
    | BREAK SEMICOLON                    { $$ = node_make(p, N_BREAK, @$); }
    | RETURN SEMICOLON                   { $$ = node_make(p, N_RETURN, @$); }
    | RETURN expression SEMICOLON
        { $$ = node_with(p, N_RETURN, @$, $2, NULL); }
    | asm SEMICOLON                      { $$ = node_widen($1, @$); }
    | directive statement                { $$ = directive_body($1, $2); }
    | DIRECTIVE_ALONE                    { $$ = directive_read(p, @$); }
    ;

for_head
    : FOR LPAREN                         { $$ = for_open(p, @$); }
    ;

for_init
    : declaration
    | expression_opt SEMICOLON
    ;

directive
    : DIRECTIVE                          { $$ = directive_read(p, @$); }
    ;

declarative
    : DIRECTIVE_DECLARATIVE              { $$ = directive_read(p, @$); }
    ;

/* ---- asm ----------------------------------------------------------------- */

asm
    : ASM asm_words LPAREN assembler RPAREN     { $$ = node_widen($4, @$); }
    | EXTENSION asm                             { $$ = node_widen($2, @$); }
    ;

asm_words
    : %empty
    | asm_words VOLATILE
    | asm_words INLINE
    | asm_words CONST
    | asm_words GOTO
    ;

/* The template, then operands, clobbers and labels. */
assembler
    : strings                            { $$ = node_make(p, N_ASM, @$); }
    | assembler separator
    | assembler separator strings
    | assembler separator assembler_item { $$ = node_append($1, $3); }
    ;

separator
    : COLON
    | COMMA
    ;

assembler_item
    : strings LPAREN expression RPAREN   { $$ = $3; }
    | LBRACKET name RBRACKET strings LPAREN expression RPAREN { $$ = $6; }
    | name                  { $$ = label_use(p, N_GOTO, @$, @1.first); }
    ;

/* ---- expressions --------------------------------------------------------- */

expression
    : assignment
    | expression COMMA assignment        { $$ = comma_node(p, @$, $1, $3); }
    ;

expression_opt
    : %empty                             { $$ = node_make(p, N_EMPTY, @$); }
    | expression
    ;

assign
    : ASSIGN | STAR_ASSIGN | SLASH_ASSIGN | PERCENT_ASSIGN | PLUS_ASSIGN
    | MINUS_ASSIGN | SHIFT_LEFT_ASSIGN | SHIFT_RIGHT_ASSIGN
    | AMPERSAND_ASSIGN | CARET_ASSIGN | BAR_ASSIGN
    ;

assignment
    : cast
    | assignment OR_OR assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment AND_AND assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment BAR assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment CARET assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment AMPERSAND assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment EQUAL assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment NOT_EQUAL assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment LESS assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment GREATER assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment LESS_EQUAL assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment GREATER_EQUAL assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment SHIFT_LEFT assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment SHIFT_RIGHT assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment PLUS assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment MINUS assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment STAR assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment SLASH assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment PERCENT assignment
        { $$ = binary_node(p, @$, @2.first, $1, $3); }
    | assignment QUESTION expression COLON assignment
        { $$ = conditional_node(p, @$, $1, $3, $5); }
    | assignment QUESTION COLON assignment             %prec QUESTION
        { $$ = conditional_node(p, @$, $1, node_make(p, N_EMPTY, @3), $4); }
    | assignment assign assignment                     %prec ASSIGN
        { $$ = assign_node(p, @$, @2.first, $1, $3); }
    ;

cast
    : unary
    | LPAREN type_name RPAREN cast
        { $$ = cast_node(p, N_CAST, @$, $2, $4); }
    ;

prefix
    : AMPERSAND | STAR | PLUS | MINUS | TILDE | EXCLAMATION | REAL | IMAG
    ;

unary
    : postfix
    | prefix cast                 { $$ = unary_node(p, @$, @1.first, $2); }
    | EXTENSION cast              { $$ = unary_node(p, @$, @1.first, $2); }
    | INCREMENT unary             { $$ = unary_node(p, @$, @1.first, $2); }
    | DECREMENT unary             { $$ = unary_node(p, @$, @1.first, $2); }
    | SIZEOF unary                { $$ = sizeof_node(p, N_SIZEOF, @$, $2); }
    | SIZEOF LPAREN type_name RPAREN
        { $$ = sizeof_node(p, N_SIZEOF, @$, $3); }
    | ALIGNOF unary               { $$ = sizeof_node(p, N_ALIGNOF, @$, $2); }
    | ALIGNOF LPAREN type_name RPAREN
        { $$ = sizeof_node(p, N_ALIGNOF, @$, $3); }
    | AND_AND name
        { $$ = label_use(p, N_LABEL_ADDRESS, @$, @2.first); }
    ;

postfix
    : primary
    | LPAREN type_name RPAREN braces
        { $$ = cast_node(p, N_COMPOUND_LITERAL, @$, $2, $4); }
    | postfix LBRACKET expression RBRACKET
        { $$ = index_node(p, @$, $1, $3); }
    | postfix LPAREN arguments_opt RPAREN
        { $$ = call_node(p, @$, $1, $3); }
    | postfix DOT name   { $$ = member_node(p, @$, @2.first, $1, @3.first); }
    | postfix ARROW name { $$ = member_node(p, @$, @2.first, $1, @3.first); }
    | postfix INCREMENT           { $$ = postfix_node(p, @$, @2.first, $1); }
    | postfix DECREMENT           { $$ = postfix_node(p, @$, @2.first, $1); }
    ;

constant
    : INTEGER | FLOATING | CHARACTER | TRUE | FALSE | NULLPTR
    ;

primary
    : IDENTIFIER                  { $$ = identifier_node(p, @1.first); }
    | constant                    { $$ = constant_node(p, @$); }
    | strings                     { $$ = string_node(p, @$); }
    | LPAREN expression RPAREN    { $$ = paren_node(p, @$, $2); }
    | LPAREN block RPAREN  { $$ = statement_expression_node(p, @$, $2); }
    | GENERIC LPAREN argument COMMA associations RPAREN
        { $$ = generic_node(p, @$, $3, $5); }
    | builtin LPAREN arguments_opt RPAREN
        { $$ = builtin_node(p, @$, @1.first, $3); }
    | BUILTIN_OFFSETOF LPAREN type_name COMMA offset RPAREN
        { $$ = builtin_node(p, @$, @1.first, list_node(p, $3, $5)); }
    | BUILTIN_HAS_ATTRIBUTE LPAREN argument COMMA has_attribute RPAREN
        { $$ = builtin_node(p, @$, @1.first, list_node(p, $3, $5)); }
    ;

associations
    : DEFAULT COLON assignment
        { $$ = node_with(p, N_OTHER, @$, $3, NULL); }
    | type_name COLON assignment
        { $$ = node_with(p, N_OTHER, @$, $1, $3, NULL); }
    | associations COMMA DEFAULT COLON assignment
        { $$ = node_append($1, $5); }
    | associations COMMA type_name COLON assignment
        { $$ = node_append(node_append($1, $3), $5); }
    ;

arguments_opt
    : %empty                             { $$ = NULL; }
    | arguments
    ;

arguments
    : argument              { $$ = node_with(p, N_OTHER, @$, $1, NULL); }
    | arguments COMMA argument           { $$ = node_append($1, $3); }
    ;

argument
    : assignment
    | type_name
    ;

builtin
    : BUILTIN_BIT_CAST | BUILTIN_CHOOSE_EXPR | BUILTIN_CONVERTVECTOR
    | BUILTIN_SHUFFLEVECTOR | BUILTIN_TYPES_COMPATIBLE_P | BUILTIN_VA_ARG
    ;

/* The member of offsetof: a.b[3].c */
offset
    : name                               { $$ = node_make(p, N_OTHER, @$); }
    | offset DOT name                    { $$ = node_widen($1, @$); }
    | offset ARROW name                  { $$ = node_widen($1, @$); }
    | offset LBRACKET expression RBRACKET
        { $$ = node_widen(node_append($1, $3), @$); }
    ;

has_attribute
    : name                               { $$ = node_make(p, N_OTHER, @$); }
    | qualifier                          { $$ = node_make(p, N_OTHER, @$); }
    | name LPAREN arguments_opt RPAREN   { $$ = node_make(p, N_OTHER, @$); }
    ;

%%

static void
yyerror(const struct range *r, struct parser *p, const char *message)
{
    (void)message; /* the only one left: the stack's limit */
    syntax_too_deep(p, r->first);
}

/* What could stand where the error is, as far as it is worth telling. */
static int
yyreport_syntax_error(const yypcontext_t *context, struct parser *p)
{
    yysymbol_kind_t expected[YYNTOKENS];
    int n = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    struct expectation e = { .only = NULL };

    for (int i = 0; i < n; i++)
        switch (expected[i]) {
        case YYSYMBOL_RETURN: e.statement = true; break;
        case YYSYMBOL_INTEGER: e.expression = true; break;
        case YYSYMBOL_IDENTIFIER: e.name = true; break;
        case YYSYMBOL_INT: e.type = true; break;
        case YYSYMBOL_SEMICOLON: e.semicolon = true; break;
        case YYSYMBOL_YYEOF: e.end = true; break;
        case YYSYMBOL_RPAREN: e.closing = ")"; break;
        case YYSYMBOL_RBRACKET: e.closing = "]"; break;
        default: break;
        }
    if (n == 1)
        e.only = yysymbol_name(expected[0]);
    syntax_error(p, yypcontext_location(context)->first, &e);
    return 0;
}
