"""Posts webhooks as Twilio does: a form, signed over the public address. Fields in, our answer out.

Never signs the address we listen on: Twilio only knows the public one.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import httpx
from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator

Fields = Mapping[str, str] | Iterable[tuple[str, str]]
"""A form; as pairs when a name is to be repeated."""


def signature(public_url: str, path: str, form: Fields, auth_token: str) -> str:
    """What Twilio would send in `X-Twilio-Signature`; `path` includes any query."""
    return str(RequestValidator(auth_token).compute_signature(public_url + path, ImmutableMultiDict(_pairs(form))))


def signed_request(public_url: str, path: str, form: Fields, auth_token: str) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of such a webhook, to be sent, delayed or spoilt by a test."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "X-Twilio-Signature": signature(public_url, path, form, auth_token),
    }
    return urlencode(_pairs(form)).encode(), headers


def signed_post(base_url: str, public_url: str, path: str, form: Fields, auth_token: str) -> httpx.Response:
    """Posts to where we listen (`base_url`), signed for where the world sees us (`public_url`)."""
    body, headers = signed_request(public_url, path, form, auth_token)
    return httpx.post(base_url + path, content=body, headers=headers, timeout=16)  # Twilio waits 15 seconds


async def signed_post_async(client: httpx.AsyncClient, public_url: str, path: str, form: Fields, auth_token: str) -> httpx.Response:
    """The same through a client whose base address is where we listen."""
    body, headers = signed_request(public_url, path, form, auth_token)
    return await client.post(path, content=body, headers=headers)


def _pairs(form: Fields) -> list[tuple[str, str]]:
    return list(form.items()) if isinstance(form, Mapping) else list(form)
