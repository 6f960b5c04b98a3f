"""Wires the house together and runs it: the one composition root. Settings in, a running Lev out.

Never decides anything: each room is made once, given what it needs, and started.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry

from actions.serve import action_routes
from bot.content.desk_lists import DeskLists
from bot.content.papers import load_papers
from bot.desk.desk import Desk
from bot.desk.shelf import Shelf
from bot.dialogue.ask import Dialogue
from bot.drill import Drill
from bot.health import Health
from bot.house import DATA, read_house
from bot.intake import Intake
from bot.listeners import internal_app, listener, public_app
from bot.measure.metrics import measured
from bot.model.delivery import Receipt
from bot.model.message import Channel
from bot.on_call import OnCall
from bot.pace import Pace
from bot.privacy.pseudonym import Pseudonyms
from bot.reader.beside import ReadBeside
from bot.receipts import Receipts
from bot.running import run_all
from bot.scrape import Scrape
from bot.send import Sends
from bot.settings import Settings
from bot.store.fits import Fits
from bot.store.open import open_store
from bot.store.spool import Spool
from bot.themes.page import ThemesPage
from bot.timers.drills import HourlyDrill
from bot.timers.round import Timers
from bot.timers.sweep import Sweep
from bot.turn import Turns
from bot.way_in import WayIn
from bot.you_said.page import VoicesPage
from channels.base import ChannelDoor, Doors
from channels.twilio_errors import REASONS
from channels.twilio_sms import TwilioSms
from channels.web_chat import WebChat

_WORK_AT_ONCE = 8
"""Commands to the store that turns, sends and timers have under way together, over connections of their own: however much
waits behind, a text that comes in and a worker's press are next."""


def now() -> datetime:
    """The one clock of the running house."""
    return datetime.now(UTC)


async def serve(settings: Settings, data: Path = DATA) -> None:
    """Runs every role in this process until it is told to stop. Raises `ContentError` before anything is opened, `WrongKeys`
    when the keys do not fit the store.
    """
    lists = DeskLists.load(data / "desk.yml")
    reader = ReadBeside(settings.var / "models", data)
    house, _ = await asyncio.gather(asyncio.to_thread(read_house, data), reader.open())
    house = replace(house, page=settings.public_url)
    store = open_store(settings.redis_url, settings.seal_key, also=settings.seal_keys_also)
    work = open_store(settings.redis_url, settings.seal_key, _WORK_AT_ONCE, settings.seal_keys_also)
    await (fits := Fits(store.redis, store.codec, settings.pseudonym_key)).at_start()
    spool = Spool(settings.var / "spool" / "inbound", store.codec)
    metrics = measured(registry := CollectorRegistry(), REASONS)
    on_call = OnCall(settings.staff, store.rota, now, texts=bool(settings.twilio_account_sid))
    intake = Intake(store, spool, Pseudonyms(settings.pseudonym_key), on_call.numbers, metrics, way_in := WayIn(), fits.known)
    receipts = Receipts(store, metrics)

    async def receipt(channel: Channel, told: Receipt) -> None:
        await receipts.note(told)

    doors = _channels(
        settings,
        Doors(intake.take_in, receipt, intake.follow, house.words, load_papers(data / "pages"), intake.hide, intake.writes),
    )
    drill = Drill(settings, store, house.words)
    dialogue = Dialogue(*settings.rasa_urls)
    turns = Turns(work, reader, dialogue, house, now, metrics, practice=drill.contact, way_in=way_in)
    pace = Pace(work.slots, settings.twilio_segments_per_second)
    sends = Sends(work, {door.channel: door for door in doors}, now, pace, on_call, metrics, way_in)
    late = house.routes.silence["drill_late"]
    desk = Desk(
        store, house.words, house.services, house.themes, house.vocabulary, lists, house.routes,
        public_url=settings.public_url, clock=now, metrics=metrics, shelf=Shelf.load(data, house.hours, house.services),
        council=settings.council,
    )  # fmt: skip
    themes, voices = ThemesPage(store, house.themes, desk.guard_themes, now), VoicesPage(store, house.words)
    health = Health(store, spool, settings.rasa_urls, reads=lambda: reader.up, sms_on=len(doors) > 1, drill_late=late)

    served = [*(route for door in doors for route in door.routes()), *desk.routes(), *themes.routes(), *voices.routes()]
    public = public_app(served, secure=settings.public_url.startswith("https:"), proxies=settings.trusted_proxies)
    timers = Timers(work, house, on_call, now, metrics)
    drills = HourlyDrill(drill.run, store.drills, settings.drill_minutes)
    scrape = Scrape(registry, store, spool, dialogue, now)
    internal = internal_app(health, scrape, desk.first_link, action_routes(), public.routes)
    servers = (listener(public, settings.host, settings.port), listener(internal, "127.0.0.1", settings.internal_port))
    try:
        await run_all(
            servers, fits, store.bell, work.lanes, reader, turns, sends, intake, timers, drills, Sweep(work, now), on_call
        )
    finally:
        await dialogue.close()
        for door in doors:
            await door.close()
        await work.close()
        await store.close()


def _channels(settings: Settings, doors: Doors) -> list[ChannelDoor]:
    """The channels that are set up; the web is always there."""
    open_doors: list[ChannelDoor] = [WebChat(doors)]
    if settings.twilio_account_sid:
        open_doors.append(
            TwilioSms(
                doors,
                account_sid=settings.twilio_account_sid,
                auth_token=settings.twilio_auth_token,
                sender=settings.twilio_from,
                public_url=settings.public_url,
                api_base=settings.twilio_api_base,
            )
        )
    return open_doors
