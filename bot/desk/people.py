"""Everybody's account: who may make, change and end whose. Forms in, the page out.

Never lets anybody change their own account here, or one that may do more than they may give.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from starlette.responses import RedirectResponse, Response

from bot.desk.account_lines import AccountLines
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS, Pages
from bot.desk.sign_in import hashed
from bot.model.worker import MANAGES, Role, Worker
from bot.store.accounts import Accounts


class People:
    """The page at /desk/people."""

    def __init__(
        self, accounts: Accounts, pages: Pages, lines: AccountLines, public_url: str, clock: Callable[[], datetime]
    ) -> None:
        self._accounts = accounts
        self._pages = pages
        self._lines = lines
        self._public_url = public_url
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """The page."""
        return await self._page(visit)

    async def add(self, visit: Visit) -> Response:
        """A one-time link with which a colleague makes their own account; shown once."""
        role = _role(field(visit, "role"))
        if role not in MANAGES[visit.me.role]:
            return await self._page(visit, 400, "Choose a role you may give.")
        await self._lines.note(visit.me.id, "link_made", "", role=str(role))
        link = f"{self._public_url}/desk/welcome/{await self._accounts.make_link(Role(role))}"
        return await self._page(visit, link=link, link_role=role)

    async def act(self, visit: Visit) -> Response:
        """A change to one account, by its name in the address."""
        params = visit.request.path_params
        worker, act = await self._accounts.by_id(params["worker"]), params["act"]
        if worker is None or worker.id == visit.me.id or worker.role not in MANAGES[visit.me.role]:
            return await self._page(visit, 404, "There is no such account for you to change.")
        if act == "reset_password":
            return await self._reset(visit, worker)
        if act == "outside":
            return await self._outside(visit, worker)
        change = _change(act, _role(field(visit, "role")), visit.me)
        if change is None:
            return await self._page(visit, 400, "Choose a role you may give.")
        # A new epoch ends all of their sign-ins in the same step.
        kept = await self._accounts.change(worker.id, lambda one: replace(change(one), epoch=one.epoch + 1))
        if act == "reset_factor":
            await self._accounts.factors.forget(worker.id)
            await self._accounts.passkeys.forget(worker.id)
        await self._lines.note(visit.me.id, f"account_{act}", worker.id, role=kept.role.value if kept else "")
        return RedirectResponse("/desk/people", 303, headers=HEADERS)

    async def _reset(self, visit: Visit, worker: Worker) -> Response:
        """The old password and all sign-ins end now; a link, shown once, sets a new one. The second factor stays."""
        nobody = await hashed(secrets.token_hex(16))
        await self._accounts.change(worker.id, lambda one: replace(one, password_hash=nobody, epoch=one.epoch + 1))
        await self._lines.note(visit.me.id, "account_reset_password", worker.id)
        link = f"{self._public_url}/desk/password/{await self._accounts.make_reset(worker.id)}"
        return await self._page(visit, link=link, link_for=worker.first_name)

    async def _outside(self, visit: Visit, worker: Worker) -> Response:
        """Whom a council's own sign-in must name for this account. An administrator's alone: it opens the account."""
        if visit.me.role is not Role.ADMINISTRATOR:
            return await self._page(visit, 404, "There is no such account for you to change.")
        name, wrong = outside(field(visit, "by"), field(visit, "outside"))
        if name and any(one.outside == name for one in await self._accounts.all() if one.id != worker.id):
            wrong = "That is on another account already."
        if wrong:
            return await self._page(visit, 400, wrong)
        await self._accounts.change(worker.id, lambda one: replace(one, outside=name, epoch=one.epoch + 1))
        await self._lines.note(visit.me.id, "account_outside", worker.id, now="on" if name else "off")
        return RedirectResponse("/desk/people", 303, headers=HEADERS)

    async def _page(self, visit: Visit, status: int = 200, wrong: str = "", **more: object) -> Response:
        may = sorted(MANAGES[visit.me.role], key=list(Role).index)
        workers, now = await self._accounts.all(), self._clock()
        open_now = {worker.id: len(await self._accounts.sessions.of(worker, now)) for worker in workers}
        values = {"me": visit.me, "csrf": visit.csrf, "wrong": wrong, "workers": workers, "roles": may, "open_now": open_now}
        return self._pages.page("people.html", status, **(values | more))


def _role(said: str) -> Role | None:
    return Role(said) if said in {role.value for role in Role} else None


def outside(by: str, said: str) -> tuple[str, str]:
    """Who is meant at the council's own sign-in, as it is stored (empty: nobody), and what is wrong with it."""
    name = said.strip()
    if not name:
        return "", ""
    if by not in ("sub", "email") or len(name) > 255 or not name.isprintable() or (by == "email" and "@" not in name):
        return "", "Write the number (sub) or the e-mail that the council's sign-in names."
    return f"{by} {name.lower() if by == 'email' else name}", ""


def _change(act: str, role: Role | None, me: Worker) -> Callable[[Worker], Worker] | None:
    """What an act does to an account; None when it may not be."""
    match act:
        case "role" if role in MANAGES[me.role]:
            return lambda one: replace(one, role=Role(role))
        case "off":
            return lambda one: replace(one, active=False)
        case "on":
            return lambda one: replace(one, active=True)
        case "reset_factor":
            return lambda one: replace(one, factor=None)
        case "end_sign_ins":
            return lambda one: one
    return None
