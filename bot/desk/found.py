"""A finding in words for a worker. A `Finding` and its text in, a line out.

Never more sure than the screen was.
"""

from bot.model.risk import Finding, Kind, Mark, Rule

_RULES = {
    Rule.PHRASE: "found by a phrase",
    Rule.ANSWER: "an answer to Lev's question",
    Rule.TOOK_IT_BACK: "takes back what was said before",
    Rule.SECOND_OPINION: "the second opinion: reads like it",
    Rule.CODE: "found by the program itself",
}
_GUESSED = (Rule.PHRASE, Rule.SECOND_OPINION)
_MARKS = {
    Mark.WOULD_NOT: 'said with "would never"',
    Mark.QUOTING: "may be quoted",
    Mark.ONLY_JOKING: "called a joke",
    Mark.TOOK_IT_BACK: "taken back",
    Mark.WHAT_IF: 'said as "what if"',
    Mark.SOMEONE_ELSE: "names somebody else",
    Mark.LONG_AGO: "said of long ago",
}


def finding_words(found: Finding, text: str) -> str:
    """`home harm, high: "he hits me"; found by a phrase, 90% sure; said of long ago`."""
    words = f'"{text[found.start : found.end]}"'
    sure = (f"{min(found.confidence, 0.99):.0%} sure",) if found.rule in _GUESSED else ()
    how = "; ".join((_RULES[found.rule], *sure, *(_MARKS[mark] for mark in found.marks)))
    return f"{kind_words(found.kind)}, {found.level.word}: {words}; {how}"


def kind_words(kind: Kind) -> str:
    """`home harm`."""
    return kind.value.replace("_", " ")
