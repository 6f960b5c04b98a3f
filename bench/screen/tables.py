"""The tables of the card. What was measured in, Markdown out.

Never prints a text: names, counts and shares.
"""

from collections.abc import Mapping, Sequence

from bench.advice.model import GaveUp
from bench.card import table
from bench.screen.figures import Share, share
from bench.screen.hostile import HOSTILE
from bench.screen.measure import Asked, OfKind, beside, precision, times, typed_differently
from bench.screen.peers import Peer, keywords, meaning, ngrams, rasa
from bot.content.phrases import RiskWords
from bot.content.sentences import sentences
from bot.meaning.vectors import Sentences
from bot.model.risk import Kind, Level
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER

BEGIN, END = "<!-- figures: make eval-screen writes these -->", "<!-- end of figures -->"
_LEVELS = (Level.CONCERN, Level.HIGH, Level.CRITICAL)
_LENGTH = 160  # characters of a text in the table of times


def of_sets(every: list[Asked]) -> str:
    """A row for each set, one for what is high in it, and one for what must be left."""
    rows = []
    for one in every:
        wanted = {level: sum(item.level >= level for item in one.texts.items) for level in (Level.CONCERN, Level.HIGH)}
        if wanted[Level.CONCERN]:
            rows.append((one.texts.name, wanted[Level.CONCERN], *(one.at(at, Level.CONCERN).percent() for at in _LEVELS)))
        if 0 < wanted[Level.HIGH] < wanted[Level.CONCERN]:
            rows.append(("- of these, high or critical", wanted[Level.HIGH], *(one.at(at, Level.HIGH).percent() for at in _LEVELS)))
        if wanted[Level.CONCERN] < len(one.found):
            rows.append(
                (
                    f"{one.texts.name}: leave",
                    len(one.found) - wanted[Level.CONCERN],
                    *(one.left_alone(at).percent() for at in _LEVELS),
                )
            )
    return "### Set by set\n\n" + table(("texts", "number", "concern or more", "high or more", "critical"), rows)


def of_kinds(kinds: Mapping[Kind, OfKind]) -> str:
    """A row for each kind."""
    head = (
        "kind, on the unseen lists",
        "number",
        "found",
        "high found as high",
        "this kind named",
        "right when named",
        "by the second opinion alone",
    )
    rows = [
        (kind, one.recall.all, *(part.percent() for part in (one.recall, one.high, one.named, one.precise)), _count(one.second))
        for kind, one in kinds.items()
    ]
    why = "*Right when named*: of the texts in which this kind was named, those that are a risk of any kind."
    return f"### Kind by kind\n\n{why}\n\n" + table(head, rows)


def of_alarms(own: list[Asked], others: list[Asked]) -> str:
    """What is found in everyday texts, and how much of all that is found should be."""
    everyday = [one for one in (*own, *others) if one.texts.everyday]
    rows = [(one.texts.name, len(one.found), *(one.left_alone(level).per_thousand() for level in _LEVELS)) for one in everyday]
    rows.append(
        ("all of them", sum(len(one.found) for one in everyday), *(_alarms(everyday, level).per_thousand() for level in _LEVELS))
    )
    unseen = own[1:]
    text = table(("everyday British texts", "number", "false alarms a thousand, any", "high or more", "critical"), rows)
    count = sum(len(one.found) for one in unseen)
    risks = sum(item.level > Level.NONE for one in unseen for item in one.texts.items)
    exact = ", ".join(f"{level.word} or more {precision(unseen, level).percent()}" for level in _LEVELS)
    return f"### False alarms\n\n{text}\n\nPrecision on the unseen lists ({risks} of {count} are risks): {exact}."


def of_ways(screen: Screen, own: list[Asked]) -> str:
    """A row for each way of typing, with what it costs."""
    items = [item for one in own for item in one.texts.items if item.level]
    found = typed_differently(screen, items)
    plain, plain_high = found["as written"]
    rows = [
        (
            name,
            any_.percent(),
            _points(any_, plain),
            high.percent(),
            _points(high, plain_high),
        )
        for name, (any_, high) in found.items()
    ]
    head = ("typed", "found", "points", "high found as high", "points")
    return f"### Typed differently\n\nOur own tests and the unseen lists, {len(items)} texts.\n\n" + table(head, rows)


def of_peers(own: list[Asked], others: list[Asked], *, with_rasa: bool) -> str:
    """Lev and its peers; one that gave up says why."""
    learnt = sentences(RISK_FOLDER / "examples")
    peers: dict[str, Peer] = {
        "bare keyword list": keywords(RiskWords.load(RISK_FOLDER)),
        "n-grams, logistic regression": ngrams(learnt),
        "sentence vectors, logistic regression": meaning(learnt, Sentences()),
    }
    if with_rasa:
        peers["Rasa, an intent for each kind"] = rasa(learnt)
    harmless = [one for one in (*own, *others) if one.texts.everyday]
    risky = [one for one in (*own[1:], *others) if any(item.level for item in one.texts.items)]
    rows: list[tuple[object, ...]] = []
    ours = _alarms(harmless, Level.CONCERN).value
    rows.append(("**Lev**", f"{ours * 1000:.1f}", *(one.at(Level.CONCERN, Level.CONCERN).percent() for one in risky)))
    for name, peer in peers.items():
        try:
            alarms, shares = beside(peer, [one.texts for one in risky], harmless)
        except GaveUp as why:
            rows.append((name, str(why), *("-" for _ in risky)))
            continue
        rows.append((name, f"{alarms:.1f}", *(one.percent() for one in shares)))
    head = ("", "false alarms a thousand", *(one.texts.name for one in risky))
    why = "Each learnt from the same sentences, and judged at no more false alarms on everyday texts than Lev makes."
    return f"### Beside its peers\n\n{why}\n\n" + table(head, rows)


def of_times(screen: Screen, loaded: float) -> str:
    """Texts of usual length, and hostile ones."""
    phrases = Screen(RiskWords.load(RISK_FOLDER))
    texts = [(sentence.text + " ") * 9 for sentence in sentences(RISK_FOLDER / "examples")[::4]]
    texts = [text[:_LENGTH] for text in texts]
    rows = [(name, *(f"{ms:.2f}" for ms in times(one, texts))) for name, one in (("phrases", phrases), ("whole screen", screen))]
    worst = [(f"10,000 characters: {name}", *(f"{ms:.1f}" for ms in times(screen, [text] * 5))) for name, text in HOSTILE.items()]
    head = (f"a text of {_LENGTH} characters, time of one processor", "middle, ms", "99th of 100, ms")
    text = table(head, [*rows, *worst])
    return f"### Time\n\n{text}\n\nLoaded, with its first text, in {loaded:.1f} s."


def _points(typed: Share, plain: Share) -> str:
    return f"{(typed.value - plain.value) * 100:+.1f}"


def _alarms(sets: Sequence[Asked], level: Level) -> Share:
    return share(was.level >= level for one in sets for was in one.found)


def _count(one: Share) -> str:
    return f"{one.some} of {one.all}"
