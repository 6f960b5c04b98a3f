"""The front: what listens. Webhooks, the chat, the desk, pages to read, and the internal port, put together and run.

Never takes a turn and never sends: whatever comes in is stored, and the work is another process (`bot.work`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from socket import socket

from actions.serve import action_routes
from bot.content.desk_lists import DeskLists
from bot.content.papers import Paper, load_papers
from bot.decide.heard import House
from bot.desk.desk import Desk
from bot.desk.shelf import Shelf
from bot.health import Health
from bot.intake import Intake
from bot.listeners import internal_app, listener, public_app
from bot.measure.metrics import measured, with_all
from bot.model.delivery import Receipt
from bot.model.message import Channel
from bot.on_call import OnCall
from bot.privacy.pseudonym import Pseudonyms
from bot.pulse import Pulse
from bot.receipts import Receipts
from bot.running import once, run_all
from bot.scrape import Scrape
from bot.settings import Settings
from bot.store.fits import Fits
from bot.store.open import open_store
from bot.store.spool import Spool
from bot.themes.page import ThemesPage
from bot.you_said.page import VoicesPage
from channels.base import ChannelDoor, Doors
from channels.twilio_errors import REASONS
from channels.twilio_sms import TwilioSms
from channels.web_chat import WebChat


def now() -> datetime:
    """The clock of the running house."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages need of `data/` beside the house."""

    lists: DeskLists
    papers: dict[str, Paper]
    shelf: Shelf

    @classmethod
    def load(cls, data: Path, house: House) -> "Shown":
        """Raises `ContentError`."""
        lists, papers = DeskLists.load(data / "desk.yml"), load_papers(data / "pages")
        return cls(lists, papers, Shelf.load(data, house.hours, house.services))


async def front(settings: Settings, house: House, shown: Shown, pulse: Pulse, open_doors: Sequence[socket]) -> None:
    """Listens until it is told to stop. `open_doors` are the public socket and the internal one. Raises as `Fits` does."""
    house = replace(house, page=settings.public_url)
    store = open_store(settings.redis_url, settings.seal_key, also=settings.seal_keys_also)
    await (fits := Fits(store.redis, store.codec, settings.pseudonym_key)).at_start()
    spool = Spool(settings.var / "spool" / "inbound", store.codec)
    metrics = measured(REASONS)
    on_call = OnCall(settings.staff, store.rota, now, texts=bool(settings.twilio_account_sid))
    intake = Intake(store, spool, Pseudonyms(settings.pseudonym_key), on_call.numbers, metrics, fits.known)
    receipts = Receipts(store, metrics)

    async def receipt(channel: Channel, told: Receipt) -> None:
        await receipts.note(told)

    doors = _doors(settings, Doors(intake.take_in, receipt, intake.follow, house.words, shown.papers, intake.hide, intake.writes))
    desk = Desk(
        store, house.words, house.services, house.themes, house.vocabulary, shown.lists, house.routes,
        public_url=settings.public_url, clock=now, metrics=metrics, shelf=shown.shelf, council=settings.council,
        hooked=settings.hook is not None,
    )  # fmt: skip
    themes, voices = ThemesPage(store, house.themes, desk.guard_themes, now), VoicesPage(store, house.words)
    health = Health(store, spool, settings.rasa_urls, pulse, sms_on=len(doors) > 1, drill_late=house.routes.silence["drill_late"])
    served = [*(route for door in doors for route in door.routes()), *desk.routes(), *themes.routes(), *voices.routes()]
    public = public_app(served, secure=settings.public_url.startswith("https:"), proxies=settings.trusted_proxies)
    scrape = Scrape(with_all, store, spool, lambda: pulse.rests, now)
    internal = internal_app(health, scrape, desk.first_link, action_routes(), public.routes)
    servers = (listener(public, settings.host, settings.port), listener(internal, "127.0.0.1", settings.internal_port))
    try:
        rounds = (fits.run(), store.bell.run(), once(fits.known, intake.run()), once(fits.known, on_call.run()))
        await run_all(rounds, list(zip(servers, open_doors, strict=True)))
    finally:
        await store.close()


def _doors(settings: Settings, doors: Doors) -> list[ChannelDoor]:
    """The ways in that are set up; the web is always there."""
    found: list[ChannelDoor] = [WebChat(doors)]
    if account := settings.twilio_account_sid:
        found.append(TwilioSms(doors, account_sid=account, auth_token=settings.twilio_auth_token, public_url=settings.public_url))
    return found
