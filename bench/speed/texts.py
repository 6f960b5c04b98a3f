"""What young people text in a measurement, as whole HTTP requests. A count in, bytes ready to send out.

Never a real number: they are from the range that is kept for drama, or made of digits no network has.
"""

import base64
import hashlib
import hmac
import json
import secrets
from urllib.parse import urlencode

from bench.speed.house import ACCOUNT, PUBLIC_URL, SENDER, TOKEN

SAID = ("what is consent", "he checks my phone", "is this private", "my friend is being weird with me", "how do i say no",
        "what is a healthy relationship", "i feel so lonely", "what does the law say about sexting")  # fmt: skip
DISCLOSED = "hes going to post my pics if i dont send more"


def webhooks(count: int, people: int = 500, path: str = "/sms/receive", first: int = 0) -> list[bytes]:
    """So many signed webhooks of so many people, all different."""
    return [webhook(first + number % people, SAID[number % len(SAID)], path) for number in range(count)]


def webhook(person: int, text: str, path: str = "/sms/receive") -> bytes:
    """A webhook as Twilio posts it, all fields, signed over the public address. Stock Rasa looks at no signature."""
    sid = "SM" + secrets.token_hex(16)
    form = {
        "ToCountry": "GB", "ToState": "", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "", "FromZip": "", "SmsSid": sid,
        "FromState": "", "SmsStatus": "received", "FromCity": "", "Body": text, "FromCountry": "GB", "To": SENDER, "ToZip": "",
        "NumSegments": "1", "MessageSid": sid, "AccountSid": ACCOUNT, "From": f"+4477009{person:05}", "ApiVersion": "2010-04-01",
    }  # fmt: skip
    signed = f"{PUBLIC_URL}{path}" + "".join(f"{key}{form[key]}" for key in sorted(form))
    signature = base64.b64encode(hmac.digest(TOKEN.encode(), signed.encode(), hashlib.sha1)).decode()
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "X-Twilio-Signature": signature}
    return post(path, urlencode(form).encode(), headers)


def said(token: str, text: str) -> bytes:
    """What the chat page posts."""
    body = json.dumps({"id": secrets.token_urlsafe(12), "text": text}).encode()
    return post("/chat/say", body, {"Content-Type": "application/json", "Authorization": f"Bearer {token}"})


def post(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A whole POST."""
    head = f"POST {path} HTTP/1.1\r\nHost: lev.example\r\nContent-Length: {len(body)}\r\n"
    return (head + "".join(f"{key}: {value}\r\n" for key, value in headers.items()) + "\r\n").encode() + body


def asked(count: int, texts_a_talk: int = 8, first: int = 0) -> list[bytes]:
    """So many messages for stock Rasa's REST channel; somebody new comes after each few."""
    said = ({"sender": f"b{n // texts_a_talk}", "message": SAID[n % len(SAID)]} for n in range(first, first + count))
    kind = {"Content-Type": "application/json"}
    return [post("/webhooks/rest/webhook", json.dumps(one).encode(), kind) for one in said]
