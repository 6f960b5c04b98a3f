"""What a passkey's authenticator is asked, and whether what it signed is right. Bytes and JSON in and out, or `NotSigned`.

Never imported before somebody uses a passkey: the package takes 5 MB.
"""

import json
from collections.abc import Sequence
from typing import Any

import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

_CHECKED = UserVerificationRequirement.REQUIRED
_KEPT = AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_CHECKED)
_WRONG = (ValueError, KeyError, TypeError, AttributeError, RecursionError, WebAuthnException)  # anybody may send one

type Given = dict[str, Any]
"""The credential as the page's script sends it."""


class NotSigned(Exception):
    """It is not what was asked for, not for this site, or the person was not checked. Holds nothing of it."""


def asked(site: str) -> tuple[bytes, Any]:
    """The challenge of a sign-in, and the options for the script."""
    options = webauthn.generate_authentication_options(rp_id=site, user_verification=_CHECKED)
    return options.challenge, json.loads(options_to_json(options))


def asked_new(site: str, login: str, worker_id: str, known: Sequence[bytes]) -> tuple[bytes, Any]:
    """The same for a new passkey; `known` are the ids of those they have."""
    options = webauthn.generate_registration_options(
        rp_id=site, rp_name="Lev desk", user_name=login, user_id=worker_id.encode(),
        authenticator_selection=_KEPT, exclude_credentials=[PublicKeyCredentialDescriptor(one) for one in known],
    )  # fmt: skip
    return options.challenge, json.loads(options_to_json(options))


def read(text: str) -> tuple[Given, bytes, bytes]:
    """What a script sent: the credential, its id, and the challenge that it says it signed. Raises `NotSigned`."""
    try:
        given = json.loads(text)
        client = json.loads(base64url_to_bytes(given["response"]["clientDataJSON"]))
        return given, base64url_to_bytes(given["rawId"]), base64url_to_bytes(client["challenge"])
    except _WRONG:
        raise NotSigned from None


def signed(given: Given, challenge: bytes, site: str, origin: str, public_key: bytes, count: int) -> int:
    """The authenticator's new count of signatures. Raises `NotSigned`."""
    try:
        return webauthn.verify_authentication_response(
            credential=given, expected_challenge=challenge, expected_rp_id=site, expected_origin=origin,
            credential_public_key=public_key, credential_current_sign_count=count, require_user_verification=True,
        ).new_sign_count  # fmt: skip
    except _WRONG:
        raise NotSigned from None


def made(given: Given, challenge: bytes, site: str, origin: str) -> tuple[str, str, int]:
    """A new passkey: its id and its public key in hex, and its count of signatures. Raises `NotSigned`."""
    try:
        new = webauthn.verify_registration_response(
            credential=given, expected_challenge=challenge, expected_rp_id=site, expected_origin=origin,
            require_user_verification=True,
        )  # fmt: skip
    except _WRONG:
        raise NotSigned from None
    return new.credential_id.hex(), new.credential_public_key.hex(), new.sign_count
