"""What others than young people send, given anything: a council's token, a proxy's header, a case system's answer, Rasa's, a backup."""

import asyncio
import base64
import ipaddress
import json
import re
from datetime import UTC, datetime
from typing import Any

import httpx
from hypothesis import strategies as st
from joserfc import jwk, jws

from bot.case_system import _asked_to_wait, _reference
from bot.crowd import address_of
from bot.desk import authenticator
from bot.desk.council_token import NotTrusted, Person, read
from bot.dialogue.answer import read_answer
from bot.dialogue.ask import Answer, Unavailable
from bot.privacy.sealed_file import FileBroken
from bot.setting_checks_oidc import Provider
from tests.fuzz.rounds import tried
from tests.fuzz.test_parsers import ANY, BYTES, SOME, VALUES
from tests.unit.test_sealed_file import SEALED, THREE, _opened

SHARE = 1 / 6
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
COUNCIL = Provider("https://id.council.example", "lev", "hidden", "Sign in")
OURS = [ipaddress.ip_network("10.0.0.0/8")]
CLAIMS = ("iss", "aud", "sub", "nonce", "exp", "iat", "azp", "email", "email_verified", "amr", "acr", "nbf", "more")


def test_a_council_s_token() -> None:
    """Signed by the right key, with anything in it: a provider can be strange without meaning harm."""
    key = jwk.ECKey.generate_key("P-256")
    key.ensure_kid()
    keys = jwk.KeySet([key])
    good: dict[str, Any] = {"iss": COUNCIL.issuer, "aud": "lev", "sub": "1234", "nonce": "n", "exp": AT + 300, "iat": AT}

    def trial(given: tuple[dict[str, Any], str]) -> None:
        changed, text = given
        claims = json.dumps(good | changed).encode()  # with escapes: half a character can be said in JSON
        token = jws.serialize_compact({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])
        for one in (token, text, f"{token}{text}", token.replace(".", text or ".", 1)):
            try:
                person = read(one, keys, COUNCIL, "n", NOW)
            except NotTrusted:
                continue
            assert isinstance(person, Person)
            assert person.sub == (good | changed)["sub"]
            assert 0 < len(person.sub) <= 255
            person.known_by("sub 1234")
            person.email.encode()  # what it is looked up by

    numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.just(AT)
    values = st.none() | st.booleans() | numbers | SOME | st.lists(SOME, max_size=3) | st.just("lev")
    tried(st.tuples(st.dictionaries(st.sampled_from(CLAIMS), values, max_size=3), SOME), trial, share=SHARE)


def test_a_proxy_s_word_on_who_asks() -> None:
    def trial(told: list[str]) -> None:
        headers = [(b"x-forwarded-for", one.encode("latin-1", "replace")) for one in told]
        found = address_of({"type": "http", "client": ("10.0.0.2", 1), "headers": headers}, OURS)
        ipaddress.ip_network(found)

    addresses = st.ip_addresses().map(str)
    lists = st.lists(addresses | ANY | addresses.map(lambda one: f" {one}%eth0 "), max_size=4).map(",".join)
    tried(st.lists(lists, max_size=3), trial, share=SHARE)


def test_a_case_system_s_answer() -> None:
    def trial(given: tuple[bytes, str]) -> None:
        body, wait = given
        said = httpx.Response(200, content=body, headers={"Retry-After": wait.encode("latin-1", "replace")})
        found = asyncio.run(_reference(said))
        assert found == "" or (
            re.fullmatch(r"[A-Za-z0-9._/-]{1,64}", found, re.ASCII) and any(one in "0123456789" for one in found)
        )
        assert 0 <= _asked_to_wait(said) < 10_000_000

    named = st.fixed_dictionaries({"reference": VALUES | st.from_regex(r"[A-Za-z0-9./_ -]{0,70}")})
    bodies = (
        (VALUES | named).map(lambda value: json.dumps(value).encode()) | BYTES | st.integers(1, 9000).map(lambda deep: b"[" * deep)
    )
    tried(st.tuples(bodies, ANY | st.from_regex(r"[0-9\u0660]{0,9}")), trial, share=SHARE)


def test_what_rasa_answers() -> None:
    def trial(value: object) -> None:
        found = read_answer(json.loads(json.dumps(value)))
        assert isinstance(found, Answer | Unavailable)
        if isinstance(found, Answer):
            assert all(isinstance(name, str) for name in found.say)

    parts = st.fixed_dictionaries({}, optional={"custom": VALUES | st.fixed_dictionaries({}, optional={"say": VALUES, "note": VALUES}),
                                                "text": VALUES, "recipient_id": VALUES})  # fmt: skip
    tried(VALUES | st.lists(parts, max_size=3), trial, share=SHARE)


def test_a_passkey_s_words() -> None:
    def trial(text: str) -> None:
        try:
            given, key_id, challenge = authenticator.read(text)
        except authenticator.NotSigned:
            return
        assert isinstance(key_id, bytes)
        for reads in (lambda: authenticator.made(given, challenge, "lev.example", "https://lev.example"),
                      lambda: authenticator.signed(given, challenge, "lev.example", "https://lev.example", b"\xa1\x01\x02", 0)):  # fmt: skip
            try:
                reads()
            except authenticator.NotSigned:
                continue
            raise AssertionError("nothing made up is signed")

    b64 = st.binary(max_size=60).map(_base64)
    inner = st.fixed_dictionaries({}, optional={"clientDataJSON": b64 | VALUES, "attestationObject": b64 | VALUES,
                                                "authenticatorData": b64 | VALUES, "signature": b64 | VALUES, "userHandle": b64 | VALUES})  # fmt: skip
    whole = st.fixed_dictionaries({}, optional={"id": b64 | VALUES, "rawId": b64 | VALUES, "type": st.just("public-key") | VALUES,
                                                "response": inner | VALUES})  # fmt: skip
    deep = st.integers(1, 60_000).map(lambda number: "[" * number)
    cbor = st.integers(1, 3_000).map(lambda number: _base64(b"\x81" * number))
    nested = cbor.map(lambda body: {"id": "AA", "rawId": "AA", "type": "public-key",
                                    "response": {"clientDataJSON": _CLIENT, "attestationObject": body}})  # fmt: skip
    tried(ANY | deep | (whole | VALUES | nested).map(json.dumps), trial, share=SHARE)


def test_a_backup_that_was_changed() -> None:
    def trial(given: tuple[int, bytes, int]) -> None:
        at, more, cut = given
        changed = SEALED[:at] + more + SEALED[at + cut :]
        if changed == SEALED:
            return
        try:
            plain = _opened(changed, len(THREE))
        except FileBroken:
            return
        raise AssertionError(f"{len(plain)} bytes of a changed file were believed")

    tried(st.tuples(st.integers(0, len(SEALED)), BYTES, st.integers(0, 500)), trial, share=SHARE)


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


_CLIENT = _base64(b'{"type": "webauthn.create", "challenge": "AAAA", "origin": "https://lev.example"}')
