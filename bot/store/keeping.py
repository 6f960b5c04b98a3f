"""How a case is written and how long keys live. Part of a commit in; writes, added to the others, out.

Never decides how long: `bot.store.keys` says it.
"""

from bot.model.case import Case
from bot.privacy.person_key import PersonKey
from bot.store.atomic import Writes
from bot.store.codec import Codec
from bot.store.keys import CONCERN_DAYS, DAY, Lane
from bot.store.unsent import unsent_place


def write_case(pipe: Writes, lane: Lane, case: Case, codec: Codec, key: PersonKey, *, held: bool) -> None:
    """A case opens by itself, without its talk: it may have to outlive it."""
    place = lane.of("case", case.id)
    pipe.set(place, codec.pack(case, place, key, whole=True), keepttl=not case.open and not held)
    if not case.open and not held:  # what is added to a closed case does not keep it longer
        pipe.expire(place, CONCERN_DAYS * DAY, nx=True)
    if case.open:
        pipe.sadd(lane.of("open"), case.id)
    else:
        pipe.srem(lane.of("open"), case.id)
        pipe.delete(unsent_place(lane, case.id))


def lives(pipe: Writes, place: str, seconds: int | None) -> None:
    """Sets how long a key lives from now on; without end under a hold."""
    if seconds is None:
        pipe.persist(place)
    else:
        pipe.expire(place, seconds)
