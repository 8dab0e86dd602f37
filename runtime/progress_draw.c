/* SPDX-License-Identifier: MIT */
/* progress_draw.c -- the three forms of SHM_PROGRESS, on standard error.
 *
 *   bar   one line on a terminal, drawn again and again
 *   log   a line of text for every tenth that is done, and every 30 seconds
 *   json  an object on a line of its own, each time
 *
 * The bar stands below the line that the cursor is on, so that what the
 * program prints meanwhile goes where it would go anyway, and the next drawing
 * moves the bar down.  Each drawing first clears all that is below the cursor:
 * a bar that a narrower window has folded into two lines goes as well.  Who
 * prints through the runtime (messages, stdout of the workers) clears the bar
 * before.  A word of memory that all processes share says whether there is
 * one.
 */
#include "internal.h"

#include "progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    COLUMNS_USUAL = 80,
    BAR_LEAST = 10,
    BAR_MOST = 40,
    TEXT = 1024,
    LOG_SECONDS = 30
};

/* Down a line and up again makes room at the bottom of the screen; the cursor
 * is kept, the bar is written on the line below. */
#define CLEAR "\033[J"
#define BEFORE_BAR CLEAR "\033D\033[A\0337\r\n"
#define BEHIND_BAR "\0338"

static _Atomic uint32_t *bar_shown;

bool
progress_draw_start(void)
{
    if (!bar_shown)
        bar_shown = eyes_map(sizeof *bar_shown);
    return bar_shown != NULL;
}

static void
put(const char *text, size_t size)
{
    ssize_t written;
    int saved = errno;

    do
        written = write(STDERR_FILENO, text, size);
    while (written < 0 && errno == EINTR);
    errno = saved;
}

void
progress_clear(void)
{
    if (bar_shown && atomic_exchange(bar_shown, 0))
        put(CLEAR, sizeof CLEAR - 1);
}

/* Before something is written to standard output, which may be the same
 * terminal. */
void
progress_clear_output(void)
{
    static int terminal = -1;

    if (!bar_shown || !atomic_load(bar_shown))
        return;
    if (terminal < 0)
        terminal = isatty(STDOUT_FILENO);
    if (terminal)
        progress_clear();
}

/* ---- pieces of text ------------------------------------------------------ */

/* "0:12", "1:02:03", "3d 04h" */
static void
duration(double seconds, char *to, size_t room)
{
    unsigned long long s =
        seconds < 1e9 ? (unsigned long long)(seconds + 0.5) : 1000000000;

    if (s >= 86400)
        snprintf(to, room, "%llud %02lluh", s / 86400, s / 3600 % 24);
    else if (s >= 3600)
        snprintf(to, room, "%llu:%02llu:%02llu", s / 3600, s / 60 % 60,
                 s % 60);
    else
        snprintf(to, room, "%llu:%02llu", s / 60, s % 60);
}

/* "0.42/s", "12.3/s", "123k/s" */
static void
rate(double per_second, char *to, size_t room)
{
    static const char units[] = " kMGT";
    int unit = 0;
    unsigned hundredths;

    while (per_second >= 999.5 && unit < 4) {
        per_second /= 1000;
        unit++;
    }
    hundredths = per_second < 1e6 ? (unsigned)(per_second * 100 + 0.5) : 0;
    if (hundredths >= 10000)
        snprintf(to, room, "%u%.*s/s", hundredths / 100, unit > 0,
                 units + unit);
    else if (hundredths >= 1000)
        snprintf(to, room, "%u.%u%.*s/s", hundredths / 100,
                 hundredths / 10 % 10, unit > 0, units + unit);
    else
        snprintf(to, room, "%u.%02u%.*s/s", hundredths / 100, hundredths % 100,
                 unit > 0, units + unit);
}

/* Columns that a character takes on a terminal. */
static unsigned
columns_of(unsigned long c)
{
    static const struct {
        unsigned long first, last;
        unsigned columns;
    } ranges[] = { { 0x300, 0x36f, 0 },     { 0x200b, 0x200f, 0 },
                   { 0xfe00, 0xfe0f, 0 },   { 0x1100, 0x115f, 2 },
                   { 0x2e80, 0xa4cf, 2 },   { 0xac00, 0xd7a3, 2 },
                   { 0xf900, 0xfaff, 2 },   { 0xfe30, 0xfe6f, 2 },
                   { 0xff00, 0xff60, 2 },   { 0xffe0, 0xffe6, 2 },
                   { 0x1f300, 0x1f64f, 2 }, { 0x1f900, 0x1f9ff, 2 },
                   { 0x20000, 0x3fffd, 2 } };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return ranges[i].columns;
    return 1;
}

/* Appends as much of the label as fits into so many columns; what is no UTF-8
 * or would steer the terminal as '?'.  Returns the columns taken. */
static unsigned
add_label(char *to, size_t room, const char *label, unsigned columns)
{
    unsigned taken = 0;
    size_t used = strlen(to);

    while (*label) {
        unsigned long c;
        size_t length = out_character(label, &c);
        unsigned wide = length && c >= ' ' && c != 0x7f ? columns_of(c) : 1;

        if (taken + wide > columns || used + length + 2 > room)
            break;
        if (length == 0 || c < ' ' || (c >= 0x7f && c < 0xa0)) {
            to[used++] = '?';
        } else {
            memcpy(to + used, label, length);
            used += length;
        }
        label += length ? length : 1;
        taken += wide;
    }
    to[used] = '\0';
    return taken;
}

static int
percent(const struct shm_progress *p)
{
    return p->total > 0 ? (int)((double)p->done * 100 / (double)p->total) : 0;
}

/* ---- the bar ------------------------------------------------------------- */

/* What may stand behind the bar, in this order; and in which order it is left
 * out where there is no room. */
enum { PERCENT, COUNT, RATE, LEFT, WORKERS, RETRIES, PIECES };
static const int left_out[PIECES] = { WORKERS, RATE, COUNT,
                                      RETRIES, LEFT, PERCENT };

static void
make_pieces(const struct shm_progress *p, char pieces[PIECES][48])
{
    char text[24];

    snprintf(pieces[PERCENT], 48, " %3d%%", percent(p));
    snprintf(pieces[COUNT], 48, " %lld/%lld", p->done, p->total);
    rate(p->rate, text, sizeof text);
    snprintf(pieces[RATE], 48, " %s", text);
    if (p->left >= 0 && p->done > 0) {
        duration(p->left, text, sizeof text);
        snprintf(pieces[LEFT], 48, " %s left", text);
    }
    if (p->workers > 0)
        snprintf(pieces[WORKERS], 48, " %d worker%s", p->workers,
                 p->workers == 1 ? "" : "s");
    if (p->retries > 0)
        snprintf(pieces[RETRIES], 48, " %d retr%s", p->retries,
                 p->retries == 1 ? "y" : "ies");
}

static unsigned
length_of(char pieces[PIECES][48])
{
    size_t length = 0;

    for (int i = 0; i < PIECES; i++)
        length += strlen(pieces[i]);
    return (unsigned)length;
}

/* The label has up to a third, the bar what the pieces leave. */
void
progress_bar(const struct shm_progress *p, unsigned columns, char *to,
             size_t room)
{
    char pieces[PIECES][48] = { "" };
    unsigned used, behind, width;

    to[0] = '\0';
    used = add_label(to, room / 2, p->label, columns / 3);
    make_pieces(p, pieces);
    behind = length_of(pieces);
    for (int i = 0;
         left_out[i] != PERCENT && used + 3 + BAR_LEAST + behind > columns;
         i++) {
        pieces[left_out[i]][0] = '\0';
        behind = length_of(pieces);
    }
    if (used + 3 + BAR_LEAST + behind <= columns) {
        width = columns - used - 3 - behind;
        width = width > BAR_MOST ? BAR_MOST : width;
        strcat(to, " [");
        for (unsigned i = 0; i < width; i++)
            strcat(to, i < (unsigned)percent(p) * width / 100 ? "#" : ".");
        strcat(to, "]");
    }
    if (used + behind <= columns)
        for (int i = 0; i < PIECES; i++)
            strcat(to, pieces[i]);
}

/* Of the terminal; 0: there is none, or it is another program's now. */
static unsigned
terminal_columns(void)
{
    static int usable = -1;
    const char *kind = getenv("TERM");
    struct winsize size;

    if (usable < 0)
        usable = isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") != 0;
    if (!usable || tcgetpgrp(STDERR_FILENO) != getpgrp())
        return 0;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
        return COLUMNS_USUAL;
    return size.ws_col;
}

/* The last column stays free: some terminals go to the next line there. */
static void
draw_bar(const struct shm_progress *p)
{
    char text[TEXT] = BEFORE_BAR;
    unsigned columns = terminal_columns();

    if (columns < 2)
        return;
    progress_bar(p, columns - 1, text + sizeof BEFORE_BAR - 1,
                 sizeof text - sizeof BEFORE_BAR - sizeof BEHIND_BAR);
    strcat(text, BEHIND_BAR);
    atomic_store(bar_shown, 1);
    put(text, strlen(text));
}

/* ---- lines --------------------------------------------------------------- */

/* Is a line due? */
static bool
is_due(const struct shm_progress *p)
{
    static int tenth;
    static double seconds = -LOG_SECONDS;
    int now = percent(p) / 10;

    if (p->finished) {
        tenth = 0;
        seconds = -LOG_SECONDS;
        return true;
    }
    if (now == tenth && p->seconds < seconds + LOG_SECONDS)
        return false;
    tenth = now;
    seconds = p->seconds;
    return true;
}

static void
draw_log(const struct shm_progress *p)
{
    char pace[24], time[24] = "?", workers[32] = "", retries[32] = "";

    if (!is_due(p))
        return;
    rate(p->rate, pace, sizeof pace);
    if (p->workers > 0)
        snprintf(workers, sizeof workers, ", workers: %d", p->workers);
    if (p->retries > 0)
        snprintf(retries, sizeof retries, ", retries: %d", p->retries);
    if (p->finished || p->left >= 0)
        duration(p->finished ? p->seconds : p->left, time, sizeof time);
    if (p->finished)
        report(NULL, "%s: %lld of %lld in %s, %s%s", p->label, p->done,
               p->total, time, pace, retries);
    else
        report(NULL, "%s: %d %%, %lld of %lld, %s, %s left%s%s", p->label,
               percent(p), p->done, p->total, pace, time, workers, retries);
}

static void
json_field(struct out *out, const char *name, double value)
{
    out_text(out, ", \"");
    out_text(out, name);
    out_text(out, "\": ");
    if (value < 0)
        out_text(out, "null");
    else
        out_thousandths(out, value < 1e15 ? (uint64_t)(value * 1000) : 0);
}

static void
draw_json(const struct shm_progress *p)
{
    struct out out;

    out_descriptor(&out, STDERR_FILENO);
    out_text(&out, "{ \"progress\": ");
    out_string(&out, p->label);
    out_text(&out, ", \"file\": ");
    out_string(&out, p->file);
    out_text(&out, ", \"line\": ");
    out_number(&out, p->line);
    out_text(&out, ", \"done\": ");
    out_number(&out, p->done);
    out_text(&out, ", \"total\": ");
    out_number(&out, p->total);
    json_field(&out, "seconds", p->seconds);
    json_field(&out, "rate", p->rate);
    json_field(&out, "left", p->left);
    out_text(&out, ", \"workers\": ");
    out_number(&out, p->workers);
    out_text(&out, ", \"retries\": ");
    out_number(&out, p->retries);
    out_text(&out, p->finished ? ", \"finished\": true }\n"
                               : ", \"finished\": false }\n");
    out_close(&out);
}

void
progress_draw(const struct shm_progress *p)
{
    if (!report_possible())
        return;
    switch (settings()->progress) {
    case PROGRESS_BAR:
        if (!p->finished)
            draw_bar(p);
        return;
    case PROGRESS_LOG:
        draw_log(p);
        return;
    case PROGRESS_JSON:
        draw_json(p);
        return;
    case PROGRESS_OFF:
        return;
    }
}
