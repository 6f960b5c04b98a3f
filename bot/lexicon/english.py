"""English words, and how often each is used. Nothing in, the table that comes with symspellpy out.

Never loads symspellpy itself, which takes a tenth of a second and memory that most who ask do not need.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path


def english() -> Iterator[tuple[str, int]]:
    """82,765 words and the count of each. Raises `OSError` when the package is not there."""
    package = find_spec("symspellpy")
    if package is None or package.origin is None:
        raise FileNotFoundError("symspellpy")
    with Path(package.origin).with_name("frequency_dictionary_en_82_765.txt").open(encoding="utf-8-sig") as lines:
        for line in lines:
            word, count = line.split()
            yield word, int(count)
