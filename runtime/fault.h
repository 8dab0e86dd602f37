/* SPDX-License-Identifier: MIT */
/* fault.h -- fault points: places at which a test can have a process die.
 *
 * Only the build that tests make for themselves has them (SHM_TESTING); what
 * they do there says tests/matrix/fault_point.c.
 */
#ifndef SHM_FAULT_H
#define SHM_FAULT_H 1

#ifdef SHM_TESTING
void fault_point(const char *name);
#define FP(name) fault_point(name)
#else
#define FP(name) ((void)0)
#endif

#endif
