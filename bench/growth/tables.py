"""The figures of growth as Markdown, and their place in `docs/scale.md`. What was measured in, text out.

Never writes outside its marks: the words around them are people's.
"""

from typing import Any

from bench.card import table
from bench.growth.plan import HEAD, SIZES, Assumed, Measured, plan, row
from bench.growth.stored import OPEN

BEGIN, END = "<!-- figures: make bench-growth writes these -->", "<!-- end of figures -->"


def figures(found: dict[str, Any], known: Measured) -> str:
    """All tables, the plan last."""
    stored, turn = found["stored"], f"{found['turns_per_s']:g} whole turns a second in one Lev process without Rasa"
    per = [
        ("message: reads and commit, ms", "message"),
        (f"desk list, {OPEN} open, ms", "list"),
        ("case page, 12 lines, ms", "case"),
    ]
    rows = []
    for name, key in per:
        costs = (
            f"{one[f'{key}_middle_ms']:.1f} ({one[f'{key}_slow_ms']:.1f}), {one[f'{key}_times']:.2f} times"
            for one in stored["rows"]
        )
        rows.append((name, *costs, f"{stored['slopes'][f'{key}_times']:.2f}"))
    each = ("memory a conversation, bytes", *(f"{one['bytes_each']:,}" for one in stored["rows"]))
    rows.append((*each, f"{stored['slopes']['bytes_each']:.2f}"))
    opened = [
        (one["open"], f"{one['list_middle_ms']:.1f} ({one['list_slow_ms']:.1f})", f"{one['read_middle_ms']:.1f}")
        for one in stored["open_rows"]
    ]
    return "\n\n".join(
        [
            f"Measured {found['at'][:10]} on {found['machine']}. Middle, in brackets the slowest but five in a hundred, and how "
            "many times a small store's, measured in turns with it.",
            "### Stored conversations",
            table(["stored", *(f"{one['stored']:,}" for one in stored["rows"]), "slope (0 is flat)"], rows),
            _sentence(stored, turn),
            "### Open cases",
            table(["open cases", "desk list, ms", "one reading of all, ms"], opened),
            "### Open desk pages on one process",
            table(
                ["pages", "memory a page, KiB", "ring to the first, ms", "ring to the last, ms", "slowest of ten rings, ms"],
                [[one[name] for name in ("pages", "kb_each", "first_ms", "last_ms", "last_slow_ms")] for one in found["pages"]],
            ),
            "### Rasas behind one door, 32 texts at once",
            table(
                ["Rasas", "texts a second", "middle, ms", "99th of 100, ms"],
                [[one[name] for name in ("rasas", "texts_per_s", "middle_ms", "slow_ms")] for one in found["rasas"]],
            ),
            "### The plan",
            table(HEAD, (row(plan(size, known, Assumed())) for size in SIZES)),
        ]
    )


def _sentence(stored: dict[str, Any], turn: str) -> str:
    more, kept = stored["slopes"].get("bytes_one_more", 0), stored["kept_for_ever"]
    return (
        f"One more conversation of 12 lines takes {more:,} bytes; {kept:,} of a conversation's bytes are audit, which no lifetime "
        f"ends. {turn}; {stored['commits_per_s']:,} commits a second."
    )
