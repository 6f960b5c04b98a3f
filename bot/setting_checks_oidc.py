"""Checks of the council sign-in (OpenID Connect). Texts in, a provider or none out, or one sentence why not.

Never repeats the client's secret, and never takes a provider over an open line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.setting_checks import BadSetting, is_safe

_THREE = ("LEV_OIDC_ISSUER", "LEV_OIDC_CLIENT_ID", "LEV_OIDC_CLIENT_SECRET")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a council signs its people in. `issuer` as the provider writes it itself; `label` stands on the button."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str


def provider(value: Mapping[str, str]) -> Provider | None:
    """The provider when all three are set, none when none is."""
    given = [key for key in _THREE if value[key]]
    if not given:
        return None
    if missing := [key for key in _THREE if not value[key]]:
        raise BadSetting(f"{given[0]} is set, but {missing[0]} is not. Set all three of {', '.join(_THREE)}, or none.")
    if not is_safe(value["LEV_OIDC_ISSUER"]) or set(value["LEV_OIDC_ISSUER"]) & set("?#"):
        raise BadSetting("LEV_OIDC_ISSUER must be an address that starts with https://, as the provider writes it itself.")
    label = value["LEV_OIDC_LABEL"]
    if len(label) > 60 or not label.isprintable():
        raise BadSetting("LEV_OIDC_LABEL stands on a button: 60 characters at most.")
    issuer, client_id, secret = (value[key] for key in _THREE)
    return Provider(issuer, client_id, secret, label)
