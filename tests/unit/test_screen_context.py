"""How the words of a finding were said, and what was asked before. Texts in, assessments of the real `data/risk` out."""

import pytest

from bot.model.reading import Before
from bot.model.risk import CLEAR, Kind, Level, Mark, Rule
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER

SAFE = "Are you safe right now?"


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(RISK_FOLDER)


LOWERED = {
    "would never": ("i would never end my life", Mark.WOULD_NOT),
    "lyrics": ("the lyrics are i want to kill myself", Mark.QUOTING),
    "only joking": ("i want to kill myself jk", Mark.ONLY_JOKING),
    "only joking, a sentence later": ("i want to kill myself. only joking", Mark.ONLY_JOKING),
}


@pytest.mark.parametrize(("text", "mark"), LOWERED.values(), ids=LOWERED.keys())
def test_a_high_finding_is_lowered_to_a_concern_and_no_further(screen: Screen, text: str, mark: Mark) -> None:
    assessment = screen.assess(text)
    assert assessment.level is Level.CONCERN
    assert mark in assessment.findings[0].marks
    assert screen.assess(f"{text} jk only joking its in the song lyrics").level is Level.CONCERN


KEPT = {
    "a laugh": ("i want to kill myself lol 😂", None),
    "taken back": ("he hits me. forget i said that", Mark.TOOK_IT_BACK),
    "years ago": ("my uncle raped me years ago", Mark.LONG_AGO),
    "what if": ("what if he hits me", Mark.WHAT_IF),
    "a friend": ("my mate wants to die", Mark.SOMEONE_ELSE),
    "never, of something else": ("i would never tell mum. i want to kill myself", None),
    "joking, before": ("im not joking. i want to kill myself", None),
    "a song, in another sentence": ("i love this song. i want to kill myself", None),
}


@pytest.mark.parametrize(("text", "mark"), KEPT.values(), ids=KEPT.keys())
def test_other_marks_are_shown_and_lower_nothing(screen: Screen, text: str, mark: Mark | None) -> None:
    assessment = screen.assess(text)
    assert assessment.level >= Level.HIGH
    assert mark is None or any(mark in finding.marks for finding in assessment.findings)


def test_what_was_found_names_its_rule_and_how_sure_it_is(screen: Screen) -> None:
    plain, gapped = screen.assess("he hits me"), screen.assess("i want to kill myself jk")
    assert {finding.rule for finding in plain.findings} == {Rule.PHRASE}
    assert 0 < gapped.findings[0].confidence < plain.findings[0].confidence <= 1


def test_what_is_taken_back_in_the_next_text_is_still_a_concern(screen: Screen) -> None:
    assessment = screen.assess("forget i said that", ["he hits me"])
    (finding,) = assessment.findings
    assert (assessment.level, finding.rule) == (Level.CONCERN, Rule.TOOK_IT_BACK)
    assert finding.kind in screen.assess("he hits me").kinds
    assert screen.assess("jk", before=Before(kinds=(Kind.SUICIDE,))).kinds == (Kind.SUICIDE,)
    assert screen.assess("jk") == CLEAR, "nothing was said that could be taken back"
    assert screen.assess("forget i said that", ["i like cheese"]) == CLEAR


ANSWERS = {"no": Level.CRITICAL, "Nope": Level.CRITICAL, "not really": Level.CRITICAL, "noooo": Level.CRITICAL, "idk": Level.HIGH}


@pytest.mark.parametrize(("answer", "level"), ANSWERS.items())
def test_a_no_to_are_you_safe_is_danger(screen: Screen, answer: str, level: Level) -> None:
    assessment = screen.assess(answer, before=Before(asked=SAFE))
    assert (assessment.level, assessment.kinds) == (level, (Kind.IMMEDIATE_DANGER,))
    assert assessment.findings[0].rule is Rule.ANSWER
    assert screen.assess(answer) == CLEAR


@pytest.mark.parametrize("answer", ["yes", "yeah im fine", "no problem", "ok"])
def test_a_yes_finds_nothing(screen: Screen, answer: str) -> None:
    assert screen.assess(answer, before=Before(asked=SAFE)) == CLEAR


def test_the_second_opinion_finds_what_holds_no_phrase_and_says_so(screen: Screen) -> None:
    found = [screen.assess(text) for text in UNSAID]
    seconds = [finding for assessment in found for finding in assessment.findings if finding.rule is Rule.SECOND_OPINION]
    assert len(seconds) >= len(UNSAID) // 2, "it is no phrase list: some may be missed"
    assert all(0.6 <= finding.confidence <= 1 for finding in seconds)


UNSAID = (
    "i keep finding marks on my sisters back and she wont say how",
    "my coach told me to keep our messages to ourselves",
    "i dont sleep cos i listen out for him on the landing",
    "a man from a game wants to see me and said not to say",
    "they give me trainers and then i have to take a bag for them",
    "ive been walking round all night i cant go back there",
)


def test_a_burst_of_short_texts_is_read_as_one_statement(screen: Screen) -> None:
    assert screen.assess("if i dont send more", ["he said", "hed share it"]).level >= Level.HIGH


def test_an_age_before_it_makes_nothing_more_urgent(screen: Screen) -> None:
    said = "he checks my phone and tells me who i can see"
    assert screen.assess(said).level is Level.CONCERN
    assert screen.assess(said, ["im 14"]).level is Level.CONCERN


@pytest.mark.parametrize("age", ["im 14", "14", "i'm nearly 15", "fourteen", "im fourteen years old"])
def test_nor_does_an_age_after_it(screen: Screen, age: str) -> None:
    """Lev asks for it itself, after its first answer."""
    assert screen.assess(age, ["he checks my phone and tells me who i can see"]).level is Level.NONE
    assert screen.assess(f"{age} and he is 25", ["he checks my phone and tells me who i can see"]).level >= Level.CONCERN
