"""Reads a webhook's form. A request in, its fields out, or `BadForm` with a status and a sentence.

Never reads more than 64 KiB, and never quotes what was sent.
"""

from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_BYTES = 64 * 1024  # Twilio's own are under 4 KiB
_MOST_FIELDS = 500


class BadForm(Exception):
    """What was posted cannot be read. `why` is a sentence."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


async def form_of(request: Request) -> dict[str, str]:
    """The fields by name, empty ones included, since Twilio signs them too. The last of a repeated name counts."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise BadForm(415, "A form is expected.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise BadForm(413, "The form is too long.")
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise BadForm(400, "The form cannot be read.") from None
    return dict(pairs)
