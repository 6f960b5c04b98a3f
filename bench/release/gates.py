"""The gates a release goes through: each a command that ends with 0 or does not. A project in, what became of each gate out.

Never counts a gate that was left out as one that holds.
"""

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gate:
    """`long`: left out of a quick look. `command` is run from the project's root; `shown` is what a person would type."""

    name: str
    shown: str
    command: tuple[str, ...]
    long: bool = False

    @property
    def kept(self) -> str:
        """Where all that it said is kept, from the project's root."""
        return f"var/release/{re.sub('[^a-z]+', '-', self.name.lower()).strip('-')}.txt"


@dataclass(frozen=True, slots=True)
class Went:
    """How it went: `code` is the command's, or None when it was left out. `last` ends what it said, or its errors."""

    gate: Gate
    code: int | None
    seconds: float
    last: str

    @property
    def word(self) -> str:
        """holds, FAILS or not run."""
        return "not run" if self.code is None else "holds" if self.code == 0 else "FAILS"


def _py(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


_OTHERS = ("--ignore=tests/house", "--ignore=tests/content", "--ignore=tests/fuzz")  # gates of their own
GATES = (
    Gate("code is clean", "ruff check .", _py("ruff", "check", "-q", ".")),
    Gate("types fit", "mypy", _py("mypy")),
    Gate("arrows point down", "lint-imports", (str(Path(sys.executable).parent / "lint-imports"), "--no-cache")),
    Gate("what Lev says can be said", "make check-content", _py("bot", "check-content")),
    Gate("the house's rules", "pytest tests/house", _py("pytest", "tests/house")),
    Gate("every must-pass sentence is found", "pytest tests/content", _py("pytest", "tests/content")),
    Gate("all other tests", "make test", _py("pytest", *_OTHERS), long=True),
    Gate("made-up input breaks nothing", "make fuzz", ("make", "fuzz"), long=True),
    Gate("no known hole, no secret", "make audit", ("make", "audit"), long=True),
)


def tried(gate: Gate, root: Path, *, quick: bool) -> Went:
    """Runs one gate. All that it said is kept: who reads "2 failed" must find which."""
    if quick and gate.long:
        return Went(gate, None, 0.0, "")
    began = time.monotonic()
    done = subprocess.run(gate.command, cwd=root, capture_output=True, text=True, check=False)
    kept = root / gate.kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(done.stdout + done.stderr, encoding="utf-8")
    said = [line for line in (done.stdout or done.stderr).splitlines() if line.strip() and not line.startswith("make")]
    return Went(gate, done.returncode, time.monotonic() - began, said[-1][:160] if said else "")


def all_hold(went: Sequence[Went]) -> bool:
    """Whether every gate was run and holds."""
    return all(one.code == 0 for one in went)
