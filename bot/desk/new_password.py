"""The one-time link with which a worker sets a new password. A token and a form in, a changed account and a sign-in out.

Never lets anybody past the second factor, and never into an account that is turned off.
"""

from dataclasses import replace

from starlette.responses import Response

from bot.desk.account_lines import AccountLines
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import Pages
from bot.desk.sign_in import SignIns, hashed, why_not
from bot.model.worker import Worker
from bot.store.accounts import Accounts


class NewPassword:
    """The page at /desk/password, made by whoever may change the account (`bot.desk.people`)."""

    def __init__(self, accounts: Accounts, sign_ins: SignIns, pages: Pages, lines: AccountLines) -> None:
        self._accounts = accounts
        self._sign_ins = sign_ins
        self._pages = pages
        self._lines = lines

    async def show(self, visit: Visit) -> Response:
        """The form, or that the link is over."""
        worker = await self._whose(visit)
        return self._page(worker) if worker else self._over()

    async def keep(self, visit: Visit) -> Response:
        """Sets it; the link is used up by it, and every other sign-in is over."""
        worker, token = await self._whose(visit), visit.request.path_params["token"]
        if worker is None:
            return self._over()
        password = field(visit, "password")
        if wrong := why_not(worker.login, worker.first_name, password):
            return self._page(worker, 400, wrong)
        made = await hashed(password)
        if not await self._accounts.use_reset(token):
            return self._over()
        kept = await self._accounts.change(worker.id, lambda one: replace(one, password_hash=made, epoch=one.epoch + 1))
        if kept is None:
            return self._over()
        await self._lines.note(kept.id, "password_changed", kept.id, by="link")
        return await self._sign_ins.enter(visit, kept)

    async def _whose(self, visit: Visit) -> Worker | None:
        worker = await self._accounts.reset_of(visit.request.path_params["token"])
        return worker if worker and worker.active else None

    def _page(self, worker: Worker, status: int = 200, wrong: str = "") -> Response:
        return self._pages.page("new_password.html", status, login=worker.login, wrong=wrong)

    def _over(self) -> Response:
        return self._pages.page("new_password.html", 410, login="", wrong="")
