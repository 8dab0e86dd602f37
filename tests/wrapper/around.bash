# SPDX-License-Identifier: MIT
# around.bash -- the points of the checklist on what stands before and behind
# shmcc: names, launchers, caches, make, terminals; and on its costs.

check W02.2 'queries: output, messages and status' <<'END'
G=$(command -v $G) # which -v shows
for q in -dumpmachine -dumpversion -dumpfullversion -dumpspecs --help \
    --target-help -print-multiarch -print-sysroot -print-search-dirs \
    -print-multi-os-directory -print-multi-lib -print-file-name=crt1.o \
    --print-prog-name=as "-Q --help=optimizers" -v \
    -print-nonsense; do
    $S $q >o1 2>e1; r=$?
    $G $q >o2 2>e2; [ $? = $r ] && cmp o1 o2 || exit 1
    sed -i "s/cc[A-Za-z0-9]*[.][so]//g" e1 e2; cmp e1 e2 || exit 1
done
END

check W05.2 'wrong calls: message and status' <<'END'
for k in "" - -c "-c -" -o "-c a.c -o" "-c none.c" "none.o" "-x c" \
    "-c a.c b.c -o z.o" "-c a.c -std=none" "-c a.c -o" -I "-x none none.c"; do
    $S $k >o1 2>e1 </dev/null; r=$?
    $G $k >o2 2>e2 </dev/null; [ $? = $r ] && cmp o1 o2 && cmp e1 e2 || exit 1
done
END

check W08.2 'called as the compiler by way of PATH' <<'END'
mkdir bin
for n in cc gcc clang; do ln -s "$S" bin/$n; done
unset SHMCC_CC
PATH=$PWD/bin:$PATH
for n in cc gcc clang; do
    other=$(PATH=${PATH#*:} command -v $n) || continue
    [ "$($n --version)" = "$($other --version)" ] &&
        timeout 20 $n p.c -o p && ./p || exit 1
done
END

check W09.2 'launcher form: paths, launchers, and files called like commands' \
    <<'END'
mkdir 'b in' && printf '#!/bin/sh\nexec %s "$@"\n' $G >'b in/c c' &&
    chmod +x 'b in/c c' && $S "$PWD/b in/c c" p.c -o p && ./p &&
    $S "b in/c c" p.c -o p && ./p || exit
[ "$($S $G --version)" = "$($G --version)" ] || exit
cp p.c gcc.c && chmod +x gcc.c && $S gcc.c -o p && ./p && $G -c b.c -o ls.o &&
    chmod +x ls.o && $S ls.o a.c -o p && ./p && $S $G -c a.c -o gcc &&
    chmod +x gcc && $S p.c -o ./gcc && ./gcc
END

check W10.2 'a cross compiler that is there, and one that is not' <<'END'
need x86_64-linux-gnu-gcc
SHMCC_CC=x86_64-linux-gnu-gcc $S p.c -o p && ./p &&
    $S x86_64-linux-gnu-gcc p.c -o p && ./p || exit
unset SHMCC_CC
ln -s "$S" x86_64-linux-gnu-shmcc; ln -s "$S" m68k-none-shmcc
./x86_64-linux-gnu-shmcc p.c -o p && ./p && ! ./m68k-none-shmcc p.c 2>err &&
    grep -q 'm68k-none-gcc' err
END

check W47.2 'assembler beside annotated C' <<'END'
printf '#define NAME g\n.globl NAME\nNAME:\nxor %%eax, %%eax\nret\n' >g.S
sed 's/return a/extern int g(void); return g() + a/' p.c >m.c
printf '.section .note.GNU-stack,"",%%progbits\n' >>g.S
$G -c g.S 2>/dev/null || exit 0
$S m.c g.S -o p && ./p && $S -c m.c g.S && $S m.o g.o -o p && ./p
END

check W49.2 'archives, linker files and their order' <<'END'
sed 's/main/g/' p.c >g.c
echo 'int g(void); int main(void) { return g(); }' >m.c
$S -c g.c && ar rc libgg.a g.o && $S m.c -L. -lgg -o p && ./p &&
    $S m.c -Wl,--whole-archive libgg.a -Wl,--no-whole-archive -o p && ./p &&
    echo 'INPUT(libgg.a)' >g.ld && $S m.c g.ld -o p && ./p &&
    $S m.c -Wl,-L. -l:libgg.a -o p && ./p
END

check W59.2 'Ctrl-C: the whole group is interrupted, nothing is left' <<'END'
printf '#!/bin/bash\ncase "$*" in *-E*|*syntax*) exec %s "$@";; esac\n' $G >slow
printf 'echo half >z.o; trap "rm -f z.o; exit 1" INT; sleep 9 & wait\n' >>slow
chmod +x slow
printf 'z.o: z.c\n\t%s -c z.c -o z.o\n' "$S" >Makefile
for source in p.c b.c; do
    cp $source z.c
    set -m
    SHMCC_CC=$PWD/slow make -s z.o 2>err & k=$!
    set +m
    for i in $(seq 300); do [ -e z.o ] && break; sleep 0.1; done
    kill -INT -$k
    wait $k; r=$?
    [ $r != 0 ] && [ ! -e z.o ] && [ -z "$(ls -A tmp)" ] || exit 1
done
END

check W59.3 'SIGINT that is ignored stays ignored' <<'END'
printf '#!/bin/bash\nkill -INT $PPID $$\nexec %s "$@"\n' $G >cc
chmod +x cc
(trap '' INT; SHMCC_CC=$PWD/cc $S -c p.c) && [ -f p.o ]
END

check W66.2 'the job server of make' <<'END'
printf '#!/bin/bash\nf=${MAKEFLAGS#*--jobserver-auth=}\n' >cc
printf 'case $f in fifo:*) f=${f#fifo:}; [ -p "${f%%%%%% *}" ];; ' >>cc
printf '*) f=${f%%%%%% *}; [ -e /dev/fd/${f%%,*} ] && [ -e /dev/fd/${f#*,} ];; ' \
    >>cc
printf 'esac || touch lost\ntouch called\nexec %s "$@"\n' $G >>cc
chmod +x cc
printf 'all: p.o b.o\n%%.o: %%.c\n\t+%s -c $< -o $@\n' "$S" >Makefile
SHMCC_CC=$PWD/cc make -s -j2 && [ -e called ] && [ ! -e lost ] || exit
case $G in *clang*) exit 0 ;; esac
printf 'p: p.c b.c\n\t+%s -flto=jobserver $^ -o $@\n' "$S" >Makefile
make -s -j2 2>err && ./p && [ ! -s err ]
END

check W69 'handing over costs one exec and no process' <<'END'
need strace
calls() {
    strace -qq -f -o log -e trace=execve,fork,vfork,clone,clone3 "$@" \
        >out 2>&1 </dev/null
    grep -vc 'ENOENT\|CLONE_THREAD\|resumed' log
}
for k in --version -dumpmachine "-E p.c" "-M p.c" "-c b.S" "b.o -o b.x"; do
    printf '.globl main\nmain:\n' >b.S; $G -c b.S -o b.o
    [ $(calls $S $k) = $(($(calls $G $k) + 1)) ] || { echo "$k"; exit 1; }
done
END

check W69.2 'a unit without directives costs no process more' <<'END'
need strace
program=$(readlink -f "$(command -v $G)")
[ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || exit 0 # not known to shmcc
printf '#include <%s.h>\n' stdio stdlib string unistd errno math signal >>b.c
echo '#include "a.h"' >>b.c
calls() {
    strace -qq -f -o log -e trace=execve,fork,vfork,clone,clone3 "$@" || exit
    grep -vc 'ENOENT\|CLONE_THREAD\|resumed' log
}
for k in "-c b.c" "-O2 -g -Wall -Isub -isystem o -DX=1 -include a.h -c b.c" \
    "-MD -std=gnu11 -fPIC -c b.c -o o/b.o" "b.c a.c -o p" "@line"; do
    echo '-DNDEBUG -c b.c' >line
    [ $(calls $S $k) = $(($(calls $G $k) + 1)) ] || { echo "$k"; exit 1; }
done
END

check W69.3 'no directive hides from a look without preprocessor' <<'END'
mkdir -p i/deep
printf '%s\n' 'int a[4];' '#pragma shm shared(a)' >i/f.h
cp i/f.h i/deep/g.h; echo '#include "g.h"' >i/deep/up.h; ln -s i/f.h link.h
printf '%s\n' '#define DO(x) _Pragma(#x)' '#define STR(x) #x' \
    '#define MORE(x) DO(x)' '#define CAT(x, y) x##y' \
    '#define CAT3(x, y, z) x##y##z' >do.h
printf '#define HOOK int a[4]; _Pragma("shm shared(a)")\n' >hook.h
n=0
try() { # OPTIONS LINE...: the unit has a directive
    local options=$1
    shift
    printf '%b\n' "$@" >d.c
    $G -w -E $options d.c 2>/dev/null | grep -q 'pragma shm' || return 0
    $S -w $options -c d.c -o d.o && nm d.o | grep -q shm_bss && n=$((n + 1)) ||
        { cat d.c; exit 1; }
}
try '' '#include "i/f.h"'
try -Ii '#include <f.h>'
try '-I i' '#include "f.h"'
try '-iquote i' '#include "f.h"'
try '-isystem i' '#include <f.h>'
try '-idirafter i' '#include <f.h>'
try -Ii '#include <deep/up.h>'
try '-include i/f.h' 'int z;'
try '-imacros hook.h' HOOK
try '-include do.h' 'int a[4];' 'DO(shm shared(a))'
try '' '#include "link.h"'
try '' "#include \"$PWD/i/f.h\""
try '' '#define F "i/f.h"' '#include F'
try '-DF="i/f.h"' '#include F'
try '-include do.h' '#include STR(i/f.h)'
try '' '#if 1' '# /* x */ include "i/f.h"' '#endif'
try '' '%:include "i/f.h"'
try -trigraphs '??=include "i/f.h"'
try '' '#inc\\\nlude "i/f.h"'
try '' '#\\\ninclude "i/f.h"'
try '' '#include \\\n"i/f.h"'
try '' '/* */ #include/* */"i/f.h"'
try '' 'int a[4];' '#pragma s\\\nhm shared(a)'
try '' 'int a[4];' '#pragma sh\\\n\\\nm shared(a)'
try '' 'int a[4];' '#pragma/**/shm shared(a)'
try -trigraphs 'int a[4];' '#pragma s??/\nhm shared(a)'
try '-include do.h' 'int a[4];' 'MORE(CAT(s,hm) shared(a))'
try '-include do.h' 'int a[4];' 'MORE(CAT(sh,m) shared(a))'
try '-include do.h' 'int a[4];' 'MORE(CAT3(s,h,m) shared(a))'
try '-include do.h -DA=s' 'int a[4];' '#define B h' '#define C(x) x##m' \
    '#define D(x) C(x)' '#define E(x, y) x##y' '#define G(x, y) E(x, y)' \
    'MORE(D(G(A,B)) shared(a))'
try '-include do.h -DW=shm' 'int a[4];' 'MORE(W shared(a))'
[ $n -ge 20 ] || exit
(export CPATH=i; try '' '#include <f.h>') &&
    (export C_INCLUDE_PATH=i; try '' '#include <f.h>')
END

check W70.2 'ccache in front: a changed header with directives' <<'END'
need ccache
export CCACHE_DIR=$PWD/cc
sed '1i #include "n.h"' p.c | sed '/define N/d' >q.c
echo '#define N 4' >n.h
ccache $S -c q.c -o 1.o && ccache $S -c q.c -o 2.o && cmp 1.o 2.o &&
    sed -i 's/num_workers/shared(a) num_workers/' q.c &&
    ccache $S q.c -o p && ./p && ccache $S $G q.c -o p && ./p &&
    echo '#define N 5' >n.h && ccache $S -c q.c -o 3.o && ! cmp -s 1.o 3.o
END

check W70.3 'a cache that sends preprocessed text to another machine' <<'END'
sed 's/ num_workers(N)//' p.c >q.c
mkdir far
$S -E q.c -o far/q.i && (cd far && $S -c -x cpp-output q.i -o q.o) &&
    $S far/q.o -o p && ./p
END

check W71.2 'ccache behind, with options between' <<'END'
need ccache
export CCACHE_DIR=$PWD/c2
export SHMCC_CC="ccache $G -DQ=1"
echo 'int q = Q;' >>p.c
$S -MD -g -c p.c -o 1.o && $S -MD -g -c p.c -o 2.o && cmp 1.o 2.o &&
    ccache -s | grep -qiE 'hits: +[1-9]' && $S p.c -o p && ./p &&
    unset SHMCC_CC && $S ccache $G -DQ=1 p.c -o p && ./p
END

check W71.3 'a launcher behind that compiles elsewhere what it preprocesses' \
    <<'END'
mkdir bin
cat >bin/distcc <<'X'
#!/bin/bash
for a; do case $a in *.c) c=$a ;; esac; done
case "$*" in *-E*|*syntax*|*cpp-output*) exec "$@" ;; esac
[ -n "${c-}" ] || exec "$@"
words=()
for a; do
    case $a in *.c) words+=(-x cpp-output far.i) ;; *) words+=("$a") ;; esac
done
"$1" -E "$c" >far.i && exec "${words[@]}"
X
chmod +x bin/distcc
PATH=$PWD/bin:$PATH
SHMCC_CC="distcc $G" $S -c p.c && $S p.o -o p && ./p &&
    $S distcc $G -c p.c && $S p.o -o p && ./p && $S distcc $G -c b.c
END

check W73 'GNU C around a region' <<'END'
cat >gnu.c <<'X'
#include <stddef.h>
#include <stdarg.h>
typedef int v4 __attribute__((vector_size(16)));
struct flexible { int n; int tail[0]; };
union open { int i; struct { short low, high; }; };
static const int table[10] = { [0 ... 4] = 1, [5 ... 9] = 2 };
static const struct flexible old = { .n = 3 };
static __thread int own;
extern int renamed(void) __asm__("another");
int renamed(void) { return 0; }
static int kr(a, b) int a; char b; { return a + b; }
static int sum(int n, ...)
{
    va_list list;
    int s = 0;
    va_start(list, n);
    while (n--)
        s += __builtin_va_arg(list, int);
    va_end(list);
    return s;
}
static int pick(int x)
{
    __label__ out;
    static void *const to[] = { &&zero, &&one };
    int r;
    goto *to[x & 1];
zero: __attribute__((unused));
    r = 10;
    goto out;
one:
    r = ({ __auto_type t = x; typeof(t) u = t ?: 7; u; });
out:
    __asm__ volatile("" : "+r"(r) : : "memory");
    return r;
}
static int kind(int c)
{
    switch (c) {
    case 'a' ... 'z': return 1;
    case '0' ... '9': return 2;
    default: return __builtin_choose_expr(
        __builtin_types_compatible_p(typeof(c), int), 3, (void)0);
    }
}
int a[8];
#pragma shm shared(a)
int main(void)
{
    v4 v = { 1, 2, 3, 4 };
    int n = 8, row[n];
    __extension__ __int128 wide = (__int128)1 << 100;
    __complex__ double z = 1.0 + 2.0i;
    for (int i = 0; i < n; i++)
        row[i] = i;
#pragma shm parallel for num_workers(3)
    for (int i = 0; i < n; i++) {
        __label__ done;
        v4 w = v + v;
        typeof(row[0]) r = ({ int k = row[i]; k * k; });
        if (i < 0)
            goto done;
        a[i] = r + w[1] - 4 + (kind('q') - 1) + pick(0) - 10 +
            __builtin_offsetof(struct flexible, tail) - 4;
    done:;
    }
    own = sum(3, 1, 2, 3) + kr(1, 2) - 9;
    return a[7] - 49 + own + renamed() + (int)(wide >> 100) - 1
        + (int)__imag__ z - 2 + table[9] - 2 + old.n - 3;
}
X
$S gnu.c -o p && ./p && $S -O2 -Wno-unused gnu.c -o p && ./p || exit
sed '/pragma/d' gnu.c >plain.c
mkdir its ours
(cd its && $G -O2 -c ../plain.c) &&
    (cd ours && $S --shm-force -O2 -c ../plain.c) && cmp its/plain.o ours/plain.o
END

check W73.2 'what only gcc has' <<'END'
cat >gcc.c <<'X'
int a[4];
#pragma shm shared(a)
static int outer(int x)
{
    auto int twice(int y);
    int twice(int y) { return 2 * y + x - x; }
    return twice(x);
}
struct counted { int n; };
static int vla(int n)
{
    struct local { int rows[n]; } s;
    return (int)(sizeof s / sizeof s.rows[0]);
}
int main(void)
{
    _Decimal64 d = 1.5DD;
#pragma shm parallel for
    for (int i = 0; i < 4; i++)
        a[i] = outer(i) + vla(i + 1);
    return a[3] - 10 + (d < 1);
}
X
$G -w gcc.c -o q 2>/dev/null || exit 0
$S gcc.c -o p && ./p
END

check W77 'the same twice, nothing left anywhere, and always an end' <<'END'
mkdir home; export HOME=$PWD/home
for i in 1 2; do $S -O2 -g -c p.c -o o/$i.o || exit; done
cmp o/1.o o/2.o && [ -z "$(ls -A home; ls -A tmp)" ] || exit
for n in $(seq 12); do # one token less, one twice, a line away
    tr -s ' ' '\n' <p.c | awk -v n=$n 'NR == 3 * n { next } { print }
        NR == 3 * n + 1 { print }' | tr '\n' ' ' |
        sed 's/#/\n#/g; s/ int main/\nint main/; s/) for(/)\nfor(/' >f.c
    timeout 20 $S -c f.c 2>err; [ $? -le 1 ] && ! grep -i 'internal' err &&
        [ -z "$(ls -A tmp)" ] || exit 1
done
END

check W77.2 'random programs of csmith' <<'END'
need csmith
[ -e /usr/include/csmith/csmith.h ] || { echo 'no csmith.h'; exit 77; }
for seed in 1 2 3; do
    csmith --seed $seed >cs.c &&
        $G -w -I/usr/include/csmith cs.c -o c1 &&
        $S --shm-force -w -I/usr/include/csmith cs.c -o c2 || exit
    timeout 10 ./c1 >its || continue # some have no end
    timeout 60 ./c2 >ours && diff its ours || exit 1
done
END
