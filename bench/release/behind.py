"""Which pins are behind the newest packages that fit. Two lists of pins in; a line for `make audit` out.

Never calls a package safe: the newest can have a hole, and an older one none. It can be known where nothing can be looked up.

    python -m bench.release.behind lev requirements/app.txt var/newest-lev.txt
"""

import re
import sys
from pathlib import Path

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)


def pins(path: Path) -> dict[str, str]:
    """Each package with its version; none when there is no such file."""
    return dict(_PIN.findall(path.read_text(encoding="utf-8"))) if path.exists() else {}


def behind(name: str, ours: Path, newest: Path) -> str:
    """In words. What is only in one of the lists is neither behind nor the newest: other packages brought it or need it no more."""
    here, there = pins(ours), pins(newest)
    if not there:
        return f"[audit] {name}: NOT KNOWN what is behind, the package index could not be reached"
    both = here.keys() & there.keys()
    late = sorted(f"{package} {here[package]} (there is {there[package]})" for package in both if here[package] != there[package])
    told = f": {'; '.join(late)}" if late else ""
    return f"[audit] {name}: {len(both) - len(late)} of {len(both)} packages are the newest that fit, {len(late)} behind{told}"


if __name__ == "__main__":
    print(behind(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
