"""The last step of `make audit`: known holes in the packages Lev runs on. pip-audit's JSON, a file an environment, in; lines out.

Never calls a package clean that could not be looked up: pip-audit itself ends well when it could look up none of them.

    python -m bench.release.holes var/holes-lev.json var/holes-rasa.json
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ACCEPTED = (
    "rasa"  # stock Rasa pins old packages: what is found there is shown, and docs/threats.md says why it does not stop a release
)


@dataclass(frozen=True, slots=True)
class Looked:
    """One environment: how many packages have no hole, which could not be looked up, and `package version: ids` of holes."""

    name: str
    clean: int
    unknown: tuple[str, ...]
    holes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether all were looked up, and none has a hole that nobody accepted."""
        return bool(self.clean or self.holes) and not self.unknown and not (self.holes and self.name != ACCEPTED)

    @property
    def line(self) -> str:
        """In words."""
        if not (self.clean or self.unknown or self.holes):
            return f"[audit] {self.name}: NOT KNOWN, pip-audit could not reach its data"
        told = f"{len(self.holes)} with a known hole" + (f" ({'; '.join(self.holes)})" if self.holes else "")
        missing = f", {len(self.unknown)} NOT KNOWN (pip-audit could not look them up)" if self.unknown else ""
        return f"[audit] {self.name}: {self.clean} packages without a known hole, {told}{missing}"


def looked(path: Path) -> Looked:
    """Reads what pip-audit wrote; nothing, when it wrote nothing that can be read."""
    try:
        all_of_them = json.loads(path.read_text(encoding="utf-8"))["dependencies"]
    except (OSError, ValueError, KeyError):
        all_of_them = []
    unknown = tuple(one["name"] for one in all_of_them if "skip_reason" in one)
    known = [one for one in all_of_them if "skip_reason" not in one]
    holes = tuple(
        f"{one['name']} {one['version']}: {', '.join(hole['id'] for hole in one['vulns'])}" for one in known if one["vulns"]
    )
    return Looked(path.stem.removeprefix("holes-"), len(known) - len(holes), unknown, holes)


def main(paths: Sequence[str]) -> int:
    """0 only when everything holds."""
    every = [looked(Path(path)) for path in paths]
    for one in every:
        print(one.line)
    return 0 if every and all(one.holds for one in every) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
