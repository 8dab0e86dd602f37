/* SPDX-License-Identifier: MIT */
/* shm_report.c -- shm report: a trace of SHM_TRACE as a page that needs
 * nothing else.
 *
 * The page is report.html, which the build makes a string of; the trace takes
 * the place of "@RUN@" in it, read by the page's own script.  Within a JSON
 * text '<' stands in strings only, so written as \u003c it means the same and
 * ends no element of the page.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tool.h"

extern const char report_page[]; /* report_page.c, made by the build */

static const char mark[] = "@RUN@";

static bool
copy_trace(FILE *from, FILE *to)
{
    int c;

    while ((c = getc(from)) != EOF) {
        if (c == '<')
            fputs("\\u003c", to);
        else
            putc(c, to);
    }
    return !ferror(from) && !ferror(to);
}

/* Not more than is needed to tell a mistaken file: the page looks at it all. */
static bool
is_trace(FILE *file)
{
    char begin[4096];
    size_t length = fread(begin, 1, sizeof begin - 1, file);

    begin[length] = '\0';
    rewind(file);
    return begin[strspn(begin, " \t\r\n")] == '{'
           && strstr(begin, "\"traceEvents\"");
}

static bool
write_page(FILE *trace, FILE *page)
{
    const char *at = strstr(report_page, mark);

    fwrite(report_page, 1, (size_t)(at - report_page), page);
    if (!copy_trace(trace, page))
        return false;
    fputs(at + sizeof mark - 1, page);
    return !ferror(page);
}

/* What is not complete does not stay; but a device does. */
static int
make(FILE *trace, const char *name, const char *output)
{
    FILE *page = output ? fopen(output, "we") : stdout;
    struct stat st;
    bool good, is_file;

    if (!page) {
        tool_error("%s: %s", output, strerror(errno));
        return TOOL_FAILED;
    }
    is_file = fstat(fileno(page), &st) == 0 && S_ISREG(st.st_mode);
    good = write_page(trace, page);
    if (output && fclose(page) != 0)
        good = false;
    if (good)
        return 0;
    tool_error("%s cannot be made of %s: %s", output ? output : "the page",
               name, strerror(errno));
    if (output && is_file)
        remove(output);
    return TOOL_FAILED;
}

int
shm_report(int argc, char **argv)
{
    static const struct option options[] = {
        { "help", no_argument, NULL, 'h' },
        { "output", required_argument, NULL, 'o' },
        { NULL, 0, NULL, 0 },
    };
    const char *output = NULL;
    int option, status = TOOL_FAILED;
    FILE *trace;

    while ((option = getopt_long(argc, argv, "ho:", options, NULL)) != -1)
        switch (option) {
        case 'h':
            return tool_help();
        case 'o':
            output = optarg;
            break;
        default:
            return tool_usage();
        }
    if (argc - optind != 1) {
        tool_error("report takes one file");
        return tool_usage();
    }
    trace = fopen(argv[optind], "re");
    if (!trace)
        tool_error("%s: %s", argv[optind], strerror(errno));
    else if (!is_trace(trace))
        tool_error("%s is no trace of SHM_TRACE", argv[optind]);
    else
        status = make(trace, argv[optind], output);
    if (trace)
        fclose(trace);
    return status;
}
