"""Each parser, given anything: it gives a value of its kind or the one error its door is ready for, and nothing else."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from starlette.requests import Request

from bot.content.phrases import RiskWords
from bot.content.reader import ContentError, read
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.model.risk import Level
from bot.screen.assess import Screen
from channels.clean import clean_text
from channels.twilio_form import TurnedAway, form_of, inbound_of, receipt_of
from channels.web_page.asked import resume_of, said_in, token_of
from channels.web_page.plain_form import form_in
from channels.web_page.shield import Wrong
from tests.fuzz.rounds import tried

DATA = Path("data")
SHARE = 1 / 6
NOW = datetime(2026, 11, 26, tzinfo=UTC)
ANY = st.text(st.characters())  # lone surrogates and NULs included
SOME = st.text(st.sampled_from("aAeé1 .,'\u202e\0\ud83d🙂%+&=;{}[]<>\"\\/\n\t*!-_#:|>?@`~^0\u0301\u200b"))
BYTES = st.one_of(st.binary(max_size=400), SOME.map(lambda text: text.encode("utf-8", "surrogatepass")))
PAIRS = st.lists(st.tuples(st.sampled_from(["From", "Body", "NumMedia", "MessageSid", "handle", "id", "text", "look"]), BYTES))
FORMS = st.one_of(BYTES, PAIRS.map(lambda pairs: b"&".join(name.encode() + b"=" + value for name, value in pairs)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | ANY, lambda one: st.lists(one) | st.dictionaries(ANY, one)
)


def _request(body: bytes, kind: str, **headers: str) -> Request:
    raw = [(b"content-type", kind.encode())] + [
        (n.replace("_", "-").encode(), v.encode("latin-1", "replace")) for n, v in headers.items()
    ]
    parts = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Any:
        return next(parts)

    return Request({"type": "http", "method": "POST", "headers": raw, "query_string": body, "path": "/"}, receive)


def _asked(read: Callable[[Request], Awaitable[Any]], request: Request, refuses: type[Exception]) -> Any:
    try:
        return asyncio.run(read(request))  # type: ignore[arg-type]
    except refuses as error:
        assert 400 <= error.status < 500  # type: ignore[attr-defined]
        return None


def test_twilio_s_form() -> None:
    def trial(body: bytes) -> None:
        form = _asked(form_of, _request(body, "application/x-www-form-urlencoded"), TurnedAway)
        if form is None:
            return
        for reads in (lambda: inbound_of(form, NOW, key="k"), lambda: receipt_of(form, form.get("From", ""), "o", NOW)):
            try:
                reads()
            except TurnedAway as error:
                assert error.status == 400

    tried(FORMS, trial, share=SHARE)


def test_the_page_s_form_and_json() -> None:
    def trial(body: bytes) -> None:
        form = _asked(form_in, _request(body, "application/x-www-form-urlencoded"), Wrong)
        if form is not None:
            assert re.fullmatch(r"[A-Za-z0-9_-]{43}", form.handle)
            form.text.encode()  # can be stored
        said = _asked(said_in, _request(body, "application/json"), Wrong)
        if said is not None:
            said[1].encode()

    deep = st.integers(1, 3000).map(lambda depth: b"[" * depth)
    jsons = st.one_of(VALUES, st.fixed_dictionaries({"id": ANY | st.just("a" * 12), "text": ANY}))
    bodies = jsons.map(lambda value: json.dumps(value).encode())
    tried(st.one_of(FORMS, bodies, deep), trial, share=SHARE)


def test_resume_ids_and_tokens() -> None:
    def trial(text: str) -> None:
        for reads in (resume_of, token_of):
            try:
                got = reads(_request(b"", "", last_event_id=text, authorization=text))
            except Wrong as error:
                assert error.status in (400, 401)
            else:
                assert got == "" or re.fullmatch(r"[0-9]{1,19}-[0-9]{1,19}", got) or len(got) == 43

    ids = st.from_regex(r"[0-9\u0660-\u0669]{0,25}-?[0-9]{0,25}\s?")
    tried(st.one_of(ANY, ids, ANY.map("Bearer {}".format)), trial, share=SHARE)


def test_the_content_reader(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"

    def trial(body: bytes) -> None:
        file.write_bytes(body)
        try:
            read(file)
        except ContentError as error:
            assert error.line >= 1

    known = st.sampled_from([path.read_bytes()[:1500] for path in sorted(DATA.glob("*.yml"))])
    spoilt = st.tuples(known, st.integers(0, 1500), BYTES).map(lambda at: at[0][: at[1]] + at[2] + at[0][at[1] :])
    odd = st.sampled_from([b"&a [*a]", b"a: &a {b: *a}", b"? [x]\n: y", b"!!python/object:os.system x", b"a: !!binary x", b"<<: 1",
                           b"a: *b", b"- " * 3000, b"[" * 3000, b"{a: " * 2000, b"a: 2026-02-30", b"a: 0x", b"a: 1__", b"a: .inf"])  # fmt: skip
    tried(st.one_of(BYTES, spoilt, odd), trial, share=SHARE, a_round=120)


def test_the_normaliser_keeps_every_place() -> None:
    screen = Screen(RiskWords.load(DATA / "risk"))

    def trial(text: str) -> None:
        found = screen.assess(text)
        assert "screen_failed" not in {finding.rule.value for finding in found.findings}
        assert not any(finding.kind.value == "screen_failed" for finding in found.findings)
        for finding in found.findings:
            assert 0 <= finding.start < finding.end <= len(text)

    risky = st.tuples(SOME, SOME).map(lambda around: f"{around[0]} i want to kill myself {around[1]}")
    tried(st.one_of(ANY, SOME, risky), trial, share=SHARE)
    assert screen.assess("i want to kill myself").level >= Level.HIGH


@pytest.mark.parametrize("secret", ["Zebedeena", "07700 900123", "zeb@example.org", "@zebzeb99", "TR1 2XX", "http://zeb.example/z"])
def test_the_redactor_lets_nothing_unknown_through(secret: str) -> None:
    vocabulary = Vocabulary.load(DATA, Words.load(DATA / "words"))

    def trial(around: tuple[str, str]) -> None:
        kept = vocabulary.redacted(clean_text(f"{around[0]} {secret} {around[1]}"))
        for part in re.findall(r"\w{4,}", secret):
            if not (part.isalpha() and part.lower() in ("example", "http")):
                assert part.lower() not in kept.lower(), "a name, a number or an address"

    tried(st.tuples(SOME, SOME), trial, share=SHARE / 6)
