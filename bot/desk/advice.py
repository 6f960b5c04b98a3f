"""What the desk adds between the lines: where the level rose, and where a person took over. Lines in, sentences by line id out.

Never shown to the young person, and never a word of theirs.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.desk.found import kind_words
from bot.model.message import Entry, Speaker
from bot.model.risk import Level


def advice(entries: Sequence[Entry], *, from_start: bool) -> Mapping[str, Sequence[str]]:
    """`from_start` is false when earlier lines are on another page: then the first level seen is no rise."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    highest = Level.NONE if from_start else None
    answers = ""
    for entry in entries:
        if entry.speaker is Speaker.YOUNG_PERSON:
            if highest is not None and entry.level > highest:
                kinds = ", ".join(dict.fromkeys(kind_words(found.kind) for found in entry.findings if found.level is entry.level))
                told[entry.id].append(f"Level rose: {highest.word} to {entry.level.word}{f' ({kinds})' if kinds else ''}")
            highest = entry.level if highest is None else max(highest, entry.level)
            continue
        # A claim that nobody could be told of (after STOP) left no line of its own: then a worker's first line shows it.
        now = entry.turn if entry.turn is not None else (entry.name or "A worker") if entry.speaker is Speaker.WORKER else answers
        if now != answers:
            told[entry.id].append(f"From here a person answers: {now}" if now else "From here no worker has it")
            answers = now
    return told
