/* SPDX-License-Identifier: MIT */
/* main.c -- shm, the companion of shmcc: finds the command in a table and
 * runs it.  Whatever a command prints, standard output is closed and checked
 * in the end, so that a full disk does not go unnoticed.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

static const struct command {
    const char *name, *arguments, *what;
    const char *help; /* of its options, in the form of --help */
    tool_command *run;
} commands[] = {
    { "compdb", "[FILE]", "rewrite compile_commands.json for analysers",
      "Writes FILE (compile_commands.json) to standard output with shmcc\n"
      "replaced by the compiler behind it, so that clangd, clang-tidy and\n"
      "others know the commands.\n",
      shm_compdb },
    { "info", "[--json]", "show what shmcc and this machine offer",
      "  -j, --json   as a JSON object\n", shm_info },
    { "report", "FILE [-o PAGE]", "make a page of a timeline",
      "Writes what SHM_TRACE=FILE left as a page for any browser, which needs\n"
      "nothing else and asks no network.\n\n"
      "  -o, --output=PAGE   to this file, not to standard output\n",
      shm_report },
};

static const struct command *current; /* that is run */
static const char *when = "auto";     /* --color */

/* ---- for the commands ---------------------------------------------------- */

void
tool_error(const char *format, ...)
{
    va_list list;

    fputs("shm: ", stderr);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
}

int
tool_usage(void)
{
    fprintf(stderr, "Try 'shm %s%s--help'.\n", current ? current->name : "",
            current ? " " : "");
    return TOOL_USAGE;
}

int
tool_help(void)
{
    printf("Usage: shm %s %s\n%c%s.\n\n%s", current->name, current->arguments,
           current->what[0] - 'a' + 'A', current->what + 1, current->help);
    return 0;
}

/* As no-color.org and bixense.com/clicolors ask for it. */
static bool
colours(void)
{
    const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
    const char *terminal = getenv("TERM");

    if (strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (no && *no)
        return false;
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

const char *
tool_bold(void)
{
    return colours() ? "\033[1m" : "";
}

const char *
tool_plain(void)
{
    return colours() ? "\033[0m" : "";
}

const char *
tool_beside(const char *name)
{
    static char path[PATH_MAX + NAME_MAX];
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
    char *slash;

    path[length > 0 ? length : 0] = '\0';
    slash = strrchr(path, '/');
    strcpy(slash ? slash + 1 : path, name);
    return path;
}

/* In the child: nothing on standard error, for the question may fail. */
static void __attribute__((noreturn)) become(char *const argv[], int out)
{
    if (dup2(out, STDOUT_FILENO) >= 0
        && freopen("/dev/null", "w", stderr) != NULL)
        execvp(argv[0], argv);
    _exit(127);
}

bool
tool_first_line(char *const argv[], char *text, size_t room)
{
    int ends[2], status;
    FILE *in;
    bool good;
    pid_t pid;

    if (pipe(ends) < 0)
        return false;
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        become(argv, ends[1]);
    }
    close(ends[1]);
    in = fdopen(ends[0], "r");
    good = pid > 0 && in && fgets(text, (int)room, in);
    while (in && fgetc(in) != EOF)
        continue;
    if (in)
        fclose(in);
    else
        close(ends[0]);
    if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0 || !good)
        return false;
    text[strcspn(text, "\n")] = '\0';
    return true;
}

/* ---- shm itself ---------------------------------------------------------- */

static int
help(void)
{
    puts("Usage: shm [OPTION]... COMMAND [ARGUMENT]...\n"
         "The companion of shmcc, the compiler for parallel C with forked "
         "processes.\n\n"
         "  -h, --help         print this text\n"
         "  -V, --version      print the version\n"
         "      --color=WHEN   headings in bold: auto, always or never\n\n"
         "Commands (shm COMMAND --help tells more):");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        printf("  %-8s %-14s %s\n", commands[i].name, commands[i].arguments,
               commands[i].what);
    puts("\nThe exit status is 0, 1 after an error, 2 after a wrong "
         "argument.\nThe manual: shm(1), shmcc(1), shm(7).");
    return 0;
}

static int
version(void)
{
    puts("shm (shmcc) " SHMCC_VERSION "\n"
         "Copyright (C) 2026 the shmcc authors\n"
         "License: MIT. This is free software: you are free to change and "
         "redistribute it.\n"
         "There is NO WARRANTY, to the extent permitted by law.");
    return 0;
}

static int
run(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, argv[0]) != 0)
            continue;
        current = &commands[i];
        optind = 0; /* getopt_long begins anew */
        return current->run(argc, argv);
    }
    tool_error("unknown command '%s'", argv[0]);
    return tool_usage();
}

static int
start(int argc, char **argv)
{
    static const struct option options[] = {
        { "help", no_argument, NULL, 'h' },
        { "version", no_argument, NULL, 'V' },
        { "color", required_argument, NULL, 'c' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    while ((option = getopt_long(argc, argv, "+hV", options, NULL)) != -1)
        switch (option) {
        case 'h':
            return help();
        case 'V':
            return version();
        case 'c':
            when = optarg;
            if (strcmp(when, "auto") == 0 || strcmp(when, "always") == 0
                || strcmp(when, "never") == 0)
                break;
            tool_error("--color takes auto, always or never, not '%s'", when);
            return tool_usage();
        default:
            return tool_usage();
        }
    if (optind == argc) {
        tool_error("a command is missing");
        return tool_usage();
    }
    return run(argc - optind, argv + optind);
}

int
main(int argc, char **argv)
{
    int status = start(argc, argv);
    bool broken = ferror(stdout) != 0;

    if (fclose(stdout) != 0 || broken) {
        tool_error("standard output: %s", strerror(errno));
        return TOOL_FAILED;
    }
    return status;
}
