"""The work: turns, sends and timers, put together and run, with the process that reads beside them.

Never listens: what comes in waits in the store, and what is decided is committed there, where pages and the desk see it.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.case_system import CaseSystem
from bot.decide.heard import House
from bot.dialogue.ask import Dialogue
from bot.drill import Drill
from bot.measure.metrics import measured
from bot.model.message import Channel
from bot.on_call import OnCall
from bot.pace import Pace
from bot.post import Post
from bot.pulse import BEAT_SECONDS, Pulse
from bot.reader.beside import ReadBeside
from bot.rounds import Rounds
from bot.running import once, run_all
from bot.send import Sends
from bot.settings import Settings
from bot.store.fits import Fits
from bot.store.lanes import Lanes
from bot.store.open import open_store
from bot.timers.drills import HourlyDrill
from bot.timers.round import Timers
from bot.timers.sweep import Sweep
from bot.turn import Turns
from channels.base import ChannelVoice
from channels.twilio_errors import REASONS
from channels.twilio_voice import TwilioVoice
from channels.web_voice import WebVoice

_AT_ONCE = 8
"""Commands to the store that are under way together: however much waits here, a text that comes in at the front and a worker's
press are soon next."""


def now() -> datetime:
    """The clock of the running house."""
    return datetime.now(UTC)


async def work(settings: Settings, house: House, data: Path, pulse: Pulse) -> None:
    """Works until it is told to stop. Raises `ContentError` when `ReadBeside` finds a mistake in `data`, and as `Fits` does."""
    reader = ReadBeside(settings.var / "models", data)
    await reader.open()
    house = replace(house, page=settings.public_url)
    store = open_store(settings.redis_url, settings.seal_key, _AT_ONCE, settings.seal_keys_also)
    await (fits := Fits(store.redis, store.codec, settings.pseudonym_key)).at_start()
    metrics = measured(REASONS)
    on_call = OnCall(settings.staff, store.rota, now, texts=bool(settings.twilio_account_sid))
    drill = Drill(settings, store, house.words)
    dialogue, voices = Dialogue(*settings.rasa_urls, token=settings.rasa_token), _voices(settings)
    turns = Turns(store, reader, dialogue, house, now, metrics, practice=drill.contact)
    sends = Sends(store, voices, now, Pace(store.slots, settings.twilio_segments_per_second), on_call, metrics)
    once_known = (
        *_lanes(store.lanes, turns, sends),
        Timers(store, house, on_call, now, metrics).run(),
        HourlyDrill(drill.run, store.drills, settings.drill_minutes).run(),
        Sweep(store, now).run(),
        on_call.run(),
        *((Post(store, CaseSystem(settings.hook), now).run(),) if settings.hook else ()),
    )
    at_once = (fits.run(), reader.run(), _beat(pulse, lambda: reader.up, dialogue))
    try:
        await run_all((*at_once, *(once(fits.known, round_) for round_ in once_known)))
    finally:
        await dialogue.close()
        for voice in voices.values():
            await voice.close()
        await store.close()


def _lanes(lanes: Lanes, turns: Turns, sends: Sends) -> tuple[Coroutine[Any, Any, None], ...]:
    inbound = Rounds(lanes, "turns", lanes.left_over, lanes.new, turns.take_turn, lambda taken: taken.contact)
    outbound = Rounds(
        lanes,
        "sends",
        lanes.left_over_outbound,
        lanes.new_outbound,
        sends.send_one,
        lambda queued: queued.outbound.staff or queued.outbound.contact,  # whom it wakes must not wait behind their phone
    )
    return inbound.run(), outbound.run()


async def _beat(pulse: Pulse, reads: Callable[[], bool], dialogue: Dialogue) -> None:
    while True:
        pulse.beat(reads=reads(), rests=dialogue.resting)
        await asyncio.sleep(BEAT_SECONDS)


def _voices(settings: Settings) -> dict[Channel, ChannelVoice]:
    """The ways out that are set up; the web is always there."""
    found: dict[Channel, ChannelVoice] = {Channel.WEB: WebVoice()}
    if settings.twilio_account_sid:
        found[Channel.SMS] = TwilioVoice(
            account_sid=settings.twilio_account_sid,
            auth_token=settings.twilio_auth_token,
            sender=settings.twilio_from,
            public_url=settings.public_url,
            api_base=settings.twilio_api_base,
        )
    return found
