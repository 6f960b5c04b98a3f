"""A worker puts right what the screen found. A scene, a line and their words in, `Changes` out, or `Refused`.

Never keeps a word that Lev does not know itself, and never changes the case: its level is what was found.
"""

import hashlib

from bot.content.phrases import MADE_BY_CODE
from bot.content.risk_lists import LEVELS
from bot.content.vocabulary import Vocabulary
from bot.desk.scene import Scene
from bot.model.case import Refused
from bot.model.changes import AuditLine, Changes
from bot.model.listening import Marked, Verdict
from bot.model.message import Entry, Speaker
from bot.model.risk import Kind

KINDS = tuple(kind for kind in Kind if kind not in MADE_BY_CODE)


def mark(scene: Scene, vocabulary: Vocabulary, line: Entry | None, verdict: str, kind: str, level: str) -> Changes:
    """Into the register: `verdict` is `wrong` or `missed`; pressing twice keeps one."""
    if line is None or line.speaker is not Speaker.YOUNG_PERSON:
        raise Refused("That line is not there any more.")
    if verdict not in set(Verdict) or kind not in KINDS or level not in LEVELS:
        raise Refused("Choose what was wrong or missed, the kind and the level.")
    if verdict == Verdict.WRONG and Kind(kind) not in {finding.kind for finding in line.findings}:
        raise Refused("That kind was not found in this line.")
    name = hashlib.sha256(f"{scene.talk.contact}.{line.id}.{kind}.{verdict}".encode()).hexdigest()[:16]
    text = vocabulary.redacted(line.text)
    month = f"{scene.now:%Y-%m}"
    marked = Marked(name, month, text, Kind(kind), LEVELS[level], Verdict(verdict), scene.worker.id)
    detail = (("verdict", verdict), ("kind", kind), ("level", level))
    audit = AuditLine(scene.now, scene.worker.id, "marked", scene.talk.contact, scene.case.id, detail)
    return Changes(scene.talk, marked=(marked,), audit=(audit,))
