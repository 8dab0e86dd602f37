# SPDX-License-Identifier: MIT
# annotated.bash -- the points of the checklist again, for units that have
# directives: there it is shmcc that has to bring about what the compiler does
# by itself. The number before the dot is that of the point.
#
# same OPTION...: the compiler, which ignores the directives, and shmcc leave
# files of the same names, the same messages and the same status behind.

same() {
    rm -rf its ours
    mkdir -p its/o ours/o
    cp *.[ch] its && cp *.[ch] ours || return
    (cd its && $G -Wno-unknown-pragmas "$@" >../out1 2>../err1)
    local status=$?
    (cd ours && $S "$@" >../out2 2>../err2)
    [ $? = $status ] && diff err1 err2 &&
        diff <(cd its && find . | sort) \
            <(cd ours && find . ! -name '*.shm.i' | sort)
}
export -f same

check W07.2 '-### does nothing with a directive' <<'END'
for o in -c -S '' '-o q'; do
    $S -### $o p.c >out 2>&1 && [ -z "$(ls tmp)" ] || exit 1
    [ ! -e p.o ] && [ ! -e p.s ] && [ ! -e a.out ] && [ ! -e q ] || exit 1
done
END

check W12.2 '-o in all places' <<'END'
$S -o o/1 p.c && o/1 && $S p.c -oo/2 && o/2 && $S -o nix p.c -o o/3 && o/3 &&
    [ ! -e nix ] && $S -S p.c -o - | grep -q main
END

check W13.2 'several units, in one command and in several' <<'END'
sed 's/main/g/; s/int a/static int a/' p.c >g.c
echo 'int g(void);int main(void){return g();}' >m.c
$S -c g.c m.c && $S g.o m.o -o p && ./p && rm *.o && $S g.c m.c -o p && ./p &&
    [ ! -e g.o ] && ! $S -c g.c m.c -o z.o 2>err && [ ! -e z.o ]
END

check W16.2 '/dev/null as output' <<'END'
$S -c p.c -o /dev/null && $S p.c -o /dev/null && $S -S p.c -o /dev/null &&
    [ -c /dev/null ]
END

check W20.2 'precedence of the modes' <<'END'
$S -E -c p.c | grep -q 'pragma shm' && $S -S -c p.c && [ -f p.s ] &&
    [ ! -e p.o ] && $S -c -M p.c | grep -q 'p.c' && [ ! -e p.o ] &&
    $S -fsyntax-only -c p.c && [ ! -e p.o ]
END

check W21.2 'objects are linked, a relocatable object is not' <<'END'
$S -c p.c && $S p.o -o p && ./p && $S -r p.o -o r.o && $S r.o -o p && ./p &&
    $S -nostdlib -r p.c -o r.o && $S r.o -o p && ./p
END

check W22.2 'which option goes to which stage' <<'END'
printf '%s\n' 'int o[sizeof(__OPTIMIZE__ ? "1":"22")]; int m = __PIC__+Q+V;' \
    >m.c
cat p.c >>m.c
flags="-Werror -Wall -O2 -fPIC -DQ=1 -Isub -include a.h -iquote . -isystem sub
    -imacros a.h -UQQ -ansi -std=c99 -pthread -fno-common -g -pipe -DR=2"
$S $flags -c m.c -o m.o && $S $flags m.c -o p && ./p
END

check W23.2 'forms of -E' <<'END'
for k in "" -P -C -CC -dD -dI "-traditional-cpp" "-P -C"; do
    $G -D_SHM=1 $k -E p.c >w 2>/dev/null || continue
    $S $k -E p.c -o v && sed -i '/_SHM /d' v w && cmp v w || exit 1
done
$S -E -dM p.c | grep -q '#define _SHM 20'
END

check W24.2 'the file and the line around and inside of a region' <<'END'
cat >l.c <<'X'
#include <stdio.h>
int main(void)
{
    printf("%s %d\n", __FILE__, __LINE__);
#pragma shm parallel \
            num_workers(1)
    { printf("%s %d\n", __FILE__, __LINE__);
      printf("%d\n", __LINE__); } printf("%d\n", __LINE__);
#line 40 "other.c"
#pragma shm critical
    printf("%s %d\n", __FILE__, __LINE__);
    return 0;
}
X
$S -g l.c -o p && ./p | diff - <(printf '%s\n' 'l.c 4' 'l.c 7' 8 8 \
    'other.c 41') && readelf -sW p | grep -q 'FILE.* l.c$' &&
    ! strings -a p | grep -q "$TMPDIR"
END

check W28.2 'warnings of the preprocessor, once' <<'END'
{
    printf '%s\n' '#define UM 1' '#if UNDEFINED' '#endif' \
        '/* a /* comment */' '#warning "w"' 'char *d = __DATE__;' \
        '#if 0' '#endif'
    cat p.c
} >u.c
warnings() {
    "$@" -Wunused-macros -Wundef -Wcomment -Wdate-time \
        -Wmissing-include-dirs -Inone -c u.c 2>&1 | grep 'warning:'
}
warnings $G -Wno-unknown-pragmas >its
warnings $S >ours
[ "$(wc -l <its)" -ge 5 ] && diff <(sort its) <(sort ours)
END

check W29.2 'dependencies: -MG, and the runtime header is not listed' <<'END'
for k in -MD "-MD -MP" "-MMD -MT t -MT u"; do
    $G -w $k -c p.c -o o/p.o && mv o/p.d w.d && $S $k -c p.c -o o/p.o &&
        cmp w.d o/p.d || exit 1
done
sed '1i #include "none.h"' p.c >g.c
$S -MM -MG g.c | grep -q 'g.o: g.c none.h' && [ ! -e g.o ]
END

check W32.2 '-M and -MM' <<'END'
diff <($S -MM p.c) <($G -MM p.c) && diff <($S -M p.c) <($G -M p.c) &&
    $S -M -MF m.d p.c && $G -M -MF n.d p.c && cmp m.d n.d && [ ! -e p.o ]
END

check W33.2 'macros that count' <<'END'
cat >counts.c <<'X'
char *base = __BASE_FILE__;
enum { A = __COUNTER__, B = __COUNTER__ };
int a[4], line;
#pragma shm shared(a)
#pragma shm shared(line)
int main(void)
{
#pragma shm parallel for \
    num_workers(2)
    for (int i = 0; i < 4; i++)
        a[i] = __COUNTER__ + __INCLUDE_LEVEL__, line = __LINE__;
    return a[3] - 2 + B - 1 + (__COUNTER__ - 3) + line - 11;
}
X
$S counts.c -o p && ./p && strings -a p | grep -qx counts.c
END

check W34.2 '#include_next, links, and the folder of the source' <<'END'
mkdir -p i1 i2
printf '#include_next <n.h>\n#define A 1\n' >i1/n.h
printf '#define B 2\n#pragma shm flush\n' | sed '/flush/d' >i2/n.h
{ echo '#include <n.h>'; echo '#include "x.h"'; echo 'int q[A+B];'
    cat p.c; } >sub/n.c
ln -s sub/n.c ln.c; ln -s ../sub/n.c i1/ln.c
$S -Ii1 -Ii2 sub/n.c -o p && ./p && ! $S -Ii1 -Ii2 -c ln.c 2>e1
! $G -Ii1 -Ii2 -c ln.c 2>e2; cmp e1 e2
END

check W35.2 'other pragmas stay, ours may come from a header' <<'END'
printf '%s\n' '#pragma once' 'extern int a[4];' '#pragma shm shared(a)' >s.h
cat >q.c <<'X'
#include "s.h"
#include "s.h"
#pragma STDC FP_CONTRACT OFF
#pragma pack(push, 1)
struct s { char c; int i; };
#pragma pack(pop)
#pragma weak nowhere
extern int nowhere(void);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
static int silent(void) { int unused; return 0; }
#pragma GCC diagnostic pop
int a[4];
int main(void)
{
#pragma shm parallel for
    for (int i = 0; i < 4; i++)
        a[i] = i;
    return a[3] - 3 + (int)sizeof(struct s) - 5 + (nowhere != 0) + silent();
}
X
$S -Wall -Werror -Wno-unknown-pragmas -Wno-address q.c -o p && ./p &&
    sed -i '/diagnostic push/a#pragma shm parralel' q.c &&
    ! $S -c q.c 2>err && grep -q "did you mean 'parallel'" err
END

check W37.2 'encodings' <<'END'
b='\xef\xbb\xbf'
printf "$b"'#define N 4\r\nint a[N];\r\n#pragma shm shared(a)\r\n' >e.c
printf 'int m\xc3\xa9(void)\r\n<%%\r\n#pragma shm parallel \\\r\n' >>e.c
printf ' for num_workers(N)\r\nfor (int $i = 0; $i < N; $i++)\r\n' >>e.c
printf 'a<:$i:> = $i; return a[3];\r\n%%>\r\n' >>e.c
printf 'int main(void) { return m\xc3\xa9() - 3; }' >>e.c
$S -Wall -Wextra -Werror e.c -o p && ./p || exit
{ printf 'char *s = "\xe9";\n'; cat p.c; } >l.c
$G -w -finput-charset=latin1 -c l.c -o w.o 2>/dev/null || exit 0
$S -finput-charset=latin1 -c l.c -o l.o &&
    [ "$(strings -eS -n 2 l.o | grep -c $'\xc3\xa9')" = 1 ]
END

check W38.2 '-save-temps leaves what it would leave, and the translation' <<'END'
for k in "-c p.c" "-c p.c -o o/z.o" "p.c" "p.c b.c -o o/q.exe" "-S p.c" \
    "=cwd p.c" "=cwd -c p.c -o o/z.o" "=obj p.c -o o/q" "=obj -c p.c -o o/z.o"
do
    case $k in =*) k=-save-temps$k ;; *) k="-save-temps $k" ;; esac
    case $k in *b.c*) sed -i s/main/other/ b.c ;; esac
    (cd "$PWD" && same $k && :) >log 2>&1 ||
        { [ $G = clang ] && [ "$(grep -v '[.]bc$\|^[0-9]' log)" = '' ]; } ||
        { echo "$k"; cat log; exit 1; }
    i=$(cd ours && find . -name '*p.shm.i' -o -name z.shm.i)
    [ -n "$i" ] && grep -q '^#pragma shm' ours/${i%.shm.i}.i &&
        grep -q shmrt_parallel ours/$i || exit 1
done
END

check W39.2 'options that report' <<'END'
$S -pipe -c p.c && $S -time -c p.c 2>/dev/null && $S -Q -c p.c 2>/dev/null
$S -ftime-report -c p.c 2>/dev/null && [ -f p.o ] &&
    ! ls | grep -v '^[abpw]\.[cho]$\|^bad.c$\|^o$\|^sub$\|^tmp$'
END

check W40.2 'names of the files beside the object' <<'END'
for k in --coverage -fstack-usage -fcallgraph-info "-g -gsplit-dwarf" \
    -ftime-trace -fdump-tree-original "-fsave-optimization-record -O2" \
    "-aux-info x" "-Wa,-adhln=x.lst -g" "-MD -MF x.d" "-flto -O2"; do
    for m in "-c p.c" "-c p.c -o o/y.o" "p.c -o q" "-S p.c"; do
        same $k $m || { echo "$k $m"; exit 1; }
    done
done
END

check W40.3 'coverage: lines in front of regions and behind them' <<'END'
case $G in *clang*) gcov='llvm-cov gcov' ;; *) gcov=gcov ;; esac
need ${gcov%% *}
cp p.c cov.c
$S --coverage -c cov.c && $S --coverage cov.o -o p && ./p &&
    [ -f cov.gcda ] && $gcov cov.c >log 2>&1 && [ -f cov.c.gcov ] || exit
cat cov.c.gcov
# clang has the workers go on there, for it does not see that they end.
case $G in *clang*) count='[1-9]' ;; *) count=1 ;; esac
grep -q "$count: *7:return" cov.c.gcov && ! grep -q shmrt_ cov.c.gcov
END

check W40.4 'coverage: what workers run is counted as if one process ran it' \
    <<'END'
case $G in *clang*) gcov='llvm-cov gcov' ;; *) gcov=gcov ;; esac
need ${gcov%% *}
cat >odd.c <<'X'
int odd(int i)
{
    if (i % 2) /* counted */
        return 1; /* counted */
    return 0; /* counted */
}
X
cat >cov.c <<'X'
extern int odd(int);
static int a[40], ended;
#pragma shm shared(a, ended)
int main(void)
{
    int sum = 0;
    for (int k = 0; k < 3; k++) { /* counted */
#pragma shm parallel for num_workers(4) reduction(+: sum)
        for (int i = 0; i < 40; i++) {
            a[i] = i; /* counted */
            if (odd(i)) /* counted */
                sum++; /* counted */
        }
    }
#pragma shm task shared(ended)
    ended = 1; /* counted */
#pragma shm taskwait
    return sum - 60 + ended - 1;
}
X
# counts COMPILER OPTION...: of the lines with a mark
counts() {
    rm -f *.gc* p
    "$@" --coverage -c odd.c && "$@" --coverage -c cov.c &&
        "$@" --coverage cov.o odd.o -o p && ./p &&
        $gcov cov.c odd.c >log 2>&1 && grep -h 'counted' cov.c.gcov odd.c.gcov
}
counts $G -w >its && [ -s its ] && counts $S >ours && diff its ours
END

check W40.5 'profiles of what workers run' <<'END'
cat >cov.c <<'X'
int a[40];
#pragma shm shared(a)
int main(void)
{
#pragma shm parallel for num_workers(4)
    for (int i = 0; i < 40; i++)
        a[i] = i;
    return a[39] - 39;
}
X
case $G in *clang*) ;; *)
    $S -O2 -fprofile-generate cov.c -o p && ./p && [ -f p-cov.gcda ] &&
        $S -O2 -Wall -Werror -fprofile-use cov.c -o p && ./p
    exit ;;
esac
need llvm-profdata
for k in -fprofile-generate -fprofile-instr-generate; do
    $S $k cov.c -o p && LLVM_PROFILE_FILE=raw ./p &&
        llvm-profdata merge raw -o data &&
        llvm-profdata show -all-functions -counts data >log &&
        cat log && grep -q '[[ ]40[],]' log || exit 1
done
END

check W41.2 'debug information: names, folder, lines' <<'END'
$S -g -O0 -c p.c || exit
dump() { readelf --debug-dump=$1 p.o 2>/dev/null; }
dump info | grep -m1 'DW_AT_name' | grep -q ': p\.c$' &&
    dump info | grep -m1 'DW_AT_comp_dir' | grep -q ": $PWD\$" &&
    dump decodedline | grep -q '^p\.c  *7 ' &&
    dump decodedline | grep -q '^p\.c  *6 ' &&
    ! dump decodedline | grep '^p\.c  *\(9\|[1-9][0-9]\) ' && # 8: its end
    ! dump info | grep shmcc-
END

check W41.3 'debug information: macros' <<'END'
macros() { readelf --debug-dump=macro $1 2>/dev/null | grep -c ' N 4$'; }
for k in -g3 "-g -ggdb3" "-g3 -O2"; do
    $S $k -c p.c -o g3.o && $G -w $k -c p.c -o g4.o &&
        [ "$(macros g3.o)" = "$(macros g4.o)" ] || exit 1
done
END

# The body has a line of its own: at the line of a loop's first part its
# variable has no value yet. A slip of gdb is not what is tried: three times.
check W41.4 'a breakpoint inside of a region' <<'END'
need gdb
sed 's/ a\[i\]/\n&/' p.c >q.c
$S -g -O0 q.c -o q || exit
for try in 1 2 3; do
    timeout -k 5 30 gdb -nx -q -batch -ex 'set follow-fork-mode child' \
        -ex 'break q.c:7' -ex run -ex 'print i' -ex 'print a' -ex 'delete' \
        -ex 'continue' ./q >log 2>&1 </dev/null
    echo "try $try: status $?"
    cat log
    grep -q 'q\.c:7' log && grep -q '^\$1 = 0' log && exit 0
    ! grep -q 'ptrace' log || { echo 'gdb may not trace here'; exit 77; }
done
exit 1
END

check W42.2 'prefix maps' <<'END'
$S -g -ffile-prefix-map=$PWD=/X -c $PWD/p.c -o pm.o &&
    ! strings -a pm.o | grep -q "$PWD" && strings -a pm.o | grep -q '^/X/p\.c'
END

check W43.2 'equal output from another folder' <<'END'
mkdir -p t1/s t2/ss/s && cp p.c t1/s && cp p.c t2/ss/s
(cd t1 && $S -g -O2 -ffile-prefix-map=$PWD=. -c s/p.c -o p.o) &&
    (cd t2/ss && $S -g -O2 -ffile-prefix-map=$PWD=. -c s/p.c -o p.o) &&
    cmp t1/p.o t2/ss/p.o
END

check W44.2 'link-time optimisation' <<'END'
for k in -flto "-flto -O2" "-flto=2 -ffat-lto-objects"; do
    $G -w $k b.c a.c -o q 2>/dev/null || continue
    $S $k -c p.c && $S $k p.o -o p && ./p && rm p || exit 1
done
END

check W45.2 'assembler, with comments and listings' <<'END'
$S -S -fverbose-asm p.c -o p.s && grep -q '\.file.*"p\.c"' p.s &&
    ! grep -q shmcc- p.s || exit
$G -w -Wa,-adhln=x.lst -g -c p.c 2>/dev/null || exit 0
rm x.lst && $S -Wa,-adhln=x.lst -g -c p.c && [ -s x.lst ]
END

check W46.2 'C++ beside annotated C; a directive in C++ means nothing' <<'END'
echo 'extern "C" int g(void); int g(void) { return 0; }' >k.cc
cp p.c d.cc
$S -c k.cc && $S p.c k.cc -o p && ./p && $S -c d.cc 2>/dev/null && [ -f d.o ]
END

check W48.2 'preprocessed input' <<'END'
sed s/'num_workers(N)'// p.c >q.c
$S -E q.c -o q.i && cp q.i keep && $S q.i -o p && ./p && cmp q.i keep &&
    $S -E -P q.c >k.i && $S k.i -o p && ./p && cp q.i t.txt &&
    $S -g -x cpp-output -c t.txt && [ -f t.o ] && $S t.o -o p && ./p &&
    $S -x cpp-output -c - -o s.o <q.i && $S s.o -o p && ./p
END

check W50.2 '-fsyntax-only' <<'END'
$S -fsyntax-only p.c -o never && [ ! -e never ] &&
    sed 's/for num/for nmm/' p.c >d.c && ! $S -fsyntax-only d.c 2>err &&
    grep -q 'd.c:5' err && [ "$(ls *.o *.s 2>/dev/null)" = '' ]
END

check W53.2 'sanitizers, instrumentation, hardening' <<'END'
for k in -fsanitize=address -fsanitize=undefined -fsanitize=leak \
    "-fsanitize=address,undefined -fno-sanitize-recover=all" -pg \
    "-D_FORTIFY_SOURCE=2 -O2" -fstack-protector-all -fprofile-generate -ftrapv
do
    $G -w $k b.c a.c -o q 2>/dev/null && ./q || continue
    $S -Wall -Wextra -Werror $k p.c -o p && timeout 30 ./p || exit 1
done
END

check W54.2 'target switches' <<'END'
for k in -funsigned-char -fsigned-char -fshort-enums -march=native \
    -fms-extensions -mcmodel=large -fno-builtin -ffreestanding; do
    $G -w $k p.c -o q 2>/dev/null || continue
    $S -Wall -Wextra -Werror $k p.c -o p && timeout 30 ./p || exit 1
done
k=--target=aarch64-linux-gnu
$G -w $k -S p.c -o q.s 2>/dev/null || exit 0
$S $k -S p.c -o p.s && grep -q 'bl.*shmrt_parallel' p.s
END

check W55.2 'a directive in a shared library; static programs' <<'END'
sed 's/main/g/' p.c >g.c
echo 'int g(void); int main(void) { return g(); }' >m.c
for k in "-Wl,-z,defs" "-Wl,--no-undefined -Wl,--as-needed" -Wl,-Bsymbolic; do
    $S -shared -fPIC $k g.c -o libg.so &&
        $S m.c -L. -lg -Wl,-rpath,$PWD -o p && ./p || exit 1
done
[ "$(readelf -d libg.so | grep -c 'NEEDED.*shmrt')" = 1 ] || exit
for k in -static -static-pie -no-pie "-pie -fPIE" "-Wl,--gc-sections"; do
    $G -w $k b.c a.c -o q 2>/dev/null || continue
    $S $k p.c -o p && ./p || exit 1
done
END

check W56.2 'precompiled headers' <<'END'
printf '%s\n' '#ifndef PH' '#define PH' 'typedef int number;' '#endif' >ph.h
{ echo '#include "ph.h"'; sed 's/int a/number a/' p.c; } >ph.c
$S -x c-header ph.h -o ph.h.gch && $S ph.c -o p && ./p &&
    $S -Winvalid-pch -include ./ph.h ph.c -o p && ./p || exit
case $G in
*clang*)
    $S -x c-header ph.h -o ph.pch && $S -include-pch ph.pch ph.c -o p && ./p ;;
*) # without its header nothing can be translated; that is said
    rm ph.h && ! $S ph.c -o p 2>err && grep -q 'cannot be preprocessed' err ;;
esac
END

check W57.2 'exit status' <<'END'
$S p.c -Wl,--nonsense -o p 2>/dev/null; [ $? = 1 ] || exit
$S p.c -lnowhere -o p 2>/dev/null; [ $? = 1 ] || exit
$S -c p.c -o none/p.o 2>/dev/null; [ $? = 1 ] || exit
SHMCC_CC=none $S -c p.c 2>err; [ $? = 1 ] && grep -q none err
END

check W58.2 'a failed compilation leaves nothing' <<'END'
sed 's/for num/for nmm/' p.c >d.c; sed 's/return a/retrn a/' p.c >e.c
for f in d e; do
    ! $S -MD -c $f.c 2>/dev/null && ! $S -MD $f.c -o $f 2>/dev/null &&
        [ ! -e $f.o ] && [ ! -e $f ] && [ -z "$(ls -A tmp)" ] || exit 1
done
END

check W60.2 'side by side' <<'END'
for i in $(seq 12); do
    $S -O1 -DI=$i -MD -c p.c -o o/p$i.o &
done
wait
[ $(ls o/p*.o | wc -l) = 12 ] && [ $(ls o/p*.d | wc -l) = 12 ] &&
    [ -z "$(ls -A tmp)" ]
END

check W61.2 'read-only source folder' <<'END'
mkdir ro; cp p.c ro; chmod a-w ro
as=''; [ $(id -u) != 0 ] || as='setpriv --bounding-set -dac_override'
$as $S -MD -g --coverage -c ro/p.c -o o/ro.o
r=$?
chmod u+w ro
[ $r = 0 ] && [ "$(ls ro)" = p.c ]
END

check W62.2 'odd TMPDIR' <<'END'
mkdir 'tm p'; long=$PWD/$(printf 'x%.0s' $(seq 200))
mkdir "$long"
for t in "$PWD/tm p" /nonexistent '' "$long"; do
    TMPDIR=$t $S -c p.c -o o/1.o && [ -z "$(ls -A "tm p" "$long" tmp |
        grep shmcc)" ] || exit 1
done
env -u TMPDIR $S -c p.c -o o/2.o
END

check W63.2 'silence' <<'END'
[ -z "$($S -c p.c -o o/q.o 2>&1)" ] && [ -z "$($S p.c -o p 2>&1)" ]
END

check W64.2 'colours of our own messages' <<'END'
sed 's/for num/for nmm/' p.c >d.c
coloured() { grep -q $'\e\['; }
$S -fdiagnostics-color=always -c d.c 2>&1 | coloured &&
    ! $S -c d.c 2>&1 | coloured || exit
command -v script >/dev/null || exit 0
export TERM=xterm
tty() { env "$@" script -qec "$S -c d.c" /dev/null; }
tty A=b | coloured && ! tty NO_COLOR=1 | coloured && ! tty TERM=dumb | coloured
END

check W65.2 'machine-readable messages: one document' <<'END'
command -v jq >/dev/null || exit 0
for k in json sarif-stderr; do
    f=-fdiagnostics-format=$k
    $G $f -c a.c -o /dev/null 2>/dev/null || continue
    for c in p.c w.c; do
        sed 's/return a/int u; return a/' p.c >q.c
        [ "$($S $f -Wall -c q.c 2>&1 | jq -s length)" = 1 ] || exit 1
    done
done
END

check W67.2 'links as output' <<'END'
ln -s r1.o k1.o; ln -s r2.o k2.o; echo >h1.o; echo >h2.o
ln h1.o j1.o; ln h2.o j2.o
$G -w -c p.c -o k1.o && $S -c p.c -o k2.o && $G -w -c p.c -o h1.o &&
    $S -c p.c -o h2.o || exit
kind() { stat -c '%F %h' k$1.o h$1.o j$1.o; }
diff <(kind 1) <(kind 2) && [ p.o -nt p.c ] || $S -c p.c && [ ! p.c -nt p.o ]
END

check W68.2 'locale, closed streams, a folder that is gone' <<'END'
LC_ALL=C.UTF-8 $S -c p.c && $S -c p.c 2>&- && $S -c p.c >&- </dev/null || exit
env -u PWD $S -c p.c && PWD=/nowhere $S -c p.c || exit
here=$PWD
mkdir gone; cd gone; rmdir ../gone
$G -w -c $here/p.c -o $here/1.o 2>/dev/null; r=$?
$S -c $here/p.c -o $here/2.o 2>/dev/null; [ $? = $r ]
END
