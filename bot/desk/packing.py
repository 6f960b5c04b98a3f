"""Makes the referral pack of a case, for the page, for a file and for the post. A scene in; its ways and its values out.

Never notes that it was read: whoever asks for it does that first.
"""

from collections.abc import Sequence

from bot.content.desk_lists import DeskLists
from bot.content.services import Services
from bot.desk.pack import Made, Values, pack
from bot.desk.scene import Scene
from bot.desk.show import PAGE_LINES
from bot.desk.ways import Way, about, ways
from bot.model.case_lines import Posted
from bot.model.message import Entry
from bot.store.open import Store


class Packing:
    """Reads the transcript and puts the pack together."""

    def __init__(self, store: Store, services: Services, lists: DeskLists) -> None:
        self._store, self._lists = store, lists
        self._services = {service.id: service for service in services.all()}

    def ways(self, scene: Scene) -> tuple[Way, ...]:
        """Every route, with why it is suggested."""
        case, talk = scene.case, scene.talk
        return ways(self._lists.referral, self._services, about(case, talk.age_band, case.district or talk.district), scene.now)

    async def values(self, scene: Scene, referred: Posted | None = None) -> Values:
        """The pack as it is now; `referred` when it is made to be posted."""
        entries: Sequence[Entry] = await self._store.reads.latest(scene.talk.contact, PAGE_LINES)
        by, lists = scene.worker.first_name, self._lists.indicators
        return pack(Made(scene.talk, scene.case, entries, lists, self.ways(scene), by, scene.now, referred))
