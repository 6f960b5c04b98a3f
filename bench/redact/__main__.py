"""How well redaction finds what could tell of somebody, beside Presidio, in one run. Prints, and writes the page.

Prints counts and shares; a sentence only of the tuning set, and only when asked (`--show`): the held-out ones stay unread.

    python -m bench.redact [--card docs/redaction.md] [--show]
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from bench.card import put_into, table
from bench.redact.marked import Marked, marked
from bench.redact.peer import stock
from bench.redact.score import Score, of_kind, score, whole
from bot.privacy.redact.redactor import Redactor
from bot.privacy.redact.spans import Kind, Span
from bot.privacy.redact.words import words

BEGIN, END = "<!-- figures: make eval-redact writes these -->", "<!-- end of figures -->"
LISTS = Path("data/redact")
_SETS = {"tuning": "dev", "held out": "held_out", "held out, written later": "fresh", "held out, written last": "third"}


def main() -> None:
    """Measure, print, and write the page if one is named."""
    parser = argparse.ArgumentParser(prog="python -m bench.redact", description="Measure redaction beside Presidio.")
    parser.add_argument("--card", type=Path, metavar="FILE", help="a page with a place for the figures")
    parser.add_argument("--show", action="store_true", help="print what was missed or wrong in the tuning set")
    options = parser.parse_args()
    redactor = Redactor(LISTS)
    parts: list[str] = []
    for name, file in _SETS.items():
        texts = marked(file)
        by_lev = [redactor.found(one.text) for one in texts]
        ours = score(texts, by_lev)
        parts.append(_part(name, texts, by_lev, stock([one.text for one in texts])))
        if options.show and file == "dev":
            print("\n".join([*ours.missed, "-- not marked:", *ours.wrong]))
    parts.append(_times(redactor))
    figures = "\n\n".join(parts)
    print(figures)
    if options.card:
        put_into(options.card, figures, BEGIN, END)


def _part(name: str, texts: Sequence[Marked], by_lev: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]] | None) -> str:
    ours = score(texts, by_lev)
    theirs = score(texts, found) if found is not None else None
    head = ("", "marks", "Lev: found", "Lev: right", "Presidio: found", "Presidio: right")
    rows: list[tuple[object, ...]] = []
    for kind in Kind:
        marks = of_kind(ours.recall, kind)
        rows.append((kind, marks.all, marks.percent(), of_kind(ours.precision, kind).percent(), *_beside(theirs, kind)))
    rows.append(("**all**", whole(ours.recall).all, *_both(ours), *(_both(theirs) if theirs else ("not run", "not run"))))
    struck = _struck(texts)
    unlisted = of_kind(score(texts, [struck.found(one.text) for one in texts]).recall, Kind.NAME)
    rows.append(("names, struck from every list first", unlisted.all, unlisted.percent(), "", "", ""))
    for label, young in (("plain spelling", False), ("young people's spelling", True)):
        some = [at for at, one in enumerate(texts) if one.young is young]
        part = [texts[at] for at in some]
        lev = score(part, [by_lev[at] for at in some])
        peer = score(part, [found[at] for at in some]) if found is not None else None
        rows.append((label, whole(lev.recall).all, *_both(lev), *(_both(peer) if peer else ("not run", "not run"))))
    return f"### {name.capitalize()}: {len(texts)} sentences\n\n" + table(head, rows)


def _struck(texts: Sequence[Marked]) -> Redactor:
    """One that has never heard of the names marked here: what it finds of a name nobody thought of."""
    names = {
        word.low for one in texts for mark in one.spans if mark.kind is Kind.NAME for word in words(one.text[mark.start : mark.end])
    }
    return Redactor(LISTS, without=names | {name.removesuffix("s") for name in names})


def _both(one: Score) -> tuple[str, str]:
    return whole(one.recall).percent(), whole(one.precision).percent()


def _beside(one: Score | None, kind: Kind) -> tuple[str, str]:
    return (of_kind(one.recall, kind).percent(), of_kind(one.precision, kind).percent()) if one else ("not run", "not run")


def _times(redactor: Redactor) -> str:
    rows = []
    for length in (160, 1_600, 16_000):
        text = ("my m8 jayden at penair school lives in portloe n his num is 07700 900123, its not fair. " * 200)[:length]
        took = []
        for _ in range(7):
            begun = time.process_time()
            redactor.found(text)
            took.append(time.process_time() - begun)
        rows.append((f"{length:,} characters", f"{sorted(took)[3] * 1000:.1f}"))
    return "### Time\n\n" + table(("a text of", "middle of seven, ms of one processor"), rows)


if __name__ == "__main__":
    main()
