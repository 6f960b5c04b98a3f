"""Several Rasas behind one door: each talk keeps to one, and one that is down takes only its own talks with it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.dialogue.ask import Answer, Dialogue, Unavailable, place_of
from bot.dialogue.breaker import FAILURES, REST_SECONDS
from bot.health import Health
from bot.privacy.seal import Seal
from bot.store.codec import Codec
from bot.store.open import open_store
from bot.store.spool import Spool
from tests.rooms.measuring import beating
from tests.walks.running import free_port

TALKS = [f"talk.{number}" for number in range(300)]


class Place:
    """A Rasa that only says who it is, and can be stopped and started again on its port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.talks: list[str] = []

    async def start(self) -> None:
        routes = [Route("/webhooks/rest/webhook", self._answer, methods=["POST"]), Route("/", self._answer)]
        config = uvicorn.Config(Starlette(routes=routes), port=self.port, log_config=None, access_log=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        await self._serving

    async def _answer(self, request: Request) -> Response:
        if request.method == "POST":
            self.talks.append((await request.json())["sender"])
        return JSONResponse([{"custom": {"say": str(self.port)}}])


@pytest.fixture
async def places() -> AsyncIterator[Sequence[Place]]:
    places = [Place(), Place()]
    for place in places:
        await place.start()
    yield places
    for place in places:
        await place.stop()


async def test_each_talk_is_asked_at_one_place_only(places: Sequence[Place]) -> None:
    for urls in ([place.url for place in places], [place.url for place in reversed(places)]):  # two doors, written in two orders
        door = Dialogue(*urls)
        for talk in TALKS:
            assert isinstance(await door.ask(talk, "hello"), Answer)
        await door.close()
    first, second = ({*place.talks} for place in places)
    assert not first & second, "a talk's memory lies in one Rasa"
    assert first | second == {*TALKS}


@pytest.mark.parametrize("many", [2, 4, 16])
def test_talks_are_spread_evenly(many: int) -> None:
    talks = [f"talk.{number}" for number in range(8_000)]
    shares = Counter(place_of(talk, [f"http://rasa-{number}:5005" for number in range(many)]) for talk in talks)
    fair = len(talks) / many
    assert len(shares) == many
    assert all(abs(share - fair) < 5 * fair**0.5 for share in shares.values()), "more than five deviations from a fair share"


def test_another_place_takes_its_share_and_moves_nobody_else() -> None:
    before, after = ([f"http://rasa-{number}:5005" for number in range(many)] for many in (3, 4))
    moved = [talk for talk in TALKS if place_of(talk, before) != place_of(talk, after)]
    assert {place_of(talk, after) for talk in moved} == {after[3]}
    assert len(TALKS) / 8 < len(moved) < len(TALKS) / 2


async def test_one_that_is_down_takes_its_own_talks_only_and_they_stay_its_own(places: Sequence[Place]) -> None:
    now = 0.0
    down, up = places
    door = Dialogue(down.url, up.url, clock=lambda: now)
    theirs = {place: [talk for talk in TALKS if place_of(talk, [down.url, up.url]) == place.url] for place in places}
    await down.stop()
    for talk in theirs[down][:FAILURES]:
        assert await door.ask(talk, "hello") == Unavailable("no_answer")
    assert await door.ask(theirs[down][0], "hello") == Unavailable("resting"), "its breaker is open"
    for talk in theirs[up]:
        assert await door.ask(talk, "hello") == Answer(say=(str(up.port),)), "and its neighbour's is not"
    assert not {*up.talks} & {*theirs[down]}, "nobody was moved to a Rasa that does not know them"
    await down.start()
    now = REST_SECONDS
    for talk in theirs[down]:
        assert await door.ask(talk, "hello") == Answer(say=(str(down.port),))
    await door.close()


async def test_health_says_how_many_are_up(places: Sequence[Place], valkey_url: str, tmp_path: object) -> None:
    store = open_store(valkey_url, bytes(32))
    spool = Spool(tmp_path / "spool", Codec(Seal(bytes(32))))
    health = Health(store, spool, [place.url for place in places], beating(), sms_on=False, drill_late=timedelta(minutes=75))
    said = [(await health.look())["parts"]["rasa"]]
    await places[0].stop()
    said.append((await health.look())["parts"]["rasa"])
    await places[1].stop()
    looked = await health.look()
    assert [*said, looked["parts"]["rasa"]] == ["up", "1 of 2 up", "down"]
    assert looked["ok"], "texts are stored and answered without any of them"
    for place in places:
        await place.start()
    await store.close()
