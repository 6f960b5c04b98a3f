"""The form of the page without scripts. A request in, its checked fields out.

Never lets go of words because another field is wrong: a form without a good handle still holds somebody's words.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from channels.clean import clean_text
from channels.web_page.asked import MESSAGE_ID, TOKEN, body_in
from channels.web_page.files import new_handle
from channels.web_page.shield import Wrong


@dataclass(frozen=True, slots=True)
class Form:
    """What the page's form held. `look` is a wish to see new messages without saying anything."""

    handle: str
    message_id: str
    text: str
    typed: str
    look: bool


async def form_in(request: Request) -> Form:
    """The form's fields, checked. Raises `Wrong` 400, 403, 408 or 413."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Wrong(403, "That did not come from this page. Please write it here.")
    sent = (await body_in(request)).decode("utf-8", "replace")
    try:
        fields = dict(parse_qsl(sent, keep_blank_values=True, errors="replace", max_num_fields=10))
    except ValueError:
        raise Wrong(400, "The message could not be read.") from None
    handle, message_id = fields.get("handle", ""), fields.get("id", "")
    typed, chosen = clean_text(fields.get("text", "").replace("\r\n", "\n")), clean_text(fields.get("choice", ""))
    return Form(
        handle if TOKEN.fullmatch(handle) else new_handle(),  # a form without one still holds somebody's words
        message_id if MESSAGE_ID.fullmatch(message_id) else new_handle(),
        chosen or typed,
        typed if chosen or "look" in fields else "",
        "look" in fields,
    )
