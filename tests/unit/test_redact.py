"""Redaction: what goes, what stays, where it stood, and that no text makes it slow by more than its length."""

from itertools import islice

import pytest

from bench.redact.made import Maker
from bench.redact.marked import marked
from bench.redact.score import score, whole
from bot.content.examples import examples
from bot.content.sentences import sentences
from bot.privacy.redact.lists import Lists
from bot.privacy.redact.redactor import LISTS, standing
from bot.privacy.redact.spans import Kind, Span, apart
from bot.setting_checks import ROOT

SETS = ("dev", "held_out", "fresh", "third")


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("ask my mate jowan about it", Kind.NAME, "jowan"),
        ("Tell Mrs Trevaskis at once", Kind.NAME, "Mrs Trevaskis"),
        ("my friend zaphira said so", Kind.NAME, "zaphira"),
        ("i told jessicca everything", Kind.NAME, "jessicca"),
        ("theres nothing in portloe", Kind.PLACE, "portloe"),
        ("im from penzanse", Kind.PLACE, "penzanse"),
        ("we live at 12 Harbour Terrace", Kind.PLACE, "12 Harbour Terrace"),
        ("i go to penair", Kind.SCHOOL, "penair"),
        ("everyone at mullion school knows", Kind.SCHOOL, "mullion school"),
        ("my snap is kezzababe", Kind.HANDLE, "kezzababe"),
        ("find him as @jago_surfs", Kind.HANDLE, "@jago_surfs"),
        ("ring me on 07700 900123", Kind.PHONE, "07700 900123"),
        ("my nhs number is 943 476 5919", Kind.NHS, "943 476 5919"),
        ("we are in TR19 7AA", Kind.POSTCODE, "TR19 7AA"),
        ("write to kez@example.org", Kind.EMAIL, "kez@example.org"),
        ("it is on example.com/leaks", Kind.URL, "example.com/leaks"),
        ("born 14/03/2010 so too old", Kind.BIRTH, "14/03/2010"),
        ("my case number is 88213475", Kind.NUMBER, "88213475"),
        (
            "ring oh seven seven hundred nine double zero, one two three",
            Kind.PHONE,
            "oh seven seven hundred nine double zero, one two three",
        ),
        (
            "nhs num is nine nine nine, one two three, four five six seven",
            Kind.NHS,
            "nine nine nine, one two three, four five six seven",
        ),
        ("i was born the fourth of june", Kind.BIRTH, "the fourth of june"),
        ("my dob is 4 6 11", Kind.BIRTH, "4 6 11"),
        ("i turn 16 on the 9th", Kind.BIRTH, "the 9th"),
        ("the ref was QX-3308-A", Kind.NUMBER, "QX-3308-A"),
        ("he is stormlad09 there", Kind.HANDLE, "stormlad09"),
        ("my username is shadow", Kind.HANDLE, "shadow"),
        ("find me as kez.surfz", Kind.HANDLE, "kez.surfz"),
        ("the clinic lost 4B-117 twice", Kind.NUMBER, "4B-117"),
        ("it says 7731 on it", Kind.NUMBER, "7731"),
        ("add mxddiex77 she is nice", Kind.HANDLE, "mxddiex77"),
        ("my locker number is 214", Kind.NUMBER, "214"),
        ("he goes by sunny side on tt", Kind.HANDLE, "sunny side"),
        ("it was leocadia again n again", Kind.NAME, "leocadia"),
        ("the worker quillaby helped", Kind.NAME, "quillaby"),
        ("write to j.bray at example.org", Kind.EMAIL, "j.bray at example.org"),
    ],
)
def test_what_can_tell_of_somebody_goes(text: str, kind: Kind, piece: str) -> None:
    [span] = standing().found(text)
    assert (span.kind, text[span.start : span.end]) == (kind, piece)
    assert standing().redacted(text) == text.replace(piece, f"[{kind}]")


@pytest.mark.parametrize(
    "text",
    [
        "Will you make the clinic open at weekends?",
        "i hope that u may mark this as important",
        "I rang Childline on 0800 1111 and then 999",
        "It costs £4.50 and takes 50 minutes at 3.30",
        "Cornwall and Scilly need more buses",
        "the school told my mum n it was wrong",
        "im 16 and i need to talk",
        "in year10 they said covid19 again",
        "my insta is private",
        "i came third of five in it",
        "It takes 45 minutes on the A39 and then the 27 bus",
        "In 1998 and from 2025 on there were 1500 people, open 24/7",
        "b4 2moro pls, its gr8 n evry1 is strugglin",
        "On Twitch they lie",
        "my case was 12 weeks late, as usual on insta they lie",
        "i waited one or two weeks or three",
        "",
        "🙂🙂",
    ],
)
def test_what_tells_of_nobody_stays(text: str) -> None:
    assert standing().redacted(text) == text


def test_pieces_make_the_text_again() -> None:
    for name in SETS:
        for one in marked(name):
            assert "".join(piece.text for piece in standing().pieces(one.text)) == one.text


@pytest.mark.parametrize(("name", "least"), [(name, 0.98) for name in SETS])
def test_it_finds_what_the_page_says_it_does(name: str, least: float) -> None:
    texts = marked(name)
    found = score(texts, [standing().found(one.text) for one in texts])
    assert whole(found.recall).value >= least
    assert whole(found.precision).value >= 0.9


def test_no_sentence_is_in_both_sets_or_among_those_lev_learns_from() -> None:
    sets = [{one.text.lower() for one in marked(name)} for name in SETS]
    learnt = {one.text.lower() for one in sentences(ROOT / "data" / "risk" / "examples")}
    learnt |= {one.text.lower() for one in examples(ROOT / "data" / "nlu")}
    assert len(set().union(*sets)) == sum(map(len, sets)) >= 1150
    assert not set().union(*sets) & learnt - {"ok thanks bye"}
    for one, _ in islice(Maker(Lists(LISTS), ROOT / "data").made(), 3000):
        assert one.text.lower() not in sets[1] | sets[2] | sets[3]


def test_pieces_that_overlap_become_one_and_lose_nothing() -> None:
    spans = (Span(0, 5, Kind.EMAIL), Span(3, 9, Kind.URL), Span(12, 14, Kind.NAME))
    assert apart(spans) == (Span(0, 9, Kind.EMAIL), Span(12, 14, Kind.NAME))


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "a.", "@", "a at b dot ", "o o ", "Tre", "st ", "mr ", "insta is ", "one two ", "a1", "1a."]
)
def test_a_hostile_text_ends(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert len("".join(part.text for part in standing().pieces(text))) == len(text)
