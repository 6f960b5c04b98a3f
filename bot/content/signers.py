"""Who may sign off what. `data/signers.yml`, CODEOWNERS and every signature under `data/` in; wrong and missing signatures out.

Never takes a name for a signature that is not listed, and never knows a list of files: it finds each `signed_off` there is.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.reader import ContentError, Node, read

ROOT = Path(__file__).parent.parent.parent
PENDING = "pending"
SAFETY = ("data/words/safety.yml", "data/words/risk.yml", "data/risk/", "data/routes.yml")
"""What a young person in danger depends on: these must be signed before anything else."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A `signed_off` in a file (named from the project's root): a person's name, or `pending`."""

    file: str
    node: Node

    @property
    def pending(self) -> bool:
        """Whether nobody has signed."""
        return self.node.value == PENDING

    @property
    def safety(self) -> bool:
        """Whether a young person in danger depends on it."""
        return self.file.startswith(SAFETY)


def signatures(root: Path) -> Iterator[Signature]:
    """Every signature under `data/`. Raises `ContentError`."""
    for path in sorted((root / "data").rglob("*.yml")):
        if "signed_off:" in path.read_text(encoding="utf-8", errors="replace"):
            for node in _signed(read(path)):
                yield Signature(path.relative_to(root).as_posix(), node)


def wrong_signatures(root: Path, today: date) -> Iterator[ContentError]:
    """Signatures of people who are not listed, or whose role does not answer for that file. Raises `ContentError`."""
    roles, owners = _roles(root / "data" / "signers.yml", today), _owners(root / "CODEOWNERS")
    for one in signatures(root):
        name = one.node.text()
        if name == PENDING:
            continue
        if name not in roles:
            yield one.node.wrong(f"{name!r} may not sign: not in data/signers.yml")
        elif roles[name] not in _owning(owners, one.file):
            owning = ", ".join(_owning(owners, one.file)) or "nobody"
            yield one.node.wrong(f"{name!r} may not sign this: CODEOWNERS names {owning}")


def signatures_to_do(root: Path) -> Iterator[str]:
    """What of the words for somebody in danger nobody has signed, plainly. Raises `ContentError`."""
    if waiting := sorted({one.file for one in signatures(root) if one.pending and one.safety}):
        yield f"NOT SIGNED OFF, and young people in danger depend on it: {', '.join(waiting)}."


def look_for_signatures(signed_only: bool, root: Path = ROOT) -> None:
    """Before Lev serves anybody: says plainly what is unsigned, or raises `ContentError` for it when only signed words may run."""
    for what in signatures_to_do(root):
        if signed_only:
            raise ContentError(root / "data", 1, f"{what} LEV_SIGNED_ONLY=yes lets nobody hear it.")
        logging.getLogger(__name__).warning(what)


def _signed(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for name, inner in node.value.items():
            yield from (inner,) if name == "signed_off" else _signed(inner)
    elif isinstance(node.value, list):
        for inner in node.value:
            yield from _signed(inner)


def _roles(path: Path, today: date) -> Mapping[str, str]:
    roles: dict[str, str] = {}
    for one in read(path).table(need=("signers",))["signers"].items():
        fields = one.table("name", need=("name", "role", "since"))
        name, since = fields["name"].text(), fields["since"].value
        if name in roles or name == PENDING:
            raise fields["name"].wrong(f"{name!r} is here twice, or is no name")
        if not isinstance(since, date) or since > today:
            raise fields["since"].wrong("expected the day from which they may sign, not one to come")
        roles[name] = fields["role"].text()
    return roles


def _owners(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ContentError(path, 1, "the file cannot be read: it says who answers for what") from error
    parts = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(first, tuple(one.removeprefix("@") for one in rest)) for first, *rest in parts]


def _owning(owners: list[tuple[str, tuple[str, ...]]], file: str) -> tuple[str, ...]:
    """The last line that fits counts, as everywhere CODEOWNERS is read."""
    fits = [who for pattern, who in owners if f"/{file}" == pattern or (pattern.endswith("/") and f"/{file}".startswith(pattern))]
    return fits[-1] if fits else ()
