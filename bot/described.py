"""What is said of a route in `/openapi.json` beside what its code says. A method and path in; body, headers and answers out.

Never lists the desk or the figures: their guard says who may come and what it answers. A new public route needs a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"}
_TEXT = {"type": "string"}


def form(**fields: Mapping[str, Any]) -> dict[str, Any]:
    """A form's body: every field may be missing, and others may come with it."""
    return {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": fields}}}


@dataclass(frozen=True, slots=True)
class Described:
    """`answers` are the statuses a right or wrong request may get. `body` is OpenAPI's `content`; `security` names a scheme."""

    answers: tuple[int, ...]
    body: Mapping[str, Any] | None = None
    security: str = ""
    headers: tuple[str, ...] = field(default=())


_CHAT_FORM = form(handle=_ID, id=_ID, text=_TEXT, choice=_TEXT, look=_TEXT)
_TWILIO = dict.fromkeys(("MessageSid", "SmsSid", "AccountSid", "From", "To", "Body", "NumMedia", "ErrorCode"), _TEXT)
_JSON = "application/json"

DESCRIBED: Mapping[str, Described] = {
    "GET /": Described((307,)),
    "GET /robots.txt": Described((200,)),
    "GET /favicon.ico": Described((204,)),
    "GET /chat": Described((200,)),
    "POST /chat": Described((200, 400, 403, 408, 413, 503), _CHAT_FORM),
    "POST /chat/hide": Described((303,), _CHAT_FORM),
    "POST /chat/leave": Described((200,), _CHAT_FORM),
    "GET /chat/hidden": Described((200,)),
    "GET /privacy": Described((200,)),
    "GET /private": Described((200,)),
    "GET /chat/assets/{version}/{name}": Described((200, 404)),
    "POST /chat/say": Described(
        (202, 400, 401, 408, 413, 415, 503),
        {_JSON: {"schema": {"type": "object", "required": ["id", "text"], "properties": {"id": _ID, "text": _TEXT}}}},
        "page",
    ),
    "POST /chat/writing": Described((204, 401, 429), security="page"),
    "GET /chat/feed": Described((200, 400, 401), security="page", headers=("Last-Event-ID",)),
    "POST /sms/receive": Described((200, 400, 403, 408, 413, 415, 503), form(**_TWILIO), "twilio"),
    "POST /sms/receipt": Described((204, 400, 403, 408, 413, 415), form(**_TWILIO, MessageStatus=_TEXT), "twilio"),
    "GET /themes/themes.css": Described((200,)),
    "GET /voices": Described((200,)),
    "GET /voices/voices.css": Described((200,)),
    "GET /health": Described((200, 503)),
    "GET /metrics": Described((200,)),
    "GET /first-link": Described((200,)),
    "GET /openapi.json": Described((200,)),
    "POST /webhook": Described(
        (200, 400, 404, 449),
        {_JSON: {"schema": {"type": "object", "properties": {"next_action": _TEXT, "tracker": {"type": "object"}}}}},
    ),
}
"""Every route that the desk's guard does not stand before."""

_DAY, _PLACE = {"type": "string", "format": "date"}, {"anyOf": [_TEXT, {"type": "string", "pattern": "^[0-9]{1,20}-[0-9]{1,4}$"}]}
QUERIES: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "GET /chat/feed": {"after": _PLACE},
    "POST /sms/receipt": {"c": _TEXT, "o": _TEXT},
    "GET /desk/case/{contact}/{case_id}": {"live": _TEXT, "before": _PLACE},
    "GET /desk/audit": {"who": _TEXT, "about": _TEXT, "day": _DAY},
    "GET /desk/audit/export": {"who": _TEXT, "about": _TEXT, "day": _DAY, "as": _TEXT},
    "GET /desk/council/back": {"code": _TEXT, "state": _TEXT, "iss": _TEXT, "error": _TEXT},
    "GET /desk/words": {"family": _TEXT, "due": _TEXT, "find": _TEXT},
    "GET /desk/register": {"month": _TEXT},
    "GET /desk/listening": {"month": _TEXT, "week": _TEXT},
    "GET /desk/voices": {"month": _TEXT},
    "GET /themes": {"period": _TEXT, "with": _TEXT},
    "GET /themes/report": {"from": _TEXT, "months": _TEXT, "as": _TEXT},
}
"""What may stand behind the question mark of an address."""

OPEN = "open_to_all"
GUARDED = {
    "GET": (200, 303, 400, 401, 403, 404, 410, 413, 429),
    "POST": (200, 303, 400, 401, 403, 404, 408, 409, 410, 413, 429, 503),
}
"""What a route behind the desk's guard may answer, by method."""
