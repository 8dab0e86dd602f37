/* SPDX-License-Identifier: MIT */
/* lower_counters.c -- a unit in which the compiler counts what is run
 * (--coverage, -fprofile-generate): at its end stands
 *
 *     extern void shmrt_reset_1(void) __asm__("__gcov_reset");
 *     extern void shmrt_write_1(void) __asm__("__gcov_dump");
 *     static struct shmrt_counters shmrt_counters_1
 *         = { shmrt_reset_1, shmrt_write_1, 0 };
 *     a constructor and a destructor that tell the runtime of it
 *
 * (runtime/counters.c).  The names are those of gcc's library, which clang's
 * has too for --coverage, or of clang's own for profiles. */
#include "lower.h"

#define DECLARE(name, symbol) \
    "extern void " name "(void) __asm__(\"" symbol "\"); "

void
lower_counters(struct lowering *l)
{
    static const char *const names[] = {
        [COUNTERS_GCOV] = DECLARE("shmrt_reset_1", "__gcov_reset")
            DECLARE("shmrt_write_1", "__gcov_dump"),
        [COUNTERS_LLVM] =
            DECLARE("shmrt_reset_1", "__llvm_profile_reset_counters")
            DECLARE("shmrt_write_1", "__llvm_profile_write_file"),
    };

    if (l->u->counters == COUNTERS_NONE)
        return;
    edit_before(l->e, l->u->ntokens,
                "%sstatic struct shmrt_counters shmrt_counters_1 "
                "= { shmrt_reset_1, shmrt_write_1, 0 }; "
                "static __attribute__((__constructor__(101), __used__)) void "
                "shmrt_count_1(void) "
                "{ shmrt_counters_begin(&shmrt_counters_1); } "
                "static __attribute__((__destructor__(101), __used__)) void "
                "shmrt_discount_1(void) "
                "{ shmrt_counters_end(&shmrt_counters_1); }",
                names[l->u->counters]);
}
