"""Signing in by the council's own sign-in (OpenID Connect). A button or a browser that comes back in, a sign-in or a refusal out.

Never makes an account or a role, never signs in who is not written on an active account, and never takes one way back twice.
"""

import secrets
from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response

from bot.desk.account_lines import AccountLines
from bot.desk.council_door import CouncilDoor
from bot.desk.council_token import NotTrusted, Person
from bot.desk.device import address_of
from bot.desk.guards import Guards, Visit
from bot.desk.pages import Pages
from bot.desk.sign_in import SignIns, too_many
from bot.model.worker import Worker
from bot.setting_checks_oidc import Provider
from bot.store.accounts import Accounts
from bot.store.council import CouncilStore
from bot.store.keys import COUNCIL_SECONDS

BACK = "/desk/council/back"
_AGAIN = "That did not work this time. Nothing was changed. Please start again here."


class Council:
    """The button and the way back. Without a `provider` both say so."""

    def __init__(
        self,
        accounts: Accounts,
        under_way: CouncilStore,
        guards: Guards,
        sign_ins: SignIns,
        pages: Pages,
        lines: AccountLines,
        provider: Provider | None,
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts, self._under_way, self._clock = accounts, under_way, clock
        self._sign_ins, self._pages, self._lines = sign_ins, pages, lines
        self._issuer = provider.issuer if provider else ""
        self._door = CouncilDoor(provider, f"{public_url}{BACK}", clock) if provider else None
        self._secure = guards.secure
        self._cookie = "__Host-lev_council" if guards.secure else "lev_council"

    async def leave(self, visit: Visit) -> Response:
        """Sends the browser to the council's sign-in, by a page of ours: a form may not leave this site."""
        if self._door is None:
            return self._no("Use your login and password here.")
        token, asked = await self._under_way.ask()
        try:
            to = await self._door.address(asked)
        except NotTrusted:
            return self._no("Your council's sign-in does not answer. Use your login and password, or try again later.", 503)
        answer = self._pages.page("council.html", to=to, back=False)
        answer.set_cookie(
            self._cookie, token, max_age=COUNCIL_SECONDS, path="/", secure=self._secure, httponly=True, samesite="lax",
        )  # fmt: skip
        return answer

    async def back(self, visit: Visit) -> Response:
        """Checks who comes back, and signs them in when an administrator has written them on an account."""
        answer = await self._come(visit)
        answer.delete_cookie(self._cookie, path="/", secure=self._secure, httponly=True, samesite="lax")
        return answer

    async def _come(self, visit: Visit) -> Response:
        token, said, address = visit.request.cookies.get(self._cookie, ""), visit.request.query_params, address_of(visit.request)
        if self._door is None:
            return self._no("Use your login and password here.")
        if wait := await self._accounts.tries.begin(f"council {token}", address, self._clock()):
            return self._no(too_many(wait), 429)
        asked = await self._under_way.take(token) if token else None
        if asked is None or not secrets.compare_digest(asked.state.encode(), said.get("state", "").encode()):
            return self._no(_AGAIN)
        code = said.get("code", "")
        if said.get("iss", self._issuer) != self._issuer or not code or "error" in said:
            return self._no(_AGAIN)
        try:
            person = await self._door.person(code, asked)
        except NotTrusted:
            return self._no(_AGAIN)
        worker = await self._who(person)
        if worker is None or not worker.active:
            if worker:
                await self._lines.note(worker.id, "sign_in_refused", worker.id, by="council")
            return self._pages.page("council.html", 401, to="", sub=person.sub, email=person.email)
        await self._accounts.tries.right(f"council {token}", address)
        await self._lines.note(worker.id, "signed_in", worker.id, by="council")
        went = await self._sign_ins.enter(visit, worker, proved=person.two_factors)
        answer = self._pages.page("council.html", to=went.headers["location"], back=True)
        # By a page of ours, too: the strict cookie does not go with a redirect that began on another site.
        answer.headers.append("set-cookie", went.headers["set-cookie"])
        return answer

    async def _who(self, person: Person) -> Worker | None:
        """The one account that an administrator wrote this person on; nobody when there are two."""
        found = [one for one in await self._accounts.all() if person.known_by(one.outside)]
        return found[0] if len(found) == 1 else None

    def _no(self, why: str, status: int = 401) -> Response:
        return self._pages.page("sign_in.html", status, wrong=why)
