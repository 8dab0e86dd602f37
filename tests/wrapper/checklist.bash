# SPDX-License-Identifier: MIT
# checklist.bash -- what a compiler wrapper must stand, one script a point.
#
# check NUMBER TITLE: the script on standard input runs in a new folder that
# holds the fixture (see run); its exit status says whether the point is met.
# $S is shmcc, $G the compiler behind it.

check W01 '--version is answered by the compiler' <<'END'
[ "$($S --version)" = "$($G --version)" ]
END

check W02 'queries are answered by the compiler' <<'END'
for q in -dumpmachine -dumpversion -print-libgcc-file-name \
    -print-file-name=libc.so -print-prog-name=ld; do
    [ "$($S $q)" = "$($G $q)" ] || exit 1
done
END

check W03 '-Wl,--version without input' <<'END'
linker() { $1 -Wl,--version 2>/dev/null | head -1; }
[ "$(linker $S)" = "$(linker $G)" ]
END

check W04 'predefined macros: _SHM and nothing else' <<'END'
macros() { $1 -E -dM -x c - </dev/null | sort; }
diff <(macros $S | grep -v '_SHM ') <(macros $G)
END

check W05 'no arguments' <<'END'
$S >o1 2>&1
r1=$?
$G >o2 2>&1
r2=$?
[ $r1 = $r2 ] && [ $r1 != 0 ]
END

check W06 '-v shows one search list and the linker' <<'END'
lists() { "$@" -v -c a.c 2>&1 | grep -c 'search starts here: *$'; }
[ "$(lists $S)" = "$(lists $G)" ] &&
    $S -v a.c -o p 2>&1 | grep -qE '^ *"?[^ ]*(collect2|/ld)"? '
END

check W07 '-### does nothing' <<'END'
$S -### -c a.c 2>&1 | grep -q cc1 && [ ! -e a.o ] && [ -z "$(ls tmp)" ]
END

check W08 'called gcc, or named as its own compiler' <<'END'
ln -s "$(command -v $S)" gcc
PATH=$PWD:$PATH timeout 20 gcc -c p.c -o q.o
SHMCC_CC=$S timeout 20 $S -c p.c
[ $? = 1 ]
END

check W08.3 'named as its own compiler by way of a script' <<'END'
printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v $S)" >loop && chmod +x loop
for f in a.c p.c; do
    SHMCC_CC=$PWD/loop timeout 20 $S -c $f 2>err; [ $? = 78 ] || exit
    grep -q 'is shmcc again' err || exit
done
END

check W09 'launcher form' <<'END'
$S gcc -c p.c -o q.o && $S $(command -v clang) -c a.c -o r.o
END

check W10 'cross prefix in the name' <<'END'
ln -s $(command -v $S) x86_64-linux-gnu-shmcc && unset SHMCC_CC &&
    command -v x86_64-linux-gnu-gcc >/dev/null || exit 0
[ "$(./x86_64-linux-gnu-shmcc -dumpmachine)" = x86_64-linux-gnu ]
END

check W11 'default name of the object' <<'END'
$S -c sub/x.c && [ -f x.o ] && [ ! -f sub/x.o ]
END

check W12 'spellings of -o' <<'END'
$S -c a.c -o o/1.o -o o/2.o && [ -f o/2.o ] && [ ! -f o/1.o ] &&
    $S -oo/3.o -c a.c && [ -f o/3.o ] && $S -S a.c -o - | grep -q main
END

check W13 'several inputs' <<'END'
$S -c b.c -o b.o && $S -c a.c sub/x.c && [ -f a.o ] && [ -f x.o ] &&
    $S a.c b.o -o p && ! $S -c a.c b.c -o z.o 2>/dev/null
END

check W14 '-x counts from its place on' <<'END'
cp a.c t.txt && cp b.c u.txt && $S -c b.c -o b.o &&
    $S -x c t.txt u.txt -x none b.o -Wl,-z,muldefs -o p && ./p
END

check W15 'standard input' <<'END'
echo 'int main(void){return 7;}' | $S -x c - -o p
./p
[ $? = 7 ] && echo 'int q;' | $S -x c -c - -o - >/dev/null
echo 'int q;' | $S -x c -E - | grep -q '"<stdin>"'
END

check W16 '/dev/null as input and output' <<'END'
$S -c -x c /dev/null -o /dev/null && $S a.c -o /dev/null && [ -c /dev/null ]
END

check W17 'response files and long command lines' <<'END'
printf '%s\n' "-DS='a b'" '"-DT=\"x\""' '@in2' >in1
echo '-c a.c -o o/r.o' >in2
$S @in1 && [ -f o/r.o ] && $S -c a.c -o o/l.o $(seq -f '-DZZ%g=1' 1 8000)
END

check W18 'odd file names' <<'END'
f='we ird$'"'"'";*.c'
cp a.c "$f" && $S -c "$f" -o 'o ut.o' && [ -f 'o ut.o' ] && cp a.c ./-d.c &&
    $S -c ./-d.c -o dd.o
END

check W19 'options with separate arguments' <<'END'
echo '#define W 1' >i.h
common="-include i.h -isystem sub -imacros i.h -idirafter sub"
$S $common -Xlinker -O1 -u main --param ggc-min-expand=50 -c a.c \
    -o o/z.o 2>/dev/null && [ -f o/z.o ] ||
    $S $common -c a.c -o o/z.o
END

check W20 'precedence of the modes' <<'END'
$S -E -c a.c | grep -q 'main' && [ ! -e a.o ] && $S -S -c a.c &&
    [ -f a.s ] && [ ! -e a.o ] && $S -c -M a.c | grep -q 'a.h' &&
    [ ! -e a.o ]
END

check W21 'what links and what does not' <<'END'
$S -r b.c -o o/r.o && ! nm o/r.o | grep -qi ' [UT] .*shm' &&
    [ "$($S -E b.c | tail -1)" = "$($G -E b.c | tail -1)" ] &&
    printf 'void _start(void){for(;;);}' | $S -nostdlib -static -x c - -o ns
END

check W22 'which option goes to which stage' <<'END'
echo 'int a[sizeof(__OPTIMIZE__ ? "1":"22")]; int m = __PIC__;' >m.c
$S -Werror -Wall -O2 -fPIC -DQ=1 -Isub -include a.h -c m.c -o m.o
END

check W23 '-E is left to the compiler' <<'END'
cmp <($S -E p.c) <($G -E p.c) && $S -E -P p.c -o pp.i &&
    grep -q 'pragma shm' pp.i
END

check W24 'names in line markers' <<'END'
printf '#include <stdio.h>\nint main(void){' >l.c
printf 'printf("%%s %%d\\n",__FILE__,__LINE__);return 0;}\n' >>l.c
$S -g l.c -o p && [ "$(./p)" = "l.c 2" ] &&
    readelf -s p | grep -q 'FILE.* l.c' && ! strings -a p | grep -q "$TMPDIR"
END

check W25 'generated code is silent under all warnings' <<'END'
printf '%s\n' 'int a[4];' 'int f(void);' 'int f(void)' '{' \
    'int i;' '#pragma shm private(a)' '#pragma shm parallel for' \
    'for (i = 0; i < 4; i++) a[i] = i;' 'return a[3];' '}' >p89.c
for s in c89 c99 c11 gnu17 c2x; do
    $S -std=$s -pedantic -Wall -Wextra -Wconversion -Wshadow \
        -Wmissing-prototypes -Wc++-compat -Werror -c p89.c || exit 1
done
END

check W26 'comments that silence a warning' <<'END'
printf 'int f(int x){switch(x){case 1: x++;\n/* fallthrough */\n' >ft.c
printf 'case 2: x--; break; default:;}\nreturn x;}\n' >>ft.c
flags="-Wextra -Wimplicit-fallthrough -Werror"
$G $flags -c ft.c -o g.o 2>/dev/null || exit 0
$S $flags -c ft.c && cat p.c >>ft.c && $S $flags -c ft.c
END

check W27 'macro-aware warnings' <<'END'
printf '#define EQ(a) ((a) == 1)\n' >eq.c
echo 'int f(int x){ if (EQ(x)) return 1; return 0; }' >>eq.c
$S -Wall -Wextra -Werror -c eq.c
END

check W28 'warnings of the preprocessor, once' <<'END'
printf '#define UM 1\nint x;\n' >um.c
count() { $1 -Wunused-macros -c um.c 2>&1 | grep -c 'Wunused-macros'; }
[ "$(count $S)" = "$(count $G)" ]
END

check W29 'dependencies' <<'END'
for k in "-MD" "-MMD -MP" "-MD -MF o/k.d" "-MD -MFo/k2.d -MT tgt" \
    "-MD -MQ \$x"; do
    rm -f o/*.d
    $S $k -c a.c -o o/a.o && cat o/*.d >d1
    rm -f o/*.d
    $G $k -c a.c -o o/a.o && cat o/*.d >d2
    cmp d1 d2 || exit 1
done
END

check W30 '-Wp,-MD' <<'END'
$S -Wp,-MD,o/w1.d -c a.c -o o/a.o && $G -Wp,-MD,o/w2.d -c a.c -o o/a.o &&
    cmp o/w1.d o/w2.d
END

check W31 'DEPENDENCIES_OUTPUT' <<'END'
count() { DEPENDENCIES_OUTPUT="$1 tgt" $2 -c a.c; wc -l <$1; }
[ "$(count dep.out $S)" = "$(count dep2.out $G)" ] &&
    ! grep -q '\.i$\|tmp' dep.out
END

check W32 '-MM -MG' <<'END'
printf '#include "gen.h"\n' >g.c
$S -MM -MG g.c | grep -q 'g.o: g.c gen.h' && [ ! -e g.o ]
END

check W33 '__COUNTER__ and __BASE_FILE__' <<'END'
printf 'char*f=__BASE_FILE__;int a=__COUNTER__,b=__COUNTER__;\n' >ct.c
printf 'int l=__LINE__;_Static_assert(__COUNTER__==2,"");\n' >>ct.c
$S -c ct.c && strings -a ct.o | grep -qx 'ct.c'
END

check W34 '#include_next and symbolic links' <<'END'
mkdir -p i1 i2
printf '#include_next <n.h>\n#define A 1\n' >i1/n.h
echo '#define B 2' >i2/n.h
printf '#include <n.h>\nint q[A+B];' >n.c
ln -s ../n.c sub/ln.c
$S -Ii1 -Ii2 -c n.c && (cd sub && $S -I../i1 -I../i2 -c ln.c)
END

check W35 '_Pragma in a macro' <<'END'
printf '%s\n' '#define DO(x) _Pragma(#x)' 'int a[9];' \
    'DO(shm shared(a))' 'void f(void)' \
    '{DO(shm parallel for) for(int i=0;i<9;i++)a[i]=i;}' >pg.c
$S -Wall -Wextra -Werror -c pg.c
END

check W36 'macros in clauses' <<'END'
$S p.c -o p && ./p &&
    printf '#define SQ(x) ((x)*(x))\n#define N 2\nint a[9];\n' >mc.c &&
    printf '#pragma shm shared(a)\nint main(void){\n' >>mc.c &&
    printf '#pragma shm parallel num_workers(SQ(N))\n;\nreturn 0;}\n' >>mc.c &&
    $S mc.c -o p && ./p
END

check W37 'encodings and digraphs' <<'END'
printf '\xef\xbb\xbfint m\xc3\xa9(void)' >en.c
printf '<%% int $x = 0; return $x; %%>\r\nint z;' >>en.c
$S -c en.c && nm en.o | grep -q ' T m'
END

check W38 '-save-temps' <<'END'
$S -save-temps -c a.c -o o/a.o && ls -A . o | grep -qx 'a.i' &&
    ls -A . o | grep -qx 'a.s'
END

check W39 '-pipe' <<'END'
$S -pipe -O2 -c a.c -o o/pi.o && [ -f o/pi.o ]
END

check W40 'names of coverage files' <<'END'
cp a.c cov.c
$S --coverage cov.c -o pr && ls *.gcno >g1
rm -f *.gcno
$G --coverage cov.c -o pr && ls *.gcno >g2
cmp g1 g2 && $S --coverage -c cov.c -o o/cv.o && ls o | grep -q '\.gcno$' &&
    ! strings -a o/cv.o | grep -q "$TMPDIR"
END

check W41 'macros in debug information' <<'END'
macros() { readelf --debug-dump=macro $1 2>/dev/null | grep -c ' V 0'; }
$S -g3 -c a.c -o g3.o && $G -g3 -c a.c -o g4.o &&
    [ "$(macros g3.o)" = "$(macros g4.o)" ] &&
    readelf --debug-dump=info g3.o 2>/dev/null | grep -q 'a\.c'
END

check W42 'prefix maps' <<'END'
$S -g -ffile-prefix-map=$PWD=/X -c $PWD/a.c -o pm.o &&
    ! strings -a pm.o | grep -q "$PWD"
END

check W43 'equal output in another TMPDIR' <<'END'
mkdir t1 t2
for t in 1 2; do
    TMPDIR=$PWD/t$t $S -g -O2 -c p.c -o r$t.o || exit 1
done
cmp r1.o r2.o
END

check W44 'link-time optimisation' <<'END'
$S -flto -O2 a.c b.c -o lt && ./lt
END

check W45 '-S names the source' <<'END'
$S -S a.c -o a1.s && grep -q '\.file.*"a\.c"' a1.s
END

check W46 'C++ is left alone' <<'END'
echo 'template<class T> T f(T t){return t;} int g(){return f(1);}' >k.cc
$S -c k.cc && [ -f k.o ]
END

check W47 'assembler is left alone' <<'END'
printf '#define L s0\n.globl L\nL:\n' >s.S
$S -c s.S -o s.o && nm s.o | grep -q s0 &&
    $S -x assembler-with-cpp -c s.S -o s2.o
END

check W48 'preprocessed input' <<'END'
$S -E b.c -o bb.i && cp bb.i keep && $S -c bb.i && [ -f bb.o ] &&
    cmp bb.i keep
END

check W49 'archives in their places' <<'END'
$S -c b.c -o b.o && ar rc libbb.a b.o &&
    $S a.c -L. -l:libbb.a -Wl,--start-group libbb.a -Wl,--end-group -o p &&
    ./p
END

check W50 '-fsyntax-only writes nothing' <<'END'
$S -fsyntax-only a.c -o never.o
[ ! -e never.o ] && ! $S -fsyntax-only bad.c 2>/dev/null
END

check W51 'a syntax error is told by the compiler' <<'END'
$S -c bad.c 2>e1
$G -c bad.c 2>e2
cmp e1 e2
END

check W52 'empty unit' <<'END'
: >e.c
$S -c e.c && [ -f e.o ]
END

check W53 'sanitizers' <<'END'
$S -fsanitize=undefined -g a.c -o p && ./p
END

check W54 '-m32' <<'END'
echo 'int x[sizeof(long)==4?1:-1];' >m32.c
$G -m32 -c m32.c 2>/dev/null || exit 0
$S -m32 -c m32.c
END

check W55 'shared libraries' <<'END'
$S -shared -fPIC b.c -Wl,-z,defs -o libb.so &&
    $S a.c -L. -Wl,-rpath,$PWD -o p &&
    ! readelf -d p | grep -q 'NEEDED.*shm' && ./p
END

check W56 'precompiled headers' <<'END'
echo 'static inline int q(void){return 0;}' >ph.h
$S -x c-header ph.h -o ph.h.gch || exit
printf '#include "ph.h"\nint main(void){return q();}\n' >ph.c
mv ph.h hid.h
$G -c ph.c -o g.o 2>/dev/null || exit 0
$S -c ph.c -o ph.o
END

check W57 'exit status' <<'END'
$S -c bad.c 2>/dev/null; [ $? = 1 ] || exit
$S -c nofile.c 2>/dev/null; [ $? = 1 ] || exit
$S --nonsense a.c 2>/dev/null; [ $? != 0 ] || exit
$S a.c -Wl,--nonsense -o p 2>/dev/null; [ $? = 1 ]
END

check W58 'a failed compilation leaves nothing' <<'END'
rm -f bad.o
$S -c bad.c 2>/dev/null
[ ! -e bad.o ] && [ -z "$(ls -A tmp)" ]
END

check W59 'SIGTERM' <<'END'
mkfifo ff
(exec $S -x c -c - -o z.o <ff) & k=$!
exec 9>ff
sleep 1
kill -TERM $k
wait $k
r=$?
exec 9>&-
[ $r = 143 ] && [ -z "$(ls -A tmp)" ] && [ ! -e z.o ]
END

check W60 'side by side' <<'END'
for i in $(seq 12); do
    $S -O1 -DI=$i -c a.c -o o/p$i.o &
done
wait
[ $(ls o/p*.o | wc -l) = 12 ]
END

check W61 'read-only source folder' <<'END'
mkdir ro
cp a.c a.h ro
chmod a-w ro
$S -MD -c ro/a.c -o o/ro.o
r=$?
chmod u+w ro
[ $r = 0 ] && [ "$(ls ro | wc -l)" = 2 ]
END

check W62 'odd TMPDIR' <<'END'
mkdir 'tm p'
TMPDIR="$PWD/tm p" $S -c a.c -o o/1.o && env -u TMPDIR $S -c a.c -o o/2.o &&
    TMPDIR=/nonexistent $S -c a.c -o o/3.o
END

check W63 'silence' <<'END'
[ -z "$($S -c a.c -o o/q.o 2>&1)" ] && [ -z "$($S a.c -o p 2>&1)" ]
END

check W64 'colours' <<'END'
$S -fdiagnostics-color=always -Wall -c w.c 2>&1 | grep -q $'\e\[' &&
    ! $S -Wall -c w.c 2>&1 | grep -q $'\e\['
END

check W65 'machine-readable messages' <<'END'
need jq
json=-fdiagnostics-format=json
$G $json -c a.c -o /dev/null 2>/dev/null || exit 0
[ "$($S $json -Wall -c w.c 2>&1 | jq -s length)" = \
    "$($G $json -Wall -c w.c 2>&1 | jq -s length)" ]
END

check W66 'descriptors' <<'END'
printf '#!/bin/sh\nls /proc/self/fd >fds\nexec %s "$@"\n' $G >rc
chmod +x rc
exec 8<a.c
./rc -Wno-unknown-pragmas -c p.c && mv fds wanted &&
    SHMCC_CC=$PWD/rc $S -c p.c && grep -q 8 fds && diff wanted fds
END

check W67 'symbolic link as output' <<'END'
ln -s r1.o k1.o
ln -s r2.o k2.o
$G -c a.c -o k1.o
$S -c a.c -o k2.o
[ -L k1.o ]
g=$?
[ -L k2.o ]
[ $? = $g ] && [ -s k2.o ]
END

check W68 'locale and closed streams' <<'END'
LC_ALL=C $S -c a.c 2>/dev/null && $S -c a.c 2>&- && $S -c a.c >&- </dev/null
END

check W70 'ccache in front' <<'END'
need ccache
export CCACHE_DIR=$PWD/cc
ccache $S -c p.c -o 1.o 2>/dev/null
sed -i s/N-1/N-2/ p.c
ccache $S -c p.c -o 2.o 2>/dev/null
! cmp -s 1.o 2.o
END

check W71 'ccache behind' <<'END'
need ccache
export CCACHE_DIR=$PWD/c2
SHMCC_CC="ccache gcc" $S -c p.c -o 1.o
SHMCC_CC="ccache gcc" $S -c p.c -o 2.o
ccache -s | grep -qiE 'hits: +1'
END

check W72 'headers in an annotated unit' <<'END'
for h in stdio stdlib math complex tgmath stdatomic threads immintrin \
    signal pthread sys/socket netinet/in uchar wchar fenv; do
    printf '%s\n' "#include <$h.h>" 'int a[3];' \
        '#pragma shm shared(a)' 'void f(void){' '#pragma shm parallel for' \
        'for(int i=0;i<3;i++)a[i]=i;}' >h.c
    $S -Werror -c h.c || exit 1
done
END

check W74 'scopes of typedef names' <<'END'
printf '%s\n' 'typedef int T;struct T{int T;};' \
    'int f(T T){struct T t={T};{int T=t.T;return T;}}' >td.c
$S -c td.c && cat p.c >>td.c && $S -c td.c
END

check W75 'keywords of the dialects' <<'END'
printf '%s\n' 'int f(void){int typeof=1,asm=2,inline=3,bool=4;' \
    'return typeof+asm+inline+bool;}' >kw.c
echo 'int bool(int nullptr){return nullptr;}' >kb.c
$S -ansi -c kw.c && $S -std=gnu11 -c kb.c && sed 's/int i=0/i=0/' p.c >>kw.c &&
    sed -i 's/^int a/int i,a/' kw.c && cat p.c >>kb.c &&
    $S -ansi -c kw.c && $S -std=gnu11 -c kb.c
END

check W76 'newer C' <<'END'
printf '%s\n' 'int f(int x,...){ int a[] = {1,2};' \
    '(void)_Generic(x,int:a[0],default:0); return 0b11 + x; }' >c2.c
$S -std=gnu2x -c c2.c && cat p.c >>c2.c && $S -std=gnu2x -c c2.c
END
