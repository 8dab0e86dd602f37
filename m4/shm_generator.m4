dnl SPDX-License-Identifier: MIT
dnl SHM_GENERATOR(VARIABLE, PROGRAM, GENERATED-FILE)
dnl
dnl Finds PROGRAM, which writes GENERATED-FILE. A release carries that file,
dnl so there the program is needed only by people who change the grammar
dnl ("missing" tells them); a checkout cannot be built without it.
AC_DEFUN([SHM_GENERATOR],
[AC_CHECK_PROG([$1], [$2], [$2])
AS_IF([test -z "$$1"],
    [AS_IF([test -f "$srcdir/$3"],
        [AM_MISSING_PROG([$1], [$2])],
        [AC_MSG_ERROR([$2 is needed to build a checkout: it makes $3.
Debian: apt-get install $2. A release tarball needs no $2.])])])
])
