"""How the figures are shown: pipelines side by side. Figures in, lines of text out.

Never a text that somebody wrote: names of intents and numbers only.
"""

from collections.abc import Iterator, Mapping

from bench.advice.figures import Figures

MOST = 12  # confusions shown
_WIDE = 52
_NARROW = 12


def side_by_side(title: str, columns: Mapping[str, Figures]) -> Iterator[str]:
    """A heading, then a line for each figure."""
    yield f"{title:<{_WIDE}}" + "".join(f"{name:>{_NARROW}}" for name in columns)
    labels = dict.fromkeys(label for figures in columns.values() for label in figures.lines)
    for label in labels:
        yield f"  {label:<{_WIDE - 2}}" + "".join(f"{figures.lines.get(label, '-'):>{_NARROW}}" for figures in columns.values())


def confusions(columns: Mapping[str, Figures]) -> Iterator[str]:
    """The most frequent ones of each pipeline, under each heading."""
    for name, figures in columns.items():
        for heading, counted in figures.confusions.items():
            if counted:
                worst = (f"{right} -> {said} {count}" for (right, said), count in counted.most_common(MOST))
                yield f"{name}, worst of {heading} ({counted.total()} in all): " + ", ".join(worst)
