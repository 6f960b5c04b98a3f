"""The second factor at signing in: asking for a code, and setting one up. Forms in, pages out.

Never shows a secret or a recovery code twice once it is set up, and never takes one code two times.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pyotp
import segno
from starlette.responses import RedirectResponse, Response

from bot.desk.account_lines import AccountLines
from bot.desk.device import address_of, device_of
from bot.desk.guards import HOME, Visit
from bot.desk.hands import field
from bot.desk.pages import Pages
from bot.desk.sign_in import SignIns, too_many
from bot.store.accounts import Accounts

_WRONG = "That code does not fit. Codes change every half minute and work once: wait for the next one."


class Second:
    """The pages of the second factor."""

    def __init__(
        self, accounts: Accounts, sign_ins: SignIns, pages: Pages, lines: AccountLines, clock: Callable[[], datetime]
    ) -> None:
        self._accounts = accounts
        self._sign_ins = sign_ins
        self._pages = pages
        self._lines = lines
        self._clock = clock

    async def ask(self, visit: Visit) -> Response:
        """The form for a code; who owes none goes on."""
        if visit.proved or not visit.me.factor:
            return RedirectResponse(HOME.get(visit.me.role, "/desk"), 303)
        return self._asked(visit)

    async def answer(self, visit: Visit) -> Response:
        """A code of the phone, or a recovery code."""
        me, now, address = visit.me, self._clock(), address_of(visit.request)
        if wait := await self._accounts.tries.begin(me.login, address, now):
            return self._asked(visit, 429, too_many(wait))
        code = field(visit, "code")
        by = "code" if me.factor and await self._accounts.factors.fits(me.id, me.factor, code, now) else ""
        if not by and await self._accounts.factors.recovered(me.id, code):
            by = "recovery code"
        if not by:
            return self._asked(visit, 401, _WRONG)
        await self._accounts.tries.right(me.login, address)
        await self._lines.note(me.id, "signed_in", me.id, by=by)
        return await self._sign_ins.enter(visit, me, proved=True)

    async def begin(self, visit: Visit) -> Response:
        """The picture to take with an app, or what to do about the factor that is there."""
        if visit.me.factor:
            return RedirectResponse("/desk/me", 303)
        return await self._begun(visit)

    async def finish(self, visit: Visit) -> Response:
        """The first code proves that the app has the secret; from now on it is asked for, and other sign-ins are over."""
        me, now = visit.me, self._clock()
        secret = await self._accounts.factors.begun(me.id)
        if me.factor or not await self._accounts.factors.fits(me.id, secret, field(visit, "code"), now):
            return await self._begun(visit, 400, _WRONG) if not me.factor else RedirectResponse("/desk/me", 303)
        kept = await self._accounts.change(me.id, lambda one: replace(one, factor=secret, epoch=one.epoch + 1))
        if kept is None:
            return RedirectResponse("/desk/sign-in", 303)
        await self._accounts.factors.set_up(me.id)
        await self._lines.note(me.id, "factor_set_up", me.id)
        codes = await self._accounts.factors.new_recovery(me.id)
        token = await self._accounts.sign_in(kept, now, proved=True, device=device_of(visit.request))
        on = HOME.get(kept.role, "/desk")
        return self._sign_ins.with_cookie(self._pages.page("recovery.html", codes=codes, on=on), token)

    def _asked(self, visit: Visit, status: int = 200, wrong: str = "") -> Response:
        return self._pages.page("code.html", status, csrf=visit.csrf, wrong=wrong)

    async def _begun(self, visit: Visit, status: int = 200, wrong: str = "") -> Response:
        secret = await self._accounts.factors.begun(visit.me.id)
        address = pyotp.TOTP(secret).provisioning_uri(name=visit.me.login, issuer_name="Lev")
        picture = segno.make(address, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return self._pages.page(
            "second.html", status, csrf=visit.csrf, wrong=wrong, picture=picture, secret=groups, must=visit.me.must_set_up
        )
