/* SPDX-License-Identifier: MIT */
/* stdio.c -- so that nothing is printed twice, torn or lost.
 *
 * The master's streams are flushed before a fork: what they hold would be
 * written by every worker again.  A worker's stdout is fully buffered, in a
 * buffer of our own, and leaves it in one write(2):
 *
 *   at the end of a chunk       if it ends with a whole line; else it stays
 *                               until it does
 *   at the end of a critical or ordered block, and before exit: all of it,
 *                               for there the program asked for an order
 *
 * so lines of several workers do not mix, and what a chunk printed before its
 * worker died is not seen.  A lock keeps others from writing meanwhile: to a
 * pipe that is full the kernel takes even one write(2) in pieces.
 *
 * What a chunk that is committed by itself has printed goes to the master with
 * its messages, and the master prints it: so it is printed when the chunk
 * counts, once.  More than the buffer takes is written at once.
 */
#include "internal.h"

#include <stdio.h>
#include <stdio_ext.h>

/* One for each process, by fork. */
static char buffer[1 << 16];
static bool buffered;

void
stdio_before_fork(void)
{
    fflush(NULL);
}

/* glibc leaves a stream that has been written to with no room in its new
 * buffer, and then writes what the first printf puts there by itself, in the
 * middle of a line.  It gets the room that a first write would give it. */
static void
give_room(FILE *stream)
{
    enum { CURRENTLY_PUTTING = 0x800 }; /* glibc's _IO_CURRENTLY_PUTTING */

    if (stream->_flags & CURRENTLY_PUTTING)
        stream->_IO_write_end = stream->_IO_buf_end;
}

/* glibc's own words for what waits in a stream of bytes: unlike __fpending,
 * they can be compared by inlined code. */
static size_t
pending(void)
{
    if (stdout->_mode > 0) /* wide characters */
        return __fpending(stdout);
    return (size_t)(stdout->_IO_write_ptr - stdout->_IO_write_base);
}

char *const volatile *
stdio_output(void)
{
    _Static_assert(offsetof(FILE, _IO_write_ptr)
                       == offsetof(FILE, _IO_write_base) + sizeof(char *),
                   "shmrt_self.output has the addresses of both");
    return &stdout->_IO_write_base;
}

void
stdio_worker_start(void)
{
    buffered = setvbuf(stdout, buffer, _IOFBF, sizeof buffer) == 0;
    if (buffered)
        give_room(stdout);
}

static void
write_out(void)
{
    struct program *memory = program();

    lock_acquire_for(&memory->output.word, FOR_OUTPUT, NULL);
    EYES(progress_clear_output());
    FP("text.write");
    fflush(stdout);
    lock_release(&memory->output.word);
}

void
stdio_chunk_end(void)
{
    size_t bytes = pending();

    if (buffered && bytes > 0 && bytes <= sizeof buffer
        && buffer[bytes - 1] == '\n')
        write_out();
}

void
stdio_block_end(void)
{
    if (buffered && pending() > 0)
        write_out();
}

const char *
stdio_chunk_text(size_t *size)
{
    *size = buffered ? __fpending(stdout) : 0;
    return stdout->_IO_write_base;
}

void
stdio_chunk_text_sent(void)
{
    __fpurge(stdout);
}

/* Between what the master prints itself, in the order in which it comes. */
void
stdio_take(const char *text, size_t size)
{
    fwrite(text, 1, size, stdout);
    fflush(stdout);
}

void
stdio_worker_end(void)
{
    stdio_block_end();
    fflush(NULL);
}
