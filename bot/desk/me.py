"""A worker's own account: password, second factor, recovery codes and open sign-ins. Forms in, pages out.

Never changes how somebody signs in without the password or a code of now, and never keeps a sign-in that was there before.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from starlette.responses import RedirectResponse, Response

from bot.desk.account_lines import AccountLines
from bot.desk.device import address_of
from bot.desk.guards import Guards, Visit
from bot.desk.hands import field
from bot.desk.pages import HEADERS, Pages
from bot.desk.sign_in import SignIns, fits, hashed, too_many, why_not
from bot.model.worker import MUST_HAVE_FACTOR, Worker
from bot.store.accounts import Accounts
from bot.store.sign_ins import short


class Me:
    """The page at /desk/me."""

    def __init__(
        self,
        accounts: Accounts,
        guards: Guards,
        sign_ins: SignIns,
        pages: Pages,
        lines: AccountLines,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts = accounts
        self._guards = guards
        self._sign_ins = sign_ins
        self._pages = pages
        self._lines = lines
        self._clock = clock

    async def show(self, visit: Visit) -> Response:
        """The page."""
        return await self._page(visit)

    async def act(self, visit: Visit) -> Response:
        """One of its forms, by its name in the address."""
        match visit.request.path_params["act"]:
            case "end":
                return await self._end(visit)
            case "password":
                return await self._password(visit)
            case "passkey_remove":
                await self._accounts.passkeys.forget(visit.me.id, field(visit, "key") or "-")
                await self._lines.note(visit.me.id, "passkey_removed", visit.me.id)
                return RedirectResponse("/desk/me", 303, headers=HEADERS)
            case "recovery" | "remove_factor" as act:
                return await self._with_code(visit, act)
        return await self._page(visit, 404, "There is no such thing to do.")

    async def _end(self, visit: Visit) -> Response:
        me, name = visit.me, field(visit, "name")
        if name == "others":
            kept = await self._accounts.change(me.id, lambda one: replace(one, epoch=one.epoch + 1)) or me
            await self._lines.note(me.id, "sign_ins_ended", me.id)
            return await self._again(visit, kept)
        if await self._accounts.sessions.end(me.id, name):
            await self._lines.note(me.id, "sign_in_ended", me.id)
        return RedirectResponse("/desk/me", 303, headers=HEADERS)

    async def _password(self, visit: Visit) -> Response:
        me, new, address = visit.me, field(visit, "new"), address_of(visit.request)
        if wait := await self._accounts.tries.begin(me.login, address, self._clock()):
            return await self._page(visit, 429, too_many(wait))
        if not await fits(me.password_hash, field(visit, "password")):
            return await self._page(visit, 401, "That is not your password.")
        await self._accounts.tries.right(me.login, address)
        if wrong := why_not(me.login, me.first_name, new):
            return await self._page(visit, 400, wrong)
        made = await hashed(new)
        kept = await self._accounts.change(me.id, lambda one: replace(one, password_hash=made, epoch=one.epoch + 1)) or me
        await self._lines.note(me.id, "password_changed", me.id)
        return await self._again(visit, kept)

    async def _with_code(self, visit: Visit, act: str) -> Response:
        me, now, address = visit.me, self._clock(), address_of(visit.request)
        if wait := await self._accounts.tries.begin(me.login, address, now):
            return await self._page(visit, 429, too_many(wait))
        if not me.factor or not await self._accounts.factors.fits(me.id, me.factor, field(visit, "code"), now):
            return await self._page(visit, 401, "That code does not fit. Codes work once: wait for the next one.")
        await self._accounts.tries.right(me.login, address)
        if act == "recovery":
            await self._lines.note(me.id, "recovery_made", me.id)
            codes = await self._accounts.factors.new_recovery(me.id)
            return self._pages.page("recovery.html", me=me, csrf=visit.csrf, codes=codes, on="/desk/me")
        kept = await self._accounts.change(me.id, lambda one: replace(one, factor=None, epoch=one.epoch + 1)) or me
        await self._accounts.factors.forget(me.id)
        await self._lines.note(me.id, "factor_removed", me.id)
        return await self._again(visit, kept)

    async def _again(self, visit: Visit, kept: Worker) -> Response:
        """Their account changed, so every sign-in is over: this browser gets a new one."""
        answer = await self._sign_ins.enter(visit, kept, proved=visit.proved and bool(kept.factor))
        answer.headers["location"] = "/desk/me"
        return answer

    async def _page(self, visit: Visit, status: int = 200, wrong: str = "") -> Response:
        me = visit.me
        return self._pages.page(
            "me.html",
            status,
            me=me,
            csrf=visit.csrf,
            wrong=wrong,
            passkeys=await self._accounts.passkeys.of(me.id),
            must=me.role in MUST_HAVE_FACTOR,
            left=await self._accounts.factors.left(me.id),
            sign_ins=await self._accounts.sessions.of(me, self._clock()),
            this=short(visit.request.cookies.get(self._guards.cookie, "")),
        )
