"""Posts webhooks as Twilio does: a form, signed over the public address. Fields in, our answer out."""

import httpx
from twilio.request_validator import RequestValidator


def signature(public_url: str, path: str, form: dict[str, str], auth_token: str) -> str:
    """What Twilio would send in `X-Twilio-Signature`; `path` includes any query."""
    return str(RequestValidator(auth_token).compute_signature(public_url + path, form))


def signed_post(base_url: str, public_url: str, path: str, form: dict[str, str], auth_token: str) -> httpx.Response:
    """Posts to where we listen (`base_url`), signed for where the world sees us (`public_url`)."""
    headers = {"X-Twilio-Signature": signature(public_url, path, form, auth_token)}
    return httpx.post(base_url + path, data=form, headers=headers, timeout=16)
