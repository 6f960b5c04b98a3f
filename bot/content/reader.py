"""Reads one YAML file of `data/` into plain values that remember their lines. A path in, a `Node` out.

Never guesses: a repeated key, a wrong type or an unknown key is a `ContentError` that names file and line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_DEEPEST = 20  # ours have six at most; an anchor that holds itself would have no end


class ContentError(Exception):
    """Something in `data/` is wrong. `str()` is `file:line: what`, ready for an author to read."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}")
        self.file, self.line, self.what = file, line, what


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with its place. `value` is a str, int, float, bool, None, list of Node, or dict of str to Node."""

    file: Path
    line: int
    value: object

    def wrong(self, what: str) -> ContentError:
        """An error at this place, to be raised by the caller."""
        return ContentError(self.file, self.line, what)

    def text(self) -> str:
        """The value as non-empty text."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong(f"expected text, found {self.value!r}")
        return self.value.strip()

    def items(self) -> list["Node"]:
        """The values of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("expected a list")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """The values of a list of texts."""
        return tuple(item.text() for item in self.items())

    def table(self, *known: str, need: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """The values of a mapping; with `known`, other keys are errors; every key of `need` must be there."""
        if not isinstance(self.value, dict):
            raise self.wrong("expected names with values")
        for key, node in self.value.items():
            if known and key not in known and key not in need:
                raise node.wrong(f"unknown name {key!r}; known here: {', '.join(sorted({*known, *need}))}")
        for key in need:
            if key not in self.value:
                raise self.wrong(f"{key!r} is missing")
        return self.value


def read(path: Path) -> Node:
    """The whole file. Raises `ContentError` for anything that is not plain YAML with unique keys."""
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise ContentError(path, 1, "the file is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError(path, line, f"not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:  # a character YAML does not allow: it has no line
        raise ContentError(path, 1, "not valid YAML: a control character") from error
    except OSError as error:
        raise ContentError(path, 1, "the file cannot be read") from error
    except RecursionError as error:
        raise ContentError(path, 1, "too many things inside one another") from error
    if tree is None:
        raise ContentError(path, 1, "the file is empty")
    return _node(path, tree)


def files(folder: Path) -> Iterator[Path]:
    """The YAML files directly in `folder`, by name. Raises `ContentError` when there are none."""
    found = sorted(folder.glob("*.yml"))
    if not found:
        raise ContentError(folder, 1, "no .yml file in this folder")
    yield from found


def _node(path: Path, tree: yaml.Node, depth: int = 0) -> Node:
    line = tree.start_mark.line + 1
    if depth > _DEEPEST:
        raise ContentError(path, line, "too many things inside one another")
    if isinstance(tree, yaml.MappingNode):
        table: dict[str, Node] = {}
        for key, value in tree.value:
            name = str(key.value)
            if name in table:
                raise ContentError(path, key.start_mark.line + 1, f"{name!r} is here twice")
            table[name] = _node(path, value, depth + 1)
        return Node(path, line, table)
    if isinstance(tree, yaml.SequenceNode):
        return Node(path, line, [_node(path, item, depth + 1) for item in tree.value])
    try:
        return Node(path, line, yaml.CSafeLoader("").construct_object(tree))
    except (ValueError, yaml.YAMLError) as error:  # such as 2026-02-30
        raise ContentError(path, line, f"{tree.value!r} cannot be read; put quotes round it if it is text") from error
