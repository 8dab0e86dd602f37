/* SPDX-License-Identifier: MIT */
/* diag_option.c -- what the command line says about messages.
 *
 * The names are gcc's, with clang's where they differ; option_table.def sends
 * here what has the action DIAGNOSTICS. */
#include <stdlib.h>
#include <string.h>

#include "diag.h"

const struct diag_settings diag_defaults = { .max_errors = 20, .color = -1,
                                             .show_caret = true,
                                             .show_option = true };

/* The warnings of shmcc, as -Wshm-... and in brackets behind the message. */
static const char *const warnings[] = {
    "shm-declare-reduction", "shm-lost-write", "shm-num-workers",
    "shm-openmp", "shm-private-pointer", "shm-reduce", "shm-retry",
};
#define COUNT ((int)(sizeof warnings / sizeof *warnings))
_Static_assert(COUNT <= (int)DIAG_WARNINGS,
               "struct diag_settings has no room");

int
diag_warning_index(const char *name, size_t length)
{
    for (int i = 0; i < COUNT; i++)
        if (strlen(warnings[i]) == length
            && memcmp(warnings[i], name, length) == 0)
            return i;
    return -1;
}

/* Behind `prefix`, or 0. */
static const char *
behind(const char *word, const char *prefix)
{
    size_t n = strlen(prefix);

    return strncmp(word, prefix, n) == 0 ? word + n : NULL;
}

/* -W[no-][error=]NAME.  As in gcc, an unknown name is wrong only where the
 * warning is asked for. */
static void
read_warning(struct diag_settings *s, const char *word)
{
    const char *name = word + strlen("-W"), *rest = behind(name, "no-");
    bool no = rest != NULL, error;
    int i;

    name = rest ? rest : name;
    rest = behind(name, "error=");
    error = rest != NULL;
    name = rest ? rest : name;
    i = diag_warning_index(name, strlen(name));
    if (i < 0) {
        const char *near
            = diag_nearest(name, strlen(name), warnings, COUNT);

        if (no)
            return;
        if (near)
            diag_fatal("unknown warning '%s'; did you mean '%s'?", name,
                       near);
        diag_fatal("unknown warning '%s'", name);
    }
    if (error) {
        s->warning[i].error = !no;
        s->warning[i].not_error = no;
        if (no)
            return;
    }
    s->warning[i].off = no;
}

/* Forms of other compilers are theirs to speak of. */
static void
read_format(struct diag_settings *s, const char *name)
{
    static const struct {
        const char *name;
        enum diag_format format;
    } formats[] = {
        { "text", DIAG_TEXT },
        { "json", DIAG_JSON },
        { "json-stderr", DIAG_JSON },
        { "json-file", DIAG_JSON_FILE },
        { "sarif", DIAG_SARIF },
        { "sarif-stderr", DIAG_SARIF },
        { "sarif-file", DIAG_SARIF_FILE },
    };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0)
            s->format = formats[i].format;
}

/* The options that set a field to one value. */
static bool
read_flag(struct diag_settings *s, const char *word)
{
    const struct {
        const char *word;
        bool *flag, value;
    } flags[] = {
        { "-w", &s->no_warnings, true },
        { "--no-warnings", &s->no_warnings, true },
        { "-Werror", &s->werror, true },
        { "-Wno-error", &s->werror, false },
        { "-Wsystem-headers", &s->system_headers, true },
        { "-Wno-system-headers", &s->system_headers, false },
        { "-fdiagnostics-show-caret", &s->show_caret, true },
        { "-fcaret-diagnostics", &s->show_caret, true },
        { "-fno-diagnostics-show-caret", &s->show_caret, false },
        { "-fno-caret-diagnostics", &s->show_caret, false },
        { "-fdiagnostics-show-option", &s->show_option, true },
        { "-fno-diagnostics-show-option", &s->show_option, false },
    };

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(word, flags[i].word) == 0) {
            *flags[i].flag = flags[i].value;
            return true;
        }
    return false;
}

void
diag_option(struct diag_settings *s, const char *word)
{
    const char *argument;

    if (read_flag(s, word))
        return;
    if ((argument = behind(word, "-fmax-errors="))
        || (argument = behind(word, "-ferror-limit=")))
        s->max_errors = (unsigned)strtoul(argument, NULL, 10);
    else if (strcmp(word, "-Wfatal-errors") == 0)
        s->max_errors = 1;
    else if ((argument = behind(word, "-fdiagnostics-color=")))
        s->color = strcmp(argument, "auto") == 0
                       ? -1 : strcmp(argument, "never") != 0;
    else if (strcmp(word, "-fdiagnostics-color") == 0
             || strcmp(word, "-fcolor-diagnostics") == 0)
        s->color = 1;
    else if (strcmp(word, "-fno-diagnostics-color") == 0
             || strcmp(word, "-fno-color-diagnostics") == 0)
        s->color = 0;
    else if (strcmp(word, "-fdiagnostics-plain-output") == 0)
        s->color = s->show_caret = false;
    else if ((argument = behind(word, "-fdiagnostics-format="))
             || (argument = behind(word, "--shm-diagnostics-format=")))
        read_format(s, argument);
    else
        read_warning(s, word);
}
