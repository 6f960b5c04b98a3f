"""Lev's processes by name, and what memory and processor time each took. A process in, names, megabytes and seconds out.

Never counts the load, nor anything that is not below the processes it was given.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.speed.figures import Row, short
from bench.speed.house import Running

_TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def proportional(pid: int) -> float:
    """Megabytes (PSS). Where the kernel keeps no such account, what is resident."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if not rollup.exists():
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    line = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024 / 1e6


def processor_seconds(lev: Running) -> dict[str, float]:
    """What each part of a running Lev, its Rasa and its store have used until now."""
    used: dict[str, float] = {}
    for pid in (one for root in lev.pids.values() for one in family(root)):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        name = name_of(pid)
        used[name] = used.get(name, 0.0) + (int(fields[11]) + int(fields[12])) / _TICK
    return used


def for_each(before: Mapping[str, float], after: Mapping[str, float], many: int) -> tuple[Row, ...]:
    """Rows: milliseconds of a processor for each of `many` messages, of all parts and of each that takes any."""
    each = {name: (seconds - before.get(name, 0.0)) * 1000 / max(many, 1) for name, seconds in after.items()}
    rows = [Row("a processor's time for each, all of Lev", f"{short(sum(each.values()))} ms")]
    most_first = sorted(each.items(), key=lambda one: -one[1])
    return (*rows, *(Row(f"of that: {name}", f"{short(spent)} ms") for name, spent in most_first if spent >= 0.1))


def name_of(pid: int) -> str:
    """What people call a process of ours."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    if (comm := Path(f"/proc/{pid}/comm").read_text().strip()).startswith("lev-"):
        return comm.removeprefix("lev-")  # a part of `serve`
    told = {"read": "reading", "run": "supervisor", "serve": "parent of both"}
    if "bot" in words:
        return told.get(words[words.index("bot") + 1], "other")
    if "valkey" in words[0]:
        return "valkey"
    return "rasa" if any(word.endswith("rasa") for word in words) else "helper"
