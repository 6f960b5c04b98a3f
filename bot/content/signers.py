"""Who may sign off what. `data/signers.yml`, CODEOWNERS and every signature under `data/` in; wrong and missing signatures out.

Never takes a name for a signature that is not listed, and never knows a list of files: it finds each `signed_off` there is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.reader import ContentError, Node, read

ROOT = Path(__file__).parent.parent.parent
PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Signature:
    """A `signed_off` in a file (named from the project's root): a person's name, or `pending`."""

    file: str
    node: Node

    @property
    def pending(self) -> bool:
        """Whether nobody has signed."""
        return self.node.value == PENDING


def signatures(root: Path) -> Iterator[Signature]:
    """Every signature under `data/`. Raises `ContentError`."""
    for path in sorted((root / "data").rglob("*.yml")):
        if "signed_off:" in path.read_text(encoding="utf-8", errors="replace"):
            for node in _signed(read(path)):
                yield Signature(path.relative_to(root).as_posix(), node)


def wrong_signatures(root: Path, today: date) -> Iterator[ContentError]:
    """Signatures of people who are not listed, or whose role does not answer for that file. Raises `ContentError`."""
    roles = roles_of(root, today)
    for one in signatures(root):
        name = one.node.text()
        if name == PENDING:
            continue
        if name not in roles:
            yield one.node.wrong(f"{name!r} may not sign: not in data/signers.yml")
        elif roles[name] not in owning(root, one.file):
            named = ", ".join(owning(root, one.file)) or "nobody"
            yield one.node.wrong(f"{name!r} may not sign this: CODEOWNERS names {named}")


def roles_of(root: Path, today: date) -> Mapping[str, str]:
    """The role of everybody who may sign. Raises `ContentError`."""
    roles: dict[str, str] = {}
    for one in read(root / "data" / "signers.yml").table(need=("signers",))["signers"].items():
        fields = one.table("name", need=("name", "role", "since"))
        name, since = fields["name"].text(), fields["since"].value
        if name in roles or name == PENDING:
            raise fields["name"].wrong(f"{name!r} is here twice, or is no name")
        if not isinstance(since, date) or since > today:
            raise fields["since"].wrong("expected the day from which they may sign, not one to come")
        roles[name] = fields["role"].text()
    return roles


def owning(root: Path, file: str) -> tuple[str, ...]:
    """Whose role answers for a file, or for a folder. The last line that fits counts, as everywhere CODEOWNERS is read."""
    owners = _owners(root / "CODEOWNERS")
    fits = [who for pattern, who in owners if f"/{file}" == pattern or (pattern.endswith("/") and f"/{file}".startswith(pattern))]
    return fits[-1] if fits else ()


def _signed(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for name, inner in node.value.items():
            yield from (inner,) if name == "signed_off" else _signed(inner)
    elif isinstance(node.value, list):
        for inner in node.value:
            yield from _signed(inner)


def _owners(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ContentError(path, 1, "the file cannot be read: it says who answers for what") from error
    parts = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(first, tuple(one.removeprefix("@") for one in rest)) for first, *rest in parts]
