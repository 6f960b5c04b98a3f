"""People with an account at the desk. Never holds a password, only its argon2 hash."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do. A lead may do all a support worker may, and manage accounts; a designer sees themes only."""

    SUPPORT_WORKER = "support_worker"
    LEAD = "lead"
    DESIGNER = "designer"


@dataclass(frozen=True, slots=True)
class Worker:
    """`login` is what they sign in with, lower case; `first_name` is what a young person sees."""

    id: str
    login: str
    first_name: str
    role: Role
    password_hash: str
    active: bool = True
