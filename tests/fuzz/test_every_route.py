"""Schemathesis against a whole running Lev and its own description: never a 500, and no answer that is not described."""

from typing import Any

import httpx
import requests
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance

from bot.model.case import Move
from tests.fuzz.rounds import tried
from tests.standins.signed import signature
from tests.walks.people import Chatter, DeskHand
from tests.walks.running import ACCOUNT, PUBLIC_URL, TOKEN, Lev

MOVES = ("say", "note", "mark", *(move.value for move in Move))
FEEDS = ("/live", "/feed")  # they do not end: only their status is looked at
_ENDS = "/desk/sign-out"  # tried last: then there is nobody left to try as


def _described(lev: Lev) -> Any:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{lev.internal_port}/openapi.json")


def _dressed(case: Any, lead: DeskHand, chatter: Chatter, *, signed: bool) -> None:
    """Gives a case what its route asks for, so that it comes past the door."""
    wanted = {name for one in case.operation.definition.raw.get("security", []) for name in one}
    headers = case.headers
    headers["Origin"] = PUBLIC_URL
    if "page" in wanted:
        headers["Authorization"] = f"Bearer {chatter.token}"
    if "desk" in wanted:
        headers["Cookie"] = lead.web.headers["Cookie"]
        if isinstance(case.body, dict):
            case.body["csrf"] = lead.csrf
    if "twilio" in wanted and isinstance(case.body, dict) and all(isinstance(value, str) for value in case.body.values()):
        case.body["AccountSid"] = ACCOUNT
        headers["X-Twilio-Signature"] = signature(PUBLIC_URL, case.path, case.body, TOKEN if signed else "wrong")


def _strict(path: str, headers: Any) -> None:
    """Headers and cookies of every public answer, refusals included."""
    told = {name.lower(): ", ".join(value) for name, value in headers.items()}
    assert "default-src 'none'" in told["content-security-policy"], path
    assert "unsafe" not in told["content-security-policy"], path
    assert "frame-ancestors 'none'" in told["content-security-policy"], path
    assert (told["referrer-policy"], told["x-content-type-options"]) == ("no-referrer", "nosniff"), path
    assert "strict-transport-security" in told, path
    if cookie := told.get("set-cookie"):
        assert cookie.startswith("__Host-"), path
        assert all(part in cookie.lower() for part in ("httponly", "secure", "samesite=", "path=/")), path
        assert not path.startswith(("/chat", "/priva")), "young people get no cookie"


def test_no_route_breaks_or_answers_what_is_not_described(calm_lev: Lev) -> None:
    lead, chatter = DeskHand(calm_lev), Chatter(calm_lev)
    lead.join(calm_lev.first_link(), "Tam", "tam.lead")
    lead.get("/desk")
    chatter.say("i want to kill myself")
    real = dict(zip(("contact", "case_id"), lead.first_case().split("/")[3:], strict=True))
    operations = [found.ok() for found in _described(calm_lev).get_all_operations()]
    assert len(operations) > 30
    session = requests.Session()
    for operation in sorted(operations, key=lambda one: one.path == _ENDS):
        internal = "internal" in operation.tags
        base = f"http://127.0.0.1:{calm_lev.internal_port}" if internal else calm_lev.url
        known = {int(status) for status in operation.definition.raw["responses"]}

        def trial(case: Any, base: str = base, known: set[int] = known) -> None:
            _dressed(case, lead, chatter, signed=len(str(case.body)) % 3 > 0)
            if len(str(case.body)) % 2 and case.path_parameters:
                case.path_parameters |= {name: value for name, value in real.items() if name in case.path_parameters}
                if "move" in case.path_parameters:
                    case.path_parameters["move"] = MOVES[len(str(case.body)) % len(MOVES)]
            if case.path.endswith(FEEDS):
                sent = case.as_transport_kwargs(base_url=base)
                with session.request(**sent, stream=True, timeout=10, allow_redirects=False) as answer:
                    assert answer.status_code in known, case.path
                return
            answer = case.call(base_url=base, session=session, timeout=20, allow_redirects=False)
            case.validate_response(answer, checks=[not_a_server_error, status_code_conformance])
            assert b"Traceback" not in answer.content
            if base == calm_lev.url:
                _strict(case.path, answer.headers)

        tried(operation.as_strategy(), trial, share=1 / len(operations), a_round=8)
    assert httpx.get(f"{calm_lev.url}/chat").status_code == 200
    assert "Traceback" not in calm_lev.log.read_text()
