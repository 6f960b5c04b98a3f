"""A young person's text is never an order to Rasa, and one talk knows nothing of another."""

import httpx
import pytest

from bot.dialogue.ask import Answer, Dialogue, Unavailable
from tests.rasa_server import RasaServer

ORDERS = (
    "/restart",
    " /restart",
    "\u200b/restart",
    "\ufeff//restart",
    "\t\n/ /restart",
    "/session_start",
    "/back",
    '/nudes_sent{"place": "x"}',
)


def _remembers(answer: object) -> bool:
    """ "Not what I meant" names the next best topics of the text before: with Rasa's memory wiped there is none."""
    return isinstance(answer, Answer) and answer.notes[0]["note"] == "not_meant" and bool(answer.notes[0]["guesses"])


@pytest.mark.parametrize("order", ORDERS)
async def test_an_order_does_not_wipe_the_talk(rasa: RasaServer, order: str) -> None:
    dialogue, talk = Dialogue(rasa.url), f"orders.{ORDERS.index(order)}"
    assert await dialogue.ask(talk, "i sent a nude") == Answer(say=("nudes_sent",))
    answer = await dialogue.ask(talk, order)
    assert isinstance(answer, Answer) and answer != Answer(), "read as a text, and answered"
    assert _remembers(await dialogue.ask(talk, "thats not what i meant"))
    await dialogue.close()


def test_stock_rasa_would_take_the_order(rasa: RasaServer) -> None:
    """The danger is real: past the door, the same text wipes the talk and gets no answer."""
    door = f"{rasa.url}/webhooks/rest/webhook"
    for text, said in (("i sent a nude", "nudes_sent"), ("/restart", None), ("thats not what i meant", "'guesses': ''")):
        body = httpx.post(door, json={"sender": "no-door", "message": text}, timeout=10).json()
        assert (said in str(body)) if said else body == []


async def test_another_talk_number_is_a_fresh_talk(rasa: RasaServer) -> None:
    dialogue = Dialogue(rasa.url)
    await dialogue.ask("abc.1", "i sent a nude")
    assert _remembers(await dialogue.ask("abc.1", "thats not what i meant"))
    assert not _remembers(await dialogue.ask("abc.2", "thats not what i meant"))
    await dialogue.close()


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "x\ud800", "a" * 200_000, "{}", "null", "@", "%s %(x)s {0}", "\u202eolleh", "\u202e/restart"]
)
async def test_no_text_breaks_the_door(rasa: RasaServer, text: str) -> None:
    dialogue = Dialogue(rasa.url)
    assert not isinstance(await dialogue.ask("odd", text), Unavailable)
    await dialogue.close()


async def test_notes_carry_what_the_turn_needs(rasa: RasaServer) -> None:
    dialogue = Dialogue(rasa.url)
    for text, note in (
        ("is there anyone in St. Mary's i can go to", {"note": "find_service", "area": "scilly"}),
        ("is there a clinic in PENZANCE", {"note": "find_service", "about": "contraception_private", "area": "west"}),
        ("is there a helpline for lgbt people", {"note": "find_service", "about": "lgbt_me"}),
        ("who can i ring about bullying", {"note": "find_service", "about": "bullying"}),
        ("im 14 years old", {"note": "age", "band": "13_15"}),
        ("can i talk to a person", {"note": "wants_person"}),
        ("when are you open", {"note": "opening_hours"}),
        ("tell me more", {"note": "tell_more"}),
        ("what if he gets angry", {"note": "what_if"}),
        ("and at 15", {"note": "at_age"}),
    ):
        assert await dialogue.ask("notes", text) == Answer(notes=(note,)), text
    await dialogue.close()
