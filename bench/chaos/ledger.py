"""What was done to Lev, written down as it happens. Texts and words sent in, the same for the checker out.

Never counts a text as taken in before Lev has answered that it is.
"""

from collections import Counter
from dataclasses import dataclass, field

from bot.model.message import Channel, ContactId


@dataclass(slots=True)
class Person:
    """A young person. `house` is the Lev they reach: one phone's webhooks mostly come by one way."""

    name: str
    channel: Channel
    address: str
    contact: ContactId
    house: int


@dataclass(slots=True)
class Text:
    """One text of theirs. `acknowledged` is Lev's word that it is safe; `spooled` when the store was away."""

    person: Person
    number: int
    message_id: str
    body: str
    acknowledged: bool = False
    spooled: bool = False


@dataclass(slots=True)
class Reply:
    """A worker's words; `acknowledged` when the desk said that they are on their way, `refused` when it said they are not."""

    contact: ContactId
    nonce: str
    body: str
    acknowledged: bool = False
    refused: bool = False


@dataclass(slots=True)
class Ledger:
    """Everything that was done. `counts` are things worth a line in the table, by name."""

    people: list[Person] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
