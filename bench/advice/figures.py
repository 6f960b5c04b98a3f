"""What a pipeline did, in figures. Outcomes and times in, shares and the worst confusions out.

Never a pass or a fail: people decide what is good enough.
"""

import statistics
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.advice.judge import HONEST, Heard, Outcome, caught, caught_strictly, judge
from bench.advice.questions import Question, Questions
from bench.advice.split import Asked

Confusions = Counter[tuple[str, str]]  # what would help, and what was answered


@dataclass(frozen=True, slots=True)
class Figures:
    """Lines of a table, in order, and confusions by the heading they go under."""

    lines: Mapping[str, str]
    confusions: Mapping[str, Confusions]


def of_split(asked: Sequence[Asked], heard: Sequence[Heard]) -> Figures:
    """On our own sentences there is one right intent, chat among them."""
    pairs = list(zip(asked, heard, strict=True))
    dared = [(sentence, said) for sentence, said in pairs if said.answered is not None]
    lines = {
        "likeliest intent is right": _share(pairs, lambda pair: pair[1].first == pair[0].intent),
        "answered": _share(pairs, lambda pair: pair[1].answered is not None),
        "right, of those answered": _share(dared, lambda pair: pair[1].answered == pair[0].intent),
    }
    wrong = Counter((sentence.intent, said.first) for sentence, said in pairs if said.first != sentence.intent)
    return Figures(lines, {"own sentences": wrong})


def of_questions(questions: Questions, heard: Sequence[Heard], known: Collection[str]) -> Figures:
    """`heard` is in the order `texts_of` gives; `known` are the intents that the model has learnt."""
    said = iter(heard)
    ours = [(question, next(said)) for question in questions.ours]
    not_ours = [(question, next(said)) for question in questions.not_ours]
    others = [(question, next(said)) for question in questions.others]
    answerable = [(question, one) for question, one in ours if set(question.helps) & set(known)]
    too_early = [(question, one) for question, one in ours if not set(question.helps) & set(known)]
    lines = {"rows with a topic": str(len(answerable))}
    outcomes = [judge(one, question.helps) for question, one in answerable]
    lines |= {outcome.value: _share(outcomes, {outcome}.__contains__) for outcome in Outcome}
    lines["any honest reply that is no answer"] = _share(outcomes, HONEST.__contains__)
    lines["right, of those answered"] = _share([o for o in outcomes if o not in HONEST], {Outcome.RIGHT}.__contains__)
    lines["likeliest intent helps"] = _share(answerable, lambda pair: pair[1].first in pair[0].helps)
    for name, rows in {"topic not learnt yet": too_early, "no topic of ours": not_ours, "not for Lev at all": others}.items():
        ends = [judge(one, ()) for _, one in rows]
        lines[f"{name}: rows"] = str(len(ends))
        lines[f"{name}: caught"] = _share(ends, caught)
        lines[f"{name}: caught, strictly"] = _share(ends, caught_strictly)
    wrong = Counter((question.helps[0], one.answered or "") for question, one in _wrong(answerable))
    for_nothing = Counter(("-", one.answered or "") for _, one in _wrong([*not_ours, *others]))
    return Figures(lines, {"real questions": wrong, "topics for what is not ours": for_nothing})


def texts_of(questions: Questions) -> list[str]:
    """What is to be asked."""
    return [question.text for question in (*questions.ours, *questions.not_ours, *questions.others)]


def of_times(times: Sequence[float], train_seconds: float, size: int) -> Figures:
    """`times` in milliseconds, one after another; `size` in bytes."""
    lines = {
        "seconds to learn": f"{train_seconds:.0f}",
        "answers a second": f"{1000 * len(times) / sum(times):.0f}",
        "middle answer, ms": f"{statistics.median(times):.1f}",
        "99th of 100, ms": f"{sorted(times)[int(len(times) * 0.99)]:.1f}",
        "size of model, MB": f"{size / 1e6:.1f}",
    }
    return Figures(lines, {})


def _wrong(rows: Iterable[tuple[Question, Heard]]) -> list[tuple[Question, Heard]]:
    return [(question, one) for question, one in rows if judge(one, question.helps) is Outcome.WRONG]


def _share[Item](items: Sequence[Item], holds: Callable[[Item], object]) -> str:
    return f"{sum(bool(holds(item)) for item in items) / len(items):.1%}" if items else "-"
