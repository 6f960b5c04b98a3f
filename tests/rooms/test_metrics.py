"""Every edge tells the metrics of its work: the door, the turn, the desk, the timers and receipts; a drill is in no figure."""

from datetime import timedelta

from bot.dialogue.ask import Answer, Unavailable
from bot.model.changes import Changes
from bot.model.delivery import Receipt
from bot.model.message import Took
from bot.model.worker import Role
from bot.receipts import Receipts
from bot.timers.round import Timers
from tests.desk_house import NOW, PLACE, House, house
from tests.rooms.measuring import BEN, Measuring, lev
from tests.rooms.turning import HOUSE, NOON, Rasa, saying

__all__ = ["house", "lev"]

MINUTE = timedelta(minutes=1)


async def test_the_door_counts_what_became_of_a_text(lev: Measuring) -> None:
    assert await lev.text("hello", message_id="m1") is Took.STORED
    assert await lev.text("hello", message_id="m1") is Took.REPEATED
    assert await lev.text("hello", address="+447700900999") is Took.STAFF
    for took in ("stored", "repeated", "staff"):
        assert lev.value("lev_inbound_total", channel="sms", took=took) == 1
    assert lev.value("lev_inbound_total", channel="sms", took="spooled") == 0, "from the start, so that a rise is seen"
    assert lev.value("lev_acknowledge_seconds_count", channel="sms") == 3


async def test_a_turn_is_timed_from_the_text_received_and_counted_by_level(lev: Measuring) -> None:
    await lev.text("my dad hits me")
    await lev.turns(now=NOON + timedelta(seconds=7))
    assert lev.value("lev_turn_seconds_sum", level="high") == 7
    assert lev.value("lev_screened_total", level="high") == 1
    assert lev.value("lev_screened_total", level="none") == 0
    assert lev.value("lev_screen_seconds_count") == 1
    assert lev.value("lev_dialogue_seconds_count", answer="answered") == 0, "a risk never waits for Rasa"


async def test_asking_rasa_is_timed_and_its_rest_is_no_asking(lev: Measuring) -> None:
    for rasa in (saying("hello"), Rasa(Unavailable("too_slow")), Rasa(Unavailable("resting"))):
        await lev.text("hello there")
        await lev.turns(rasa)
    assert lev.value("lev_dialogue_seconds_count", answer="answered") == 1
    assert lev.value("lev_dialogue_seconds_count", answer="unavailable") == 1


async def test_a_conflict_and_a_parked_text_are_counted(lev: Measuring) -> None:
    class Slow(Rasa):
        async def ask(self, talk: str, text: str) -> Answer | Unavailable:
            if not self.asked:  # somebody else is quicker, once
                known = await lev.store.reads.conversation(BEN)
                assert known
                await lev.store.commit.commit(Changes(known))
            return await super().ask(talk, text)

    await lev.text("hello")
    await lev.turns(saying("hello"))
    await lev.text("hello there")
    await lev.turns(Slow(Answer(say=("hello",))))
    assert lev.value("lev_conflicts_total", room="turn") == 1
    assert lev.value("lev_screened_total", level="none") == 2, "decided again, but one text"
    await lev.text("hello again")
    await lev.turns(tries=4)
    assert lev.value("lev_parked_total") == 1
    assert lev.value("lev_screened_total", level="none") == 2, "a parked text was not screened"


async def test_receipts_are_counted_by_known_words(lev: Measuring) -> None:
    await lev.text("hello")
    await lev.turns(saying("hello"))
    receipts = Receipts(lev.store, lev.metrics)
    for status in ("sent", "delivered", "delivered", "made-up +447700900123"):
        await receipts.note(Receipt(BEN, "o1", "SM1", status, NOON))
    assert [lev.value("lev_receipts_total", status=status) for status in ("sent", "delivered", "other")] == [1, 2, 1]


async def test_the_ladder_and_silences_are_counted(lev: Measuring) -> None:
    await lev.text("my dad hits me")
    await lev.turns()
    timers = Timers(lev.store, HOUSE, frozenset({"lead"}), lambda: NOON + 25 * MINUTE, lev.metrics)
    for _ in range(3):
        await timers.look()
    assert [lev.value("lev_alerts_climbed_total", who=who) for who in ("on_call", "lead", "duty_manager")] == [1, 1, 0]
    assert lev.value("lev_silences_total", what="young_silent") == 1


async def test_a_claim_and_the_first_words_are_timed(lev: Measuring, house: House) -> None:
    desk = House(house.store, lev.metrics)
    tam, csrf = await desk.person(Role.LEAD)
    jo, others = await desk.person(Role.SUPPORT_WORKER, "Jo")
    jo_id = await desk.on("jo.support_worker")

    async def does(minutes: int, move: str, **form: str) -> None:
        desk.now = NOW + minutes * MINUTE
        client = jo if form.pop("by", "tam") == "jo" else tam
        done = await client.post(f"{PLACE}/{move}", data={"csrf": others if client is jo else csrf} | form)
        assert done.status_code == 200, done.text

    await does(4, "claim")
    await does(6, "say", text="hello", nonce="1" * 12)
    await does(7, "say", text="hello?", nonce="2" * 12)
    await does(9, "hand_over", to=jo_id)
    await does(12, "say", text="jo here", nonce="3" * 12, by="jo")
    sums = {since: lev.value("lev_first_reply_seconds_sum", since=since, level="high") for since in ("waiting", "claimed")}
    assert lev.value("lev_claim_seconds_sum", level="high") == 4 * 60
    assert sums == {"waiting": 6 * 60, "claimed": 2 * 60 + 3 * 60}, "one wait, but two who had it"
    assert lev.value("lev_first_reply_seconds_count", since="waiting", level="high") == 1


async def test_a_drill_is_in_no_figure(lev: Measuring) -> None:
    await lev.practising()
    await lev.text("my dad hits me")
    await lev.text("hello there")
    before = lev.everything()  # what the door counts it cannot know to be a drill
    await lev.turns(saying("hello"))
    _, case = await lev.store.reads.talk(BEN)
    assert case
    assert case.practice
    await Receipts(lev.store, lev.metrics).note(Receipt(BEN, "o1", "SM1", "failed", NOON))
    await Timers(lev.store, HOUSE, frozenset({"lead"}), lambda: NOON + 25 * MINUTE, lev.metrics).look()
    desk = House(lev.store, lev.metrics)
    desk.now = NOON + MINUTE
    tam, csrf = await desk.person(Role.LEAD)
    for move, form in (("claim", {}), ("say", {"text": "hello", "nonce": "1" * 12})):
        done = await tam.post(f"/desk/case/{BEN}/{case.id}/{move}", data={"csrf": csrf} | form)
        assert done.status_code == 200
    assert lev.everything() == before
