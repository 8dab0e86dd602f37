# SPDX-License-Identifier: MIT
# more.bash -- points beyond the checklist, in the same form.

check X01 'a unit without directives gives the same object' <<'END'
for f in "-O2" "-O2 -g" "-O0 -fPIC" "-O2 -Wall -Wextra -Werror"; do
    $S $f -c b.c -o o/1.o && $G $f -c b.c -o o/2.o && cmp o/1.o o/2.o || exit 1
done
END

check X02 'showme' <<'END'
$S --showme:compile | grep -q -e -D_SHM=20 &&
    $S --showme:link | grep -q -e -lshmrt &&
    $S --showme a.c -o p | grep -q ' a.c -o p' && [ ! -e p ]
END

check X03 'own version and help' <<'END'
$S --shm-version | grep -q '^shmcc [0-9]' &&
    $S --shm-help | grep -q -e --shm-translate &&
    [ "$($S --shm-backend-version)" = "$($G --version)" ] &&
    ! $S --shm-nonsense 2>err && grep -q 'shm-nonsense' err
END

check X04 'standard input that is a file, and one that is a pipe' <<'END'
echo 'int main(void){return 7;}' >seven.c
$S -x c - -o p <seven.c && { ./p; [ $? = 7 ]; } &&
    cat seven.c | $S -x c - -o p && { ./p; [ $? = 7 ]; } &&
    $S -x c <(cat seven.c) -o p && { ./p; [ $? = 7 ]; }
END

check X05 'directives on standard input' <<'END'
$S -x c - -o p <p.c && ./p && cat p.c | $S -x c -c - && [ -f ./-.o ]
END

check X06 'response files: recursion, quoting, own options in them' <<'END'
echo '@loop' >loop
! $S -c a.c @loop 2>err && [ ! -e a.o ] &&
    printf '%s' "'-DQ=\"two words\"' -DE=\\\" -D\"F G\"=1 ''" >in &&
    $S -E -dM -x c @in /dev/null >m1 2>/dev/null
$G -E -dM -x c @in /dev/null >m2 2>/dev/null
diff <(grep -v _SHM m1) m2 && echo '--shm-version' >in && $S @in | grep -q shmcc
END

check X07 'dependencies of an annotated unit' <<'END'
sed 's/#define N 4/#include "n.h"/' p.c >q.c && echo '#define N 4' >n.h
for k in "-MD -c -o o/a.o" "-MMD -MP -c" "-MD -MF o/k.d -c" "-MD -S" \
    "-MD -MFo/k2.d -MT tgt -c" "-MD -o prog" "-MD" "-Wp,-MD,o/w.d -c -o o/z.o" \
    "-Wp,-DX,-MMD,o/w.d -c" "-MD -MQ \$x -c"; do
    rm -f *.d o/*.d
    $G $k q.c -Wno-unknown-pragmas 2>/dev/null || continue
    grep -r . --include='*.d' . | sort >wanted
    rm -f *.d o/*.d
    $S $k q.c && grep -r . --include='*.d' . | sort | diff wanted - || exit 1
done
END

check X08 'DEPENDENCIES_OUTPUT with an annotated unit' <<'END'
DEPENDENCIES_OUTPUT="dep tgt" $S -c p.c &&
    DEPENDENCIES_OUTPUT="dep2 tgt" $G -c p.c || exit
if [ -e dep2 ]; then cmp dep dep2; else [ ! -e dep ]; fi
END

check X09 'warnings of the preprocessor in an annotated unit, once' <<'END'
{ echo '#define UNUSED 1'; cat p.c; } >q.c
[ "$($S -Wunused-macros -c q.c 2>&1 | grep -c 'q.c:1:.*Wunused-macros')" = 1 ]
END

check X10 'annotated and other inputs in one command' <<'END'
echo 'int main(void){extern int g(void),b(void);return g()+b()-1;}' >m.c
sed 's/main/g/' p.c >g.c
$G -c b.c && $S -DQ=1 -I. -x c m.c g.c -x none b.o -o p && ./p &&
    $S -Wall -Werror -c m.c g.c && [ -f m.o ] && [ -f g.o ]
END

check X11 'the same base name twice' <<'END'
mkdir d1 d2; sed 's/main/g/' p.c >d1/x.c; cp p.c d2/x.c
sed -i 's/int a\[/static int a[/' d1/x.c
$S d1/x.c d2/x.c -o p && ./p
END

check X12 'a mistake beside a directive: who tells it' <<'END'
sed 's/for num_workers/for num_wurkers/' p.c >d.c
sed 's/return a/retrn a/' p.c >c.c
! $S -c d.c 2>err && grep -q 'd.c:5:.*error.*num_wurkers' err && [ ! -e d.o ] &&
    ! $S -c c.c 2>e1 && ! $G -c c.c 2>e2 && cmp e1 e2 && [ -z "$(ls -A tmp)" ]
END

check X13 'a missing header in an annotated unit' <<'END'
{ echo '#include "none.h"'; cat p.c; } >q.c
$S -c q.c 2>e1; r=$?; $G -c q.c 2>e2; cmp e1 e2 && [ $r = 1 ] && [ ! -e q.o ]
END

check X14 '--shm-translate writes a file, a link, a device, or nothing' <<'END'
$S --shm-translate p.c -o t.c && [ -s t.c ] && [ ! -e p.o ] &&
    $S --shm-translate p.c 2>/dev/null | cmp - t.c &&
    ln -s u.c v.c && $S --shm-translate p.c -o v.c && [ -L v.c ] &&
    cmp t.c u.c && $S --shm-translate p.c -o /dev/null && [ -c /dev/null ] &&
    sed s/num_workers/num_wurkers/ p.c >d.c && echo keep >k.c &&
    ! $S --shm-translate d.c -o k.c 2>/dev/null &&
    [ "$(cat k.c)" = keep ] && [ "$(ls | grep -c shmcc-)" = 0 ]
END

check X15 'the translation compiles and runs' <<'END'
$S --shm-translate p.c -o t.c &&
    $S t.c -o p && ./p && $S --shm-E p.c >t.i && $S t.i -o p && ./p
END

check X16 'killed at any system call: nothing is left' <<'END'
need strace
export ASAN_OPTIONS=detect_leaks=0 # which cannot be done under strace
$S -O2 -c p.c -o whole.o # z.o may be there if it is complete
calls=$(strace -qq $S -O2 -c p.c -o z.o 2>&1 | grep -o '^[a-z0-9_]*(' | sort -u)
for call in $(tr -d '(' <<<"$calls"); do
    k=1
    while rm -f z.o
        strace -o /dev/null -e trace=$call \
            -e inject=$call:signal=SIGTERM:when=$k $S -O2 -c p.c -o z.o
        r=$?
        ! ls -A tmp | grep shmcc || exit 1 # gcc's own may be there
        [ $r != 0 ]
    do
        [ $r = 143 ] && [ $((++k)) -le 200 ] || exit 1
        [ ! -e z.o ] || cmp z.o whole.o || exit 1
    done
done
END

check X17 'SIGTERM while the compiler runs' <<'END'
printf '#!/bin/sh\ncase "$*" in *-E*) exec %s "$@";; esac\n' $G >slow
printf 'echo half >z.o; trap "rm z.o; exit 1" TERM; sleep 9 & wait\n' >>slow
chmod +x slow
SHMCC_CC=$PWD/slow $S -c p.c -o z.o & k=$!
for i in $(seq 300); do [ -e z.o ] && break; sleep 0.1; done
kill -TERM $k; wait $k
[ $? = 143 ] && [ ! -e z.o ] && [ -z "$(ls -A tmp)" ]
END

check X18 'a compiler that is killed' <<'END'
printf '#!/bin/sh\ncase "$*" in *-E*) exec %s "$@";; esac\nkill -9 $$\n' $G >die
chmod +x die
(SHMCC_CC=$PWD/die $S -c p.c) 2>/dev/null; [ $? = 137 ] && [ -z "$(ls -A tmp)" ]
END

check X19 'named pipe as input' <<'END'
mkfifo f.c; cat b.c >f.c & timeout 10 $S -c f.c && [ -f f.o ]
mkfifo g.c; cat p.c >g.c & timeout 10 $S g.c -o p && ./p
END

check X20 'odd names in an annotated unit' <<'END'
n=0
for f in 'a b.c' "q'.c" 'd".c' '$x.c' '`id`.c' ';x.c' '*.c' 'back\slash.c' \
    $'new\nline.c' 'pär.c' '@at.c' '%s.c' '#h.c' '(p).c' './-dash.c' \
    'c,d.c' $'ta\tb.c' 'a&b.c' 'a|b.c' '!x.c' '~t.c' '[a].c' '{a,b}.c' \
    'a=b.c' 'a?b.c' '^a.c' 'x..c' $'\xff\xfe.c' '<in>.c' $'q\'"b.c' \
    'a:b.c' './-I..c' '$(id).c'; do
    cp p.c "$f" || exit 1
    $S -MD -MF dep -c "$f" -o o/x.o && $S "$f" -o p && ./p || exit 1
    cmp <($S -E "$f") <($G -E "$f") && $S o/x.o -o p && ./p || exit 1
    $G -Wno-unknown-pragmas -MD -MF dep2 -c "$f" -o o/x.o
    cmp dep dep2 || exit 1
    rm -f -- "$f"
done
END

check X21 'TMPDIR that others can write, or that is no folder' <<'END'
mkdir -m 777 open; touch file
for t in "$PWD/open" "$PWD/file" open ''; do
    TMPDIR=$t $S -c p.c -o o/1.o && [ -z "$(ls -A open)" ] || exit 1
done
END

check X22 'very long command line with an annotated unit' <<'END'
$S -Wall $(seq -f '-DZZ%g=1' 1 5000) -I'a b' -D'S="x y"' -c p.c -o o/l.o
END

check X23 'a missing runtime header is said' <<'END'
! SHMCC_INCLUDE_DIR=$PWD/none $S -c p.c 2>err && grep -q 'shmrt.h' err &&
    [ ! -e p.o ] && $S -c a.c
END

check X24 'with no directives a missing runtime does no harm' <<'END'
SHMCC_LIBRARY_DIR=$PWD/none $S a.c -o p && ./p
END

check X25 '_SHM and <shm.h> without directives' <<'END'
printf '%s\n' '#include <shm.h>' '#ifndef _SHM' '#error' '#endif' \
    'int main(void){return shm_in_parallel();}' >l.c
$S -Wall -Werror l.c -o p && ./p && $S -M l.c | grep -q shm.h &&
    $S -E l.c >/dev/null && $S -fsyntax-only l.c
END

check X26 'a name that would be code in a line marker' <<'END'
echo '#error read' >secret.c
f=$'a"\n#include "secret.c'
cp p.c "$f" && $S "$f" -o p && ./p && $S --shm-translate "$f" -o t.c &&
    $S --shm-translate --shm-E "$f" -o t.i &&
    ! grep -q '^#include "secret' t.c t.i &&
    grep -qF '"a\"\012#include \"secret.c"' t.i && $S t.c -o p && ./p
END

check X27 'devices and links stay when the compilation fails' <<'END'
sed s/num_workers/num_wurkers/ p.c >d.c
ln -s target link && echo keep >target && ! $S -c d.c -o link 2>err &&
    [ -L link ] && [ -e target ] || exit
[ "$(id -u)" = 0 ] && mknod null c 1 3 2>err || exit 0
for f in p.c bad.c d.c; do
    $S -c $f -o null 2>err
    $S --shm-translate $f -o null 2>err
    [ -c null ] || exit 1
done
END

check X28 'temporary files are new, private, and no links' <<'END'
command -v strace >/dev/null || exit 0
export ASAN_OPTIONS=detect_leaks=0
strace -o log -e trace=open,openat,mkdir,mkdirat $S -c p.c -o o/x.o || exit
grep "$PWD/tmp/shmcc-" log >made && [ -s made ] || exit
! grep -E '^open' made | grep -v 'O_CREAT|O_EXCL.*O_NOFOLLOW|O_CLOEXEC, 0600' &&
    ! grep -E '^mkdir' made | grep -v ' 0700) *= 0'
END

check X29 'a full disk' <<'END'
[ "$(id -u)" = 0 ] && unshare -m true 2>err || exit 0
{ cat p.c; seq -f 'int fill%g = 1;' 1 9000; } >big.c
unshare -m sh -c "mount -t tmpfs -o size=64k none tmp || exit 9
    $S -c big.c -o z.o 2>err; r=\$?; ls -A tmp | grep shmcc && exit 8; exit \$r"
r=$?
[ $r = 9 ] || { [ $r = 1 ] && [ ! -e z.o ] && grep -q 'No space left' err; }
END

check X30 'response files have limits' <<'END'
for i in $(seq 12); do echo "@r$((i + 1))" >r$i; done
: >r13
! $S -c a.c @r1 2>err && grep -q 'nested more than 10' err || exit
head -c 17000000 /dev/zero | tr '\0' ' ' >wide
! $S -c a.c @wide 2>err && grep -q 'more than 16777216 bytes' err
END

check X31 'a marker that names a pipe' <<'END'
mkfifo never
printf '%s\n' '# 1 "never"' 'void f(void){' '#pragma shm parallel nonsense' \
    ';}' >m.i
! timeout 20 $S -c m.i 2>err && grep -q 'never:2:.*nonsense' err
END

check X32 'a unit that is too large' <<'END'
{ cat p.c; head -c 270000000 /dev/zero | tr '\0' ' '; } >large.i
! $S -c large.i 2>err && grep -q '256 MiB at most' err && [ ! -e large.o ]
END
