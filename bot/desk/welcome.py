"""The one-time link that makes an account. A token and a form in, an account and a sign-in out.

Never makes two accounts of one link.
"""

from starlette.responses import Response

from bot.desk.account_lines import AccountLines
from bot.desk.guards import Visit
from bot.desk.hands import field
from bot.desk.pages import Pages
from bot.desk.sign_in import SignIns, made, why_not
from bot.store.accounts import Accounts


class Welcome:
    """The page at /desk/welcome."""

    def __init__(self, accounts: Accounts, sign_ins: SignIns, pages: Pages, lines: AccountLines) -> None:
        self._accounts = accounts
        self._sign_ins = sign_ins
        self._pages = pages
        self._lines = lines

    async def show(self, visit: Visit) -> Response:
        """What a one-time link opens."""
        role = await self._accounts.link_role(visit.request.path_params["token"])
        if role is None:
            return self._pages.page("welcome.html", 410, role=None, wrong="", login="", first_name="")
        return self._pages.page("welcome.html", role=role, wrong="", login="", first_name="")

    async def join(self, visit: Visit) -> Response:
        """Makes the account; the link is used up by it."""
        token = visit.request.path_params["token"]
        login, first_name = field(visit, "login").lower(), " ".join(field(visit, "first_name").split())
        role = await self._accounts.link_role(token)
        wrong = why_not(login, first_name, field(visit, "password"))
        if not wrong and await self._accounts.by_login(login):
            wrong = "That login is taken. Choose another."
        if role is None or wrong:
            status = 400 if role else 410
            return self._pages.page("welcome.html", status, role=role, wrong=wrong, login=login, first_name=first_name)
        if await self._accounts.use_link(token) is None:
            return self._pages.page("welcome.html", 410, role=None, wrong="", login="", first_name="")
        worker = await made(login, first_name, role, field(visit, "password"))
        await self._accounts.add(worker)
        await self._lines.note(worker.id, "account_made", worker.id, role=role.value)
        return await self._sign_ins.enter(visit, worker)
