"""The words of risk: levels, kinds, one finding, and the assessment that sums them. Comes from `data/risk`, goes to the desk.

Never scores a child: a level says what happens next and how fast, not what somebody is.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How fast a person must look. Ordered, so that `max` picks the most urgent."""

    NONE = 0
    CONCERN = 1
    HIGH = 2
    CRITICAL = 3

    @property
    def word(self) -> str:
        """The level as it is written in `data/risk` and in JSON: none, concern, high, critical."""
        return self.name.lower()


class Kind(StrEnum):
    """Every kind of risk Lev knows. Ids never change meaning: retire, do not reuse."""

    IMMEDIATE_DANGER = "immediate_danger"
    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    SEXUAL_ABUSE = "sexual_abuse"
    SEXUAL_ASSAULT = "sexual_assault"
    CSE = "cse"
    GROOMING = "grooming"
    SEXTORTION = "sextortion"
    IMAGES = "images"
    PEER_SEXUAL_HARM = "peer_sexual_harm"
    RELATIONSHIP_CONTROL = "relationship_control"
    STALKING = "stalking"
    HOME_HARM = "home_harm"
    FORCED_MARRIAGE_HONOUR = "forced_marriage_honour"
    CRIMINAL_EXPLOITATION = "criminal_exploitation"
    TRAFFICKING = "trafficking"
    MISSING = "missing"
    POSITION_OF_TRUST = "position_of_trust"
    HARM_TO_OTHERS = "harm_to_others"
    OWN_HARMFUL_BEHAVIOUR = "own_harmful_behaviour"
    BULLYING_HATE = "bullying_hate"
    PREGNANCY_HEALTH = "pregnancy_health"
    SUBSTANCE = "substance"
    ADULT_AT_RISK = "adult_at_risk"
    PAST_ABUSE = "past_abuse"
    THIRD_PARTY = "third_party"
    ASKS_FOR_PERSON = "asks_for_person"
    DISTRESS = "distress"
    NOT_ALONE_WATCHED = "not_alone_watched"
    STOP_AFTER_FINDING = "stop_after_finding"
    UNREADABLE = "unreadable"
    SCREEN_FAILED = "screen_failed"


class Mark(StrEnum):
    """How the words of a finding were said. What each changes is `bot.screen.marks`'s."""

    WOULD_NOT = "would_not"
    QUOTING = "quoting"
    ONLY_JOKING = "only_joking"
    TOOK_IT_BACK = "took_it_back"
    WHAT_IF = "what_if"
    SOMEONE_ELSE = "someone_else"
    LONG_AGO = "long_ago"


class Rule(StrEnum):
    """What found it: an author's phrase, an answer to Lev's question, the second opinion, or the code itself."""

    PHRASE = "phrase"
    ANSWER = "answer"
    TOOK_IT_BACK = "took_it_back"
    SECOND_OPINION = "second_opinion"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Finding:
    """One match. `phrase` is the author's phrase that matched; `start` and `end` are character offsets into the text.

    `confidence` (0 to 1) is how often such a finding is right, as far as that is known; `marks` say how it was said.
    """

    kind: Kind
    level: Level
    phrase: str
    start: int
    end: int
    rule: Rule = Rule.CODE
    confidence: float = 1.0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The sum of the findings in one text read in its burst: its level, and the findings that lie in this text."""

    level: Level
    findings: tuple[Finding, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds found, most urgent first, each once."""
        ranked = sorted(self.findings, key=lambda finding: -finding.level)
        return tuple(dict.fromkeys(finding.kind for finding in ranked))


CLEAR = Assessment(Level.NONE)

WORDS_OF = "words of "
"""Before a language's English name, in the `phrase` of a finding that says in which language a text is."""
