"""Our listener answers Rasa's action calls as the SDK's own server does, and tells no more when something fails."""

import json
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from rasa_sdk import Action
from rasa_sdk.interfaces import ActionExecutionRejection
from starlette.applications import Starlette

from actions.serve import Actions, action_routes
from tests.walks.running import ROOT, free_port, until

CANARY = "zorgelvink"


def _call(action: str | None, **more: Any) -> dict[str, Any]:
    """A call in the shape of stock Rasa 3.6.21 (`EventVerbosity.ALL`)."""
    latest = {"text": f"im 14 {CANARY}", "intent": {"name": "tell_age"}, "entities": [], "message_id": "m", "metadata": {}}
    events = [{"event": "user", "timestamp": 1.0, "text": latest["text"], "parse_data": latest, "input_channel": "rest"}]
    tracker = {"sender_id": "abc.1", "slots": {}, "latest_message": latest, "latest_event_time": 1.0, "followup_action": None}
    tracker |= {"paused": False, "events": events, "latest_input_channel": "rest", "active_loop": {}, "latest_action": {}}
    tracker |= {"latest_action_name": "action_listen"}
    call = {"next_action": action, "sender_id": "abc.1", "tracker": tracker, "version": "3.6.21", "domain": {"intents": []}}
    return call | more


class _Bad(Action):
    def __init__(self, name: str, error: Exception) -> None:
        self._name, self._error = name, error

    def name(self) -> str:
        return self._name

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        raise self._error


@pytest.fixture
async def listener() -> httpx.AsyncClient:
    actions = Actions()
    executor = await actions.load()
    executor.register_action(_Bad("action_refuses", ActionExecutionRejection("action_refuses", "not now")))
    executor.register_action(_Bad("action_fails", ValueError(CANARY)))
    app = Starlette(routes=action_routes(actions))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://lev")


@pytest.fixture(scope="module")
def sdk() -> Iterator[str]:
    """`python -m rasa_sdk --actions actions`, which must work at the root."""
    port = free_port()
    words = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, cwd=ROOT, env=os.environ | {"SANIC_HOST": "127.0.0.1"}, start_new_session=True, **quiet) as server:

        def answers() -> bool:
            try:
                return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
            except httpx.HTTPError:
                return False

        try:
            until(answers, 40)
            yield f"http://127.0.0.1:{port}/webhook"
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # asked to end, its two processes now and then wait for each other for ever


CALLS = {
    "age": (_call("action_note_age"), 200),
    "person": (_call("action_escalate"), 200),
    "service": (_call("action_find_service"), 200),
    "hours": (_call("action_opening_hours"), 200),
    "unknown": (_call("action_from_tomorrow"), 404),
    "no domain": (_call("action_escalate", domain=None), 449),
    "no action": (_call(None), 200),
}


@pytest.mark.parametrize("name", CALLS)
async def test_it_answers_as_the_sdk_does(listener: httpx.AsyncClient, sdk: str, name: str) -> None:
    call, status = CALLS[name]
    if name == "no domain":  # the SDK remembers a domain it was once sent, so this one is asked of a fresh listener only
        listener = httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=action_routes())), base_url="http://lev")
    ours = await listener.post("/webhook", json=call)
    assert ours.status_code == status
    if name != "no domain":
        theirs = httpx.post(sdk, json=call, timeout=10)
        assert (ours.status_code, ours.json()) == (theirs.status_code, theirs.json())


async def test_the_notes_are_where_rasa_looks(listener: httpx.AsyncClient) -> None:
    answer = (await listener.post("/webhook", json=_call("action_note_age"))).json()
    assert answer["events"] == []
    assert [response["custom"] for response in answer["responses"]] == [{"note": "age", "band": "13_15"}]


async def test_a_refusal_has_the_shape_rasa_reads(listener: httpx.AsyncClient) -> None:
    answer = await listener.post("/webhook", json=_call("action_refuses"))
    assert answer.status_code == 400
    assert answer.json() == {"error": "not now", "action_name": "action_refuses"}


async def test_a_failure_tells_its_type_only(listener: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = await listener.post("/webhook", json=_call("action_fails"))
    assert answer.status_code == 500
    assert answer.json() == {"error": "ValueError", "action_name": "action_fails"}
    assert CANARY not in caplog.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"null"])
async def test_what_is_no_call_is_refused(listener: httpx.AsyncClient, body: bytes) -> None:
    assert (await listener.post("/webhook", content=body)).status_code == 400


async def test_a_compressed_call(listener: httpx.AsyncClient) -> None:
    body = zlib.compress(json.dumps(_call("action_escalate")).encode())
    answer = await listener.post("/webhook", content=body, headers={"Content-Encoding": "deflate"})
    assert answer.json()["responses"][0]["custom"] == {"note": "wants_person"}
