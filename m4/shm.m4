dnl SPDX-License-Identifier: MIT
dnl shm.m4 -- for the configure.ac of programs that have #pragma shm.

dnl SHM_PATH sets SHMCC, which a user may have set, to "no" too.
AC_DEFUN([SHM_PATH],
[AS_CASE([$SHMCC], [no], [], [AC_PATH_PROG([SHMCC], [shmcc])])
])

dnl SHM_PROG_CC([IF-FOUND], [IF-NOT-FOUND])
dnl
dnl Makes shmcc the C compiler; stands in place of AC_PROG_CC, which it calls.
dnl The compiler that the user or AC_PROG_CC chooses does the work: CC becomes
dnl "/usr/bin/shmcc gcc". Without shmcc: IF-NOT-FOUND, or else an error. Who
dnl configures with SHMCC=no gets the serial program, and IF-NOT-FOUND.
AC_DEFUN([SHM_PROG_CC],
[AC_ARG_VAR([SHMCC], [compiler for C with @%:@pragma shm, or "no"])dnl
SHM_PATH
AC_PROG_CC
AS_CASE([$SHMCC:$CC],
    [no:* | :* | *:*shmcc*], [],
    [CC="$SHMCC $CC"])
AS_CASE([$CC],
    [*shmcc*], [m4_default([$1], [:])],
    [m4_default([$2], [AS_IF([test "x$SHMCC" != xno],
        [AC_MSG_ERROR([shmcc was not found; SHMCC=no does without])])])])
])

dnl SHM_CHECK([IF-FOUND], [IF-NOT-FOUND])
dnl
dnl Can programs include <shm.h> and be linked with its library? Tries the
dnl compiler as it is, then with what shmcc or pkg-config say, and sets
dnl
dnl     SHM_CFLAGS, SHM_LIBS    what has to be added; empty under shmcc
dnl     shm_cv_directives       yes: the compiler is shmcc, so directives
dnl                             hold; no: they are ignored
AC_DEFUN([SHM_CHECK],
[AC_ARG_VAR([SHM_CFLAGS], [options of the C compiler for <shm.h>])dnl
AC_ARG_VAR([SHM_LIBS], [options of the linker for <shm.h>])dnl
SHM_PATH
m4_define([SHM_program], [AC_LANG_PROGRAM([[#ifndef _SHM
#error "no shm"
#endif
#include <shm.h>]], [[return shm_worker_num();]])])dnl
AC_CACHE_CHECK([whether $CC obeys @%:@pragma shm], [shm_cv_directives],
    [AC_LINK_IFELSE([SHM_program], [shm_cv_directives=yes],
        [shm_cv_directives=no])])
AS_IF([test $shm_cv_directives = no && test -z "$SHM_CFLAGS$SHM_LIBS"],
    [AS_CASE([$SHMCC], ['' | no],
        [SHM_CFLAGS=`pkg-config --cflags shmcc 2>&AS_MESSAGE_LOG_FD`
        SHM_LIBS=`pkg-config --libs shmcc 2>&AS_MESSAGE_LOG_FD`],
        [SHM_CFLAGS=`$SHMCC --showme:compile`
        SHM_LIBS=`$SHMCC --showme:link`])])
AC_MSG_CHECKING([for the library of shm])
shm_save_CFLAGS=$CFLAGS shm_save_LIBS=$LIBS
CFLAGS="$CFLAGS $SHM_CFLAGS" LIBS="$SHM_LIBS $LIBS"
AC_LINK_IFELSE([SHM_program], [shm_found=yes], [shm_found=no])
CFLAGS=$shm_save_CFLAGS LIBS=$shm_save_LIBS
AC_MSG_RESULT([$shm_found])
AS_IF([test $shm_found = yes], [m4_default([$1], [:])],
    [SHM_CFLAGS= SHM_LIBS=
    m4_default([$2], [:])])
])
