"""Questions without an answer, put together so that they tell of nobody. Gaps and their meanings in; groups fit to show out.

Never the words of one person: a group, and every word of it, is of five people at least, and no sentence is shown.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.listening import Gap
from bot.themes.suppress import FEWEST

if TYPE_CHECKING:
    from bot.meaning.vectors import Vectors

WORDS, TOPICS = 6, 3
"""Most words and suggested topics of a group."""

_WORD = re.compile(r"[a-z']{3,}")
_COMMON = """
the and for are was were you your yours his her hers him its our ours they them their this that these those
what when where which who how
why can could will would should shall may might must does did done doing don't can't isn't it's i'm
i've have has had been being not but
with about from into just like really some any there then than because get got made make want know think
"""
_EMPTY = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Group:
    """`people` in whole fives; `words` that at least five of them used; `topics` of ours that are nearest in meaning."""

    people: int
    words: tuple[str, ...]
    topics: tuple[str, ...]


type Meanings = Callable[[Sequence[str]], "Vectors"]


def groups(gaps: Sequence[Gap], meanings: Meanings, topics: Sequence[str], of_topics: "Vectors") -> tuple[Group, ...]:
    """The largest first. `of_topics` has a row for each of `topics`. Only a person's first question of a quarter is looked at."""
    from bot.meaning.groups import grouped, middle, nearest  # numpy: for once a week

    texts = sorted(gap.text for gap in gaps if gap.first)
    if len(texts) < FEWEST:
        return ()
    vectors = meanings(texts)
    found = []
    for rows in grouped(vectors):
        if len(rows) < FEWEST:
            continue
        said = Counter(word for row in rows for word in sorted({*_WORD.findall(texts[row])} - _EMPTY))
        words = tuple(word for word, people in sorted(said.items(), key=lambda one: (-one[1], one[0])) if people >= FEWEST)
        near = [topics[place] for place in nearest(middle(vectors[rows]), of_topics, TOPICS)]
        found.append(Group(len(rows) - len(rows) % FEWEST, words[:WORDS], tuple(near)))
    return tuple(sorted(found, key=lambda group: (-group.people, group.topics, group.words)))
