"""People with an account at the desk, and what each role may do. Never holds a password, only its argon2 hash."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do. A lead may do all a support worker may, and manage workers' and designers' accounts.

    A designer sees themes and words only; an administrator sees accounts only, all of them, and no young person's words.
    """

    SUPPORT_WORKER = "support_worker"
    LEAD = "lead"
    DESIGNER = "designer"
    ADMINISTRATOR = "administrator"


TAKES_CASES = frozenset({Role.SUPPORT_WORKER, Role.LEAD})
"""Who works with young people."""

MUST_HAVE_FACTOR = frozenset({Role.LEAD, Role.ADMINISTRATOR})
"""Who can do nothing before a second factor is set up: they can read every case, or open every account."""

MANAGES = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.LEAD: frozenset({Role.SUPPORT_WORKER, Role.DESIGNER}),
    Role.SUPPORT_WORKER: frozenset[Role](),
    Role.DESIGNER: frozenset[Role](),
}
"""Whose accounts each role may make, change and end. Nobody makes an account that may do more than their own."""


@dataclass(frozen=True, slots=True)
class Worker:
    """`login` is what they sign in with, lower case; `first_name` is what a young person sees.

    `factor` is the secret of their one-time codes (base32), or nothing. Sign-ins of an older `epoch` have ended.
    `outside` is whom a council's own sign-in must name (`email ann@council.example`, `sub 1234`); empty: nobody.
    """

    id: str
    login: str
    first_name: str
    role: Role
    password_hash: str
    active: bool = True
    factor: str | None = None
    epoch: int = 0
    outside: str = ""

    @property
    def must_set_up(self) -> bool:
        """Whether they have to set up a second factor before anything else."""
        return self.role in MUST_HAVE_FACTOR and not self.factor
