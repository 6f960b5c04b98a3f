"""`python -m bot screen`: one text a line in, one line of JSON out, at once. Needs no Redis and no Rasa.

Never stops at a bad line, and writes no text back.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from bot.model.risk import Assessment
from bot.screen.assess import Screen, assess_safely

RISK_FOLDER = Path(__file__).resolve().parents[2] / "data" / "risk"


def as_json(assessment: Assessment) -> str:
    """One line: level, kinds, and findings with kind, level, phrase, start, end, rule, confidence and marks."""
    findings = [
        {
            "kind": f.kind.value,
            "level": f.level.word,
            "phrase": f.phrase,
            "start": f.start,
            "end": f.end,
            "rule": f.rule.value,
            "confidence": f.confidence,
            "marks": [mark.value for mark in f.marks],
        }
        for f in assessment.findings
    ]
    kinds = [kind.value for kind in assessment.kinds]
    return json.dumps({"level": assessment.level.word, "kinds": kinds, "findings": findings})


def screen_lines(lines: Iterable[str], out: TextIO, folder: Path = RISK_FOLDER) -> None:
    """Assess each line by itself. Offsets are characters of the line without its line end. Raises `ContentError`."""
    screen = Screen.load(folder)
    for line in lines:
        text = line.removesuffix("\n").removesuffix("\r")
        print(as_json(assess_safely(screen, text)), file=out, flush=True)


def main() -> int:
    """Read standard input as UTF-8, whatever the machine's language; bytes that are not UTF-8 count as one character each."""
    # newline="\n": a lone carriage return inside a text is not the end of it.
    with open(sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", newline="\n", closefd=False) as lines:
        screen_lines(lines, sys.stdout)
    return 0
