"""Who may come in. A handler and what it needs in, a guarded handler out.

Never lets a request through without a check: `open_to_all` is a guard too, and it is written in the table.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from secrets import compare_digest
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.model.message import NOBODY, is_contact
from bot.model.worker import Role, Worker
from bot.store.accounts import Accounts, SignIn

_MOST_BYTES = 64 * 1024


class Need(StrEnum):
    """What a route asks of whoever comes."""

    OPEN_TO_ALL = "open_to_all"
    HALF_IN = "half_in"  # the second factor may still be owed
    SETTING_UP = "setting_up"  # the second factor may still have to be set up
    SIGNED_IN = "signed_in"
    CASES = "cases"
    THEMES = "themes"
    LEADS = "leads"
    PEOPLE = "people"


_ROLES = {
    Need.HALF_IN: frozenset(Role),
    Need.SETTING_UP: frozenset(Role),
    Need.SIGNED_IN: frozenset(Role),
    Need.CASES: frozenset({Role.SUPPORT_WORKER, Role.LEAD}),
    Need.THEMES: frozenset({Role.DESIGNER, Role.LEAD}),
    Need.LEADS: frozenset({Role.LEAD}),
    Need.PEOPLE: frozenset({Role.LEAD, Role.ADMINISTRATOR}),
}
HOME = {Role.DESIGNER: "/themes", Role.ADMINISTRATOR: "/desk/people"}
"""Where each role begins; the others at the list of cases."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that may come in. `worker` and `csrf` are None and empty on routes that are open to all."""

    request: Request
    worker: Worker | None
    csrf: str
    form: FormData
    proved: bool = False

    @property
    def me(self) -> Worker:
        """The signed-in worker; only for guarded routes."""
        if self.worker is None:
            raise LookupError("nobody is signed in")
        return self.worker


type Handler = Callable[[Visit], Awaitable[Response]]
type Endpoint = Callable[[Request], Awaitable[Response]]
type Line = tuple[str, str, Need, Handler]  # method, path, what it asks of whoever comes, and who answers


class Guards:
    """Makes guarded handlers. `public_url` is the only origin that may post."""

    def __init__(self, accounts: Accounts, public_url: str, clock: Callable[[], datetime]) -> None:
        self._accounts = accounts
        self._origin = _origin(public_url)
        self._clock = clock
        self.secure = public_url.startswith("https://")
        self.cookie = "__Host-lev_desk" if self.secure else "lev_desk"

    def guarded(self, need: Need, handler: Handler) -> Endpoint:
        """The handler behind its guard."""

        @wraps(handler)
        async def endpoint(request: Request) -> Response:
            posts = request.method not in ("GET", "HEAD")
            if posts and not self._from_our_pages(request):
                return _no("This form did not come from our own pages.")
            if int(request.headers.get("content-length") or 0) > _MOST_BYTES:
                return Response("Too long.", 413)
            worker, found = await self._who(request)
            csrf = found.csrf if found else ""
            form = await request.form(max_files=0) if posts else FormData()
            if need is Need.OPEN_TO_ALL:
                return await handler(Visit(request, None, "", form))
            if worker is None:
                return _no("Please sign in again.") if posts else RedirectResponse("/desk/sign-in", 303)
            if posts and (not csrf or not compare_digest(str(form.get("csrf")).encode(errors="replace"), csrf.encode())):
                return _no("This page is too old. Load it again.")
            proved = bool(found and found.proved)
            if step := _owed(worker, proved, need):
                return _no("Finish signing in first.") if posts else RedirectResponse(step, 303)
            if worker.role not in _ROLES.get(need, ()):
                if "contact" in request.path_params:
                    return _nothing()  # not even whether there is such a case
                return _no("This page is not for your role.")
            if not is_contact(request.path_params.get("contact", NOBODY)):
                return _nothing()  # keys are made of it
            return await handler(Visit(request, worker, csrf, form, proved))

        endpoint.need = need  # type: ignore[attr-defined]  # read by `bot.openapi`
        return endpoint

    async def _who(self, request: Request) -> tuple[Worker | None, SignIn | None]:
        token = request.cookies.get(self.cookie)
        found = await self._accounts.signed_in(token, self._clock()) if token else None
        worker = await self._accounts.by_id(found.worker_id) if found else None
        return (worker, found) if worker and found and worker.active and found.epoch == worker.epoch else (None, None)

    def _from_our_pages(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if origin and origin != "null":
            return origin == self._origin
        # Older browsers leave Origin out of same-origin posts; then the browser's own word on it must be there.
        return request.headers.get("sec-fetch-site") == "same-origin"


def _owed(worker: Worker, proved: bool, need: Need) -> str:
    """The step of signing in that comes first; nothing when there is none."""
    if worker.factor and not proved and need is not Need.HALF_IN:
        return "/desk/code"
    if worker.must_set_up and need not in (Need.HALF_IN, Need.SETTING_UP):
        return "/desk/second"
    return ""


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _nothing() -> Response:
    return Response("There is nobody of that name.", 404, media_type="text/plain")


def _no(why: str) -> Response:
    return Response(why, 403, media_type="text/plain")
