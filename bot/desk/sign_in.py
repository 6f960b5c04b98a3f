"""Signing in and out. Forms in, a cookie out.

Never says whether it was the login or the password, and never answers sooner for a login that does not exist.
"""

import asyncio
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from starlette.responses import RedirectResponse, Response

from bot.desk.account_lines import AccountLines
from bot.desk.device import address_of, device_of
from bot.desk.guards import HOME, Guards, Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS, Pages
from bot.model.worker import Role, Worker
from bot.store.accounts import SHIFT, Accounts

SHORTEST_PASSWORD = 12  # characters; length is what counts (National Cyber Security Centre: three random words)
_LOGIN = re.compile(r"[a-z0-9._@-]{2,64}")
_HASHER = PasswordHasher()  # the package's own defaults: argon2id at the strength its authors keep current
_AT_ONCE = ThreadPoolExecutor(2, "passwords")  # each takes 64 MB: a crowd at the door waits in line, and holds nobody else up
_NOBODY = _HASHER.hash(secrets.token_hex(16))


class SignIns:
    """The pages around signing in."""

    def __init__(
        self, accounts: Accounts, guards: Guards, pages: Pages, lines: AccountLines, clock: Callable[[], datetime]
    ) -> None:
        self._accounts = accounts
        self._guards = guards
        self._pages = pages
        self._lines = lines
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """The form."""
        return self._pages.page("sign_in.html", wrong="")

    async def try_it(self, visit: Visit) -> Response:
        """Signs in, or says that it did not work."""
        login, password = field(visit, "login").lower(), field(visit, "password")
        address = address_of(visit.request)
        if wait := await self._accounts.tries.begin(login, address, self._clock()):
            return self._pages.page("sign_in.html", 429, wrong=too_many(wait))
        worker = await self._accounts.by_login(login)
        right = await fits(worker.password_hash if worker else _NOBODY, password)
        if not (worker and worker.active and right):
            return self._pages.page("sign_in.html", 401, wrong="That login and password do not go together.")
        if not worker.factor:  # else it is right with the code only: the password alone must not give new tries
            await self._accounts.tries.right(login, address)
            await self._lines.note(worker.id, "signed_in", worker.id, by="password")
        return await self.enter(visit, worker)

    async def leave(self, visit: Visit) -> Response:
        """Signs out."""
        await self._lines.note(visit.me.id, "signed_out", visit.me.id)
        await self._accounts.sign_out(visit.request.cookies.get(self._guards.cookie, ""))
        answer = RedirectResponse("/desk/sign-in", 303)
        answer.delete_cookie(self._guards.cookie, path="/", secure=self._guards.secure, httponly=True, samesite="strict")
        return answer

    async def enter(self, visit: Visit, worker: Worker, *, proved: bool = False) -> Response:
        """Opens a sign-in in place of the one the browser had, and goes to where this role begins."""
        before = visit.request.cookies.get(self._guards.cookie, "")
        if before:
            await self._accounts.sign_out(before)
        return self.with_cookie(
            RedirectResponse(HOME.get(worker.role, "/desk"), 303, headers=HEADERS),
            await self._accounts.sign_in(worker, self._clock(), proved=proved, device=device_of(visit.request)),
        )

    def with_cookie(self, answer: Response, token: str) -> Response:
        """The answer with a sign-in's cookie."""
        answer.set_cookie(
            self._guards.cookie, token, max_age=int(SHIFT.total_seconds()), path="/",
            secure=self._guards.secure, httponly=True, samesite="strict",
        )  # fmt: skip
        return answer


def too_many(seconds: int) -> str:
    """Says how long to wait; the same whether there is such a login or not."""
    wait = f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"
    return f"Too many tries. Wait {wait}, then try again."


def why_not(login: str, first_name: str, password: str) -> str:
    """What is wrong with a new account, as a sentence; empty when nothing is."""
    if not _LOGIN.fullmatch(login):
        return "The login needs 2 to 64 small letters, digits, dots, dashes or @."
    if not 1 <= len(first_name) <= 40 or not first_name.isprintable():
        return "The first name is what young people see: 1 to 40 characters."
    if not SHORTEST_PASSWORD <= len(password) <= 256:
        return f"The password needs {SHORTEST_PASSWORD} characters or more. Three random words are good."
    return ""


async def made(login: str, first_name: str, role: Role, password: str) -> Worker:
    """A new account with its password hashed. Takes a moment: that is argon2's point."""
    return Worker(secrets.token_hex(8), login, first_name, role, await hashed(password))


async def hashed(password: str) -> str:
    """A password as it is stored."""
    return await asyncio.get_running_loop().run_in_executor(_AT_ONCE, _HASHER.hash, password)


async def fits(hashed: str, password: str) -> bool:
    """Whether it is the password. Takes the same moment either way."""
    return await asyncio.get_running_loop().run_in_executor(_AT_ONCE, _fits, hashed, password)


def _fits(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except VerificationError:
        return False
