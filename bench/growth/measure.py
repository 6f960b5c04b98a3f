"""What one filled store costs. A store and how much is in it in, milliseconds and bytes out.

Never measures a stand-in: the commit, the reads and the pages are the running house's own.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import httpx
from starlette.applications import Starlette

from bench.growth.fill import NOW, contact_of, contacts
from bot.content.desk_lists import DeskLists
from bot.content.routes import Routes
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.vocabulary import Vocabulary
from bot.content.words import Words
from bot.desk.desk import Desk
from bot.desk.sign_in import made
from bot.house import DATA
from bot.model.changes import AuditLine, Changes, Event
from bot.model.message import ContactId, Entry, Speaker
from bot.model.worker import Role
from bot.store.accounts import Accounts
from bot.store.open import Store

URL = "https://lev.example"


@dataclass(frozen=True)
class Cost:
    """Middle and slowest-but-five-in-a-hundred, in milliseconds."""

    middle: float
    slow: float


async def timed(act: Callable[[int], Awaitable[object]], times: int) -> Cost:
    """Runs something so often, after two runs that are not counted."""
    took = []
    for number in range(times + 2):
        begun = time.perf_counter()
        await act(number)
        took.append((time.perf_counter() - begun) * 1000)
    counted = sorted(took[2:])
    return Cost(round(counted[len(counted) // 2], 3), round(counted[int(len(counted) * 0.95)], 3))


async def message(store: Store, seed: int, most: int) -> Cost:
    """A message: the reads of a turn, then its commit."""
    some = [contact async for contact in contacts(seed, most, 402)]

    async def turn(number: int) -> None:
        talk, case = await store.reads.talk(some[number])
        assert talk is not None
        heard = Entry(NOW, Speaker.YOUNG_PERSON, "is this private", f"SMx{number}")
        said = Entry(NOW, Speaker.LEV, "What you tell me stays between us.", f"ox{number}")
        await store.commit.commit(
            Changes(
                replace(talk, last_in_at=NOW),
                case=case,
                entries=(heard, said),
                audit=(AuditLine(NOW, "lev", "turn", talk.contact),),
                events=(Event("transcript", talk.contact),),
            )
        )

    return await timed(turn, 400)


async def commits_per_s(store: Store, seed: int, most: int, seconds: float = 3.0) -> int:
    """Commits a second, 32 people at once, one process."""
    done = 0

    async def one(contact: ContactId, until: float) -> None:
        nonlocal done
        talk = await store.reads.conversation(contact)
        assert talk is not None
        while time.monotonic() < until:
            line = Entry(NOW, Speaker.YOUNG_PERSON, "is this private", "SMx")
            audit = (AuditLine(NOW, "lev", "turn", contact),)
            talk = await store.commit.commit(Changes(talk, entries=(line,), audit=audit, events=(Event("transcript", contact),)))
            done += 1

    some, until = {contact async for contact in contacts(seed, most, 32)}, time.monotonic() + seconds
    await asyncio.gather(*(one(contact, until) for contact in some))
    return round(done / seconds)


class DeskPages:
    """The desk's own pages over a store, visited by a signed-in worker."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self._web = web

    @classmethod
    async def opened(cls, store: Store) -> "DeskPages":
        """Makes an account and signs in."""
        words = Words.load(DATA / "words")
        services, themes = Services.load(DATA / "services"), Themes.load(DATA / "themes.yml")
        desk = Desk(
            store,
            words,
            services,
            themes,
            Vocabulary.load(DATA, words),
            DeskLists.load(DATA / "desk.yml"),
            Routes.load(DATA / "routes.yml"),
            public_url=URL,
            clock=lambda: NOW,
        )
        token = await signed_in(store)
        transport = httpx.ASGITransport(Starlette(routes=desk.routes()))
        return cls(httpx.AsyncClient(transport=transport, base_url=URL, headers={"Cookie": f"__Host-lev_desk={token}"}))

    async def list(self, times: int = 30) -> Cost:
        """The list of cases."""
        return await timed(lambda _: self._page("/desk"), times)

    async def case(self, contact: ContactId, case_id: str, times: int = 30) -> Cost:
        """One case with its transcript."""
        return await timed(lambda _: self._page(f"/desk/case/{contact}/{case_id}"), times)

    async def _page(self, path: str) -> None:
        assert (await self._web.get(path)).status_code == 200, "the page was not shown"


async def signed_in(store: Store) -> str:
    """A worker's sign-in; its token."""
    accounts = Accounts(store.redis, store.codec)
    worker = await accounts.by_login("bench") or await made("bench", "Tam", Role.SUPPORT_WORKER, "three random words")
    await accounts.add(worker)
    return await accounts.sign_in(worker, NOW)


def first_open(seed: int) -> tuple[ContactId, str]:
    """The first case that `Filler.open_cases` makes."""
    return contact_of(seed + 1, 0), f"case{seed + 1}x0"
