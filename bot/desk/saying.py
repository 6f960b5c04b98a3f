"""A worker's reply: kept while it is written, held when the young person wrote meanwhile, sent once. A form in, `Changes` out.

Never sends one press twice, and never loses a text that it holds.
"""

import re
from dataclasses import replace

from bot.decide.safe_time import may_light_up
from bot.desk import moves
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.safety_words import not_safe_words
from bot.desk.scene import NotSafeNow, Scene, TakenAlready, mine
from bot.model.case import Refused
from bot.model.changes import Changes
from bot.model.delivery import Delivery
from bot.model.message import Channel, ContactId, Entry, Speaker
from bot.store.open import Store
from bot.store.unsent import Reply

_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SEEN = re.compile(r"[0-9]{1,16}-[0-9]{1,16}")
AGAIN = ("text", "nonce", "seen")
"""The fields of the form that a second press sends once more."""
_LATEST = 50  # lines: more than anybody writes while one reply is typed
_MOST = 1_500  # characters, as the form has it


class Saying:
    """The move `say`, and the draft of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def say(self, visit: Visit, scene: Scene) -> Changes | None:
        """The words on their way, or nothing when this press went through before. `seen` is the newest line they had read."""
        text, contact = _text(visit), scene.talk.contact
        outbound_id = said_id(contact, _nonce(visit))
        latest = await self._store.reads.latest(contact, _LATEST)
        if await self._store.reads.delivery(contact, outbound_id):
            if any(entry.message_id == outbound_id and entry.text != text.strip() for entry in latest):
                raise TakenAlready("Your first press did send, before you changed the text. Press Send again to send this too.")
            return None  # the first press went through; only its answer was lost
        outside = scene.talk.channel is Channel.SMS and not may_light_up(scene.talk, scene.now)
        if outside and field(visit, "anyway") != "yes":
            await self.keep(visit, scene)
            raise NotSafeNow(f"{not_safe_words(scene.talk.safety)} Send anyway?")
        # Its way begins in the same commit: a second press finds it without reading the whole talk, however long that is.
        changes = replace(moves.say(scene, text, outbound_id, outside=outside), deliveries=(Delivery(outbound_id),))
        if behind(latest, field(visit, "seen")):
            await self.keep(visit, scene)
            raise TakenAlready("They wrote while you typed. Read it first, then press Send again.")
        return changes

    async def keep(self, visit: Visit, scene: Scene) -> None:
        """Keeps what is typed so far."""
        mine(scene)
        await self._store.unsent.keep(scene.case, scene.worker.id, Reply(_text(visit)[:_MOST], _nonce(visit)))

    async def writing(self, scene: Scene) -> None:
        """Tells the young person's page that the worker who has the case is writing. A phone cannot show it."""
        mine(scene)
        contact = scene.talk.contact
        if scene.talk.channel is Channel.WEB and await self._store.writing.may_ring(contact, Speaker.WORKER):
            await self._store.writing.ring(contact, Speaker.WORKER)


def behind(latest: list[Entry], seen: str) -> bool:
    """Whether the young person wrote after the line that the worker saw last. A form without that line is not held."""
    if not seen:
        return False
    if not _SEEN.fullmatch(seen):
        raise Refused("This page is too old. Load it again.")
    return any(entry.speaker is Speaker.YOUNG_PERSON and _order(entry.id) > _order(seen) for entry in latest)


def said_id(contact: ContactId, nonce: str) -> str:
    """The id of the text that a form with this number sends."""
    return f"{contact[:12]}.w.{nonce}"


def _order(entry_id: str) -> tuple[int, int]:
    at, _, number = entry_id.partition("-")
    return int(at), int(number or 0)


def _nonce(visit: Visit) -> str:
    nonce = field(visit, "nonce")
    if not _NONCE.fullmatch(nonce):
        raise Refused("This page is too old. Load it again.")
    return nonce


def _text(visit: Visit) -> str:
    return field(visit, "text").replace("\r\n", "\n")  # a form without the script sends both
