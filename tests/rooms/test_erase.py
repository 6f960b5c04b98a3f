"""Delete what you know about me: what goes, what stays and why, a lead's hold, and the sweep with its clock."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.asked_for import export, set_hold
from bot.dialogue.ask import Unavailable
from bot.model.case import CaseState
from bot.model.changes import Changes
from bot.model.message import Channel, Speaker
from bot.model.worker import Role, Worker
from bot.store.keys import DAY, lane_for
from bot.store.open import Store
from bot.timers.sweep import Sweep
from tests.rooms.turning import ADA, NOON, Rasa, last, noting, said, saying, store, turn

__all__ = ["store"]
AWAY = Rasa(Unavailable("resting"))
LEAD = Worker("w1", "tam.lead", "Tam", Role.LEAD, "")
SECRET = "the canary sings at noon"


async def _seconds(store: Store, kind: str) -> int:
    return int(await store.redis.ttl(lane_for(ADA).of(kind, ADA)))


@pytest.mark.parametrize(
    ("wish", "rasa"),
    [("Delete my data", AWAY), ("can you wipe all this", saying("delete_me"))],
    ids=["without Rasa", "as Rasa reads it"],
)
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS])
async def test_one_yes_deletes_a_calm_talk(store: Store, wish: str, rasa: Rasa, channel: Channel) -> None:
    await turn(store, SECRET, saying("hello"), channel=channel)
    await turn(store, wish, rasa, channel=channel)
    assert "Shall I delete it now?" in (await last(store))[0]
    assert len(await store.reads.transcript(ADA)) > 1, "not before they said yes"
    await turn(store, "yes", AWAY, channel=channel)
    [line] = await store.reads.transcript(ADA)
    assert line.speaker is Speaker.LEV
    assert line.text.startswith("It's deleted")
    talk, case = await store.reads.talk(ADA)
    assert talk
    assert (talk.recent, talk.said, talk.promised_at, case) == ((), (), None, None)
    assert 0 < await _seconds(store, "conversation") <= DAY
    assert 0 < await _seconds(store, "transcript") <= DAY
    did = [line["did"] for line in await store.subject.audit(ADA)]
    assert did.count("erased") == 1
    assert SECRET not in json.dumps(await store.subject.audit(ADA))
    await turn(store, "hello again", saying("hello"), channel=channel)
    assert await _seconds(store, "conversation") > 29 * DAY, "a new talk lives as any other"


async def test_no_deletes_nothing(store: Store) -> None:
    await turn(store, "delete me", AWAY)
    await turn(store, "No thanks", AWAY)
    assert "haven't deleted anything" in await said(store)
    assert len(await store.reads.transcript(ADA)) == 4


async def test_a_risk_in_place_of_a_yes_is_heard(store: Store) -> None:
    await turn(store, "delete me", AWAY)
    await turn(store, "he said he will hurt me if i dont delete it", AWAY)
    _, case = await store.reads.talk(ADA)
    assert case
    assert len(await store.reads.transcript(ADA)) > 3


@pytest.mark.parametrize(
    ("state", "outcome", "word"),
    [
        (CaseState.WAITING, None, "while our team looks after it"),
        (CaseState.TO_READ, None, "while our team looks after it"),
        (CaseState.CLOSED, "referred", "passed it on to people who help"),
        (CaseState.CLOSED, "emergency", "passed it on to people who help"),
        (CaseState.CLOSED, "advice", "think someone may be hurt"),
    ],
)
async def test_what_must_be_kept_is_kept_and_said(store: Store, state: CaseState, outcome: str | None, word: str) -> None:
    await turn(store, "can i talk to a real person", AWAY)
    talk, case = await store.reads.talk(ADA)
    assert talk
    assert case
    await store.commit.commit(Changes(talk, case=replace(case, state=state, outcome=outcome)))
    before = len(await store.reads.transcript(ADA))
    await turn(store, "delete me", AWAY)
    assert word in (await last(store))[0]
    await turn(store, "yes", noting(note="nothing"))
    assert len(await store.reads.transcript(ADA)) >= before + 3, "nothing is gone"


async def test_a_voice_goes_though_the_talk_must_stay(store: Store) -> None:
    for text, rasa in (("q", saying("have_your_say")), ("yes", AWAY), ("longer opening hours", AWAY)):
        await turn(store, text, rasa)
    talk, _ = await store.reads.talk(ADA)
    assert talk
    month = talk.voices[0].partition("/")[0]
    await store.commit.commit(Changes(replace(talk, highest=talk.highest.__class__.CONCERN)))
    await turn(store, "delete me", AWAY)
    assert await store.listening.voices(month) == []
    assert len(await store.reads.transcript(ADA)) == 8


async def test_a_hold_outlives_time_and_wishes_until_it_is_lifted(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    await turn(store, SECRET, saying("hello"))
    assert await set_hold(store, ADA, LEAD, NOON, "the police asked for it") == 0
    assert await _seconds(store, "conversation") == await _seconds(store, "transcript") == -1
    await turn(store, "delete me", AWAY)
    assert "think someone may be hurt" in (await last(store))[0]
    assert await _seconds(store, "transcript") == -1, "a turn leaves the hold as it is"
    assert await Sweep(store, lambda: NOON + timedelta(days=4000)).look() == 0
    assert "police" not in json.dumps(await store.subject.audit(ADA)), "the reason is sealed with the talk"
    assert await set_hold(store, ADA, LEAD, NOON, "") == 0
    assert 29 * DAY < await _seconds(store, "transcript") <= 30 * DAY
    assert [line["did"] for line in await store.subject.audit(ADA)][-1] == "released"
    assert await set_hold(store, lane_for(ADA) and ADA[::-1], LEAD, NOON, "nobody is here") == 1  # type: ignore[arg-type]
    assert "nothing of this contact" in capsys.readouterr().err


async def test_the_sweep_erases_what_no_lifetime_ended(store: Store) -> None:
    """As a restored backup or a fault would leave it: keys without an end."""
    await turn(store, SECRET, saying("hello"))
    for kind in ("conversation", "transcript"):
        await store.redis.persist(lane_for(ADA).of(kind, ADA))
    assert await Sweep(store, lambda: NOON + timedelta(days=30)).look() == 0
    assert await Sweep(store, lambda: NOON + timedelta(days=30, seconds=1)).look() == 1
    assert await store.reads.transcript(ADA) == []
    assert 0 < await _seconds(store, "conversation") <= DAY
    assert await Sweep(store, lambda: NOON + timedelta(days=60)).look() == 0, "once"


async def test_an_export_holds_all_and_sets_apart_what_a_lead_reads_first(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    await turn(store, f"{SECRET}. can i talk to a real person", AWAY)
    assert await export(store, ADA, LEAD, NOON) == 0
    found = json.loads(capsys.readouterr().out)
    assert SECRET in found["may_be_given"]["messages"][0]["text"]
    assert "findings" not in json.dumps(found["may_be_given"])
    first = found["lead_reads_first"]
    assert [case["contact"] for case in first["cases"]] == [ADA]
    assert first["found_by_the_screen"]
    assert {line["did"] for line in first["what_was_done"]} >= {"turn"}
    assert [line["did"] for line in await store.subject.audit(ADA)][-1] == "exported"
