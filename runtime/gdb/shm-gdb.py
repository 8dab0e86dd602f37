# SPDX-License-Identifier: MIT
# shm-gdb.py -- what gdb is to know of programs made by shmcc.
#
#   info shm          where this process is: teams, workers, chunks, heap
#   $shm("x")         an automatic variable x that was named in `shared`
#   printers          for struct shm_error, locks, and places of directives
#
# gdb loads it by itself with libshmrt.so, where it is installed in gdb's own
# auto-load folder; else say `source .../share/shmcc/shm-gdb.py`.  It reads
# memory only, and calls no function of the program.  The runtime's private
# types come from its debugging data; internal.h, control.h, team.h and heap.h
# say what they mean.
import re

import gdb
import gdb.printing
import gdb.types

# Bits of slot.state (control.h), and of a lock (internal.h).
SLOT_INSIDE, SLOT_EXIT, SLOT_NOTED = 2, 16, 64
LOCK_WAITERS, LOCK_POISON, LOCK_OWNER = 1 << 31, 1 << 30, (1 << 30) - 1
NOTHING = (1 << 64) - 1  # NO_ITERATION
MEMBER_RUNNING = 0       # team.h
SPAN_RUN, SPAN_SLAB = 2, 4
SPAN_SIZE, PAGE = 1 << 16, 4096
SPANS_MOST = 100000      # that are looked at


def variable(name, field):
    """The runtime's own variable in the current process, by a field that its
    type has: the program may have one of the same name."""
    if not gdb.selected_inferior().pid:
        raise gdb.GdbError("the program does not run")
    for objfile in gdb.objfiles():
        for symbol in (objfile.lookup_global_symbol(name),
                       objfile.lookup_static_symbol(name)):
            if symbol and symbol.type.code == gdb.TYPE_CODE_STRUCT \
                    and gdb.types.has_field(symbol.type, field):
                return symbol.value()
    raise gdb.GdbError("there is no libshmrt with debugging data here")


def text(pointer):
    return pointer.string(errors="replace") if pointer else ""


def place_text(pointer):
    if not pointer:
        return "outside of regions"
    place = pointer.dereference()
    label = text(place["label"])
    return "%s %s:%d%s" % (text(place["directive"]), text(place["file"]),
                           int(place["line"]),
                           ' "%s"' % label if label else "")


def size_text(size):
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if size < 1024:
            break
        size /= 1024
    else:
        unit = "TiB"
    return "%d %s" % (size, unit) if unit == "bytes" else \
        "%.1f %s" % (size, unit)


# ---- info shm ---------------------------------------------------------------


def iterations(team, slot):
    """The chunk, in values of the loop's variable, and where in it."""
    first, last = int(slot["first"]), int(slot["last"])
    if first >= last:
        return ""

    def value(iteration):
        return int(slot["base"]) + iteration * int(slot["step"])
    at = int(slot["iteration"])
    what = "section" if int(slot["sections"]) else "iteration"
    line = int(slot["line"])
    if line == int(team["place"]["line"]):
        line = 0
    return "%d..%d%s%s" % (
        value(first), value(last - 1),
        ", in %s %d" % (what, value(at)) if first <= at < last else "",
        " of the loop on line %d" % line if line else "")


def doing(team, slot):
    """What a worker that has not ended is at."""
    state = int(slot["state"])
    if int(slot["crash_signal"]):
        return "crashed, signal %d" % int(slot["crash_signal"])
    if state & (SLOT_EXIT | SLOT_NOTED):
        return "failing"
    if state & SLOT_INSIDE:
        return "in a block, line %d" % int(slot["inside_line"])
    if int(slot["arrived"]) > int(team["control"]["generation"]["value"]):
        return "at a barrier"
    return "at work"


def show_team(team, own, master):
    """A region and its workers; `own`: the number of this process in it."""
    size = int(team["control"]["size"]["value"]) & 0xffff
    print("region %s: %d worker%s%s" % (
        place_text(team["place"]), size, "" if size == 1 else "s",
        ", %d not yet ended" % int(team["running"]) if master else ""))
    print("  worker      pid  state                 chunk")
    for i in range(size):
        slot = team["slots"][i]
        state = doing(team, slot)
        if master and int(team["members"][i]["state"]) != MEMBER_RUNNING:
            state = "ended"
        print("%s %6d %8d  %-20s  %s" % (
            "*" if i == own else " ", i, int(slot["started"]["value"]), state,
            iterations(team, slot) if state != "ended" else ""))


def show_heap():
    heap = variable("heap", "spans")
    if not heap["base"] or not heap["state"]:
        print("shared heap: not yet used")
        return
    state = heap["state"].dereference()
    blocks = slabs = steps = 0
    span, top = 1, int(state["top"])
    while span < top and steps < SPANS_MOST:
        head = int(heap["span"][span]["head"])
        blocks += head & 0xff == SPAN_RUN
        slabs += head & 0xff == SPAN_SLAB
        span += max(head >> 8, 1)
        steps += 1
    print("shared heap: %s in use (large blocks: %d, slabs of small ones: "
          "%d%s), %s reserved at %#x" % (
              size_text(int(state["pages"]) * PAGE), blocks, slabs,
              "" if span >= top else ", and more",
              size_text(int(heap["spans"]) * SPAN_SIZE),
              int(heap["base"]) + SPAN_SIZE))


class InfoShm(gdb.Command):
    """Teams, workers and the shared heap, as the current process sees them.
A * stands beside the current process.  The master knows of its own teams;
a worker of the team it works in."""

    def __init__(self):
        super().__init__("info shm", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        process = variable("process", "teams")
        level = process["level"].dereference()
        working = bool(process["slot"])
        teams = []
        team = process["teams"]
        while team:
            if team["segment"]:
                teams.append(team.dereference())
            team = team["outer"]
        where = ["master of a team"] if teams else []
        if working:
            where.append("worker %d of the team of process %d" % (
                int(level["worker"]), int(process["master_pid"])))
        print("process %d: %s, level %d" % (
            int(process["pid"]), ", ".join(where) or "outside of regions",
            int(level["depth"])))
        for team in teams:
            show_team(team, -1, True)
        if working and level["team"]:
            show_team(level["team"].dereference(), int(level["worker"]),
                      False)
        show_heap()


# ---- $shm("x") --------------------------------------------------------------


class SharedVariable(gdb.Function):
    """$shm("x"): the automatic variable x, which is shared.
Such a variable lies in shared memory, behind a pointer that shmcc has put in
its place."""

    def __init__(self):
        super().__init__("shm")

    def invoke(self, name):
        name = name.string()
        frame = gdb.selected_frame()
        block = frame.block()
        pattern = re.compile("shmrt_%s_[0-9]+$" % re.escape(name))
        while block and not block.is_global:
            for symbol in block:
                if pattern.match(symbol.name):
                    return symbol.value(frame).dereference()
            block = block.superblock
        raise gdb.GdbError("no shared automatic variable %s here" % name)


# ---- printers ---------------------------------------------------------------


class ErrorPrinter:
    """struct shm_error"""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        v = self.value
        if int(v["kind"]) == 0:
            return "SHM_OK"
        return "%s, code %d, worker %d (pid %d), %s:%d, iterations %d..%d, " \
            "%s" % (v["kind"], int(v["code"]), int(v["worker"]),
                    int(v["pid"]), text(v["file"]), int(v["line"]),
                    int(v["first"]), int(v["last"]),
                    v["message"].string(errors="replace"))


class LockPrinter:
    """shm_lock_t, shm_nest_lock_t"""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        v, times = self.value, ""
        if gdb.types.has_field(v.type, "shm_lock"):
            times = ", %d times" % int(v["shm_count"])
            v = v["shm_lock"]
        word = int(v["shm_word"])
        if word & LOCK_POISON:
            return "its owner died"
        if word & LOCK_OWNER == 0:
            return "free"
        return "held by process %s%s%s" % (
            self.owner(word & LOCK_OWNER), times,
            ", others wait" if word & LOCK_WAITERS else "")

    @staticmethod
    def owner(number):
        """Locks name processes by a number of the runtime's own."""
        try:
            process = variable("process", "teams")
        except gdb.GdbError:
            return "no. %d" % number
        if int(process["id"]) == number:
            return "%d (this one)" % int(process["pid"])
        team = process["teams"]
        while team:
            for i in range(int(team["size"]) if team["segment"] else 0):
                if int(team["members"][i]["id"]) == number:
                    return "%d (worker %d)" % (
                        int(team["members"][i]["pid"]), i)
            team = team["outer"]
        return "no. %d" % number


class PlacePrinter:
    """struct shmrt_place"""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return place_text(self.value.address) if self.value.address else ""


def printers():
    collection = gdb.printing.RegexpCollectionPrettyPrinter("shmcc")
    collection.add_printer("shm_error", "^shm_error$", ErrorPrinter)
    collection.add_printer("locks", "^shm_(nest_)?lock$", LockPrinter)
    collection.add_printer("shmrt_place", "^shmrt_place$", PlacePrinter)
    return collection


gdb.printing.register_pretty_printer(gdb.current_objfile(), printers(),
                                     replace=True)
InfoShm()
SharedVariable()
