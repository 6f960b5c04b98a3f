"""Every setting of Lev. The environment and `.env` in, one frozen value out, or one clear sentence why not.

Never shows the value of a secret, and never starts on half a setting.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.setting_checks import ROOT, BadSetting, addresses, check_addresses, folder, port, rasa_token, read_file
from bot.setting_checks_edge import Network, proxies, yes_no
from bot.setting_checks_hook import Hook, hook
from bot.setting_checks_keys import also, keys
from bot.setting_checks_oidc import Provider, provider
from bot.setting_checks_sms import check_twilio, minutes, pace, staff_numbers

__all__ = ["BadSetting", "Settings", "load"]
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

DEFAULTS = {
    "LEV_PORT": "8080",
    "LEV_HOST": "127.0.0.1",
    "LEV_INTERNAL_PORT": "8081",
    "LEV_RASA_PORT": "5005",
    "LEV_VAR": "var",
    "LEV_LOG_LEVEL": "INFO",
    "LEV_DRILL_MINUTES": "60",
    "LEV_TRUSTED_PROXIES": "",
    "LEV_SIGNED_ONLY": "no",
    "LEV_SEAL_KEY": "",
    "LEV_PSEUDONYM_KEY": "",
    "LEV_KEYS": "",
    "LEV_SEAL_KEYS_ALSO": "",
    "REDIS_URL": "",
    "RASA_URL": "",
    "LEV_RASA_TOKEN": "",
    "PUBLIC_URL": "",
    "TWILIO_ACCOUNT_SID": "",
    "TWILIO_AUTH_TOKEN": "",
    "TWILIO_FROM": "",
    "TWILIO_API_BASE": "https://api.twilio.com",
    "TWILIO_SEGMENTS_PER_SECOND": "1",
    "LEV_ON_CALL": "",
    "LEV_LEAD": "",
    "LEV_DUTY_MANAGER": "",
    "LEV_OIDC_ISSUER": "",
    "LEV_OIDC_CLIENT_ID": "",
    "LEV_OIDC_CLIENT_SECRET": "",
    "LEV_OIDC_LABEL": "Sign in with your council account",
    "LEV_CASE_WEBHOOK_URL": "",
    "LEV_CASE_WEBHOOK_SECRET": "",
}
"""Every setting with its default; empty means: not set. `.env.example` says what each is for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`redis_url` and `rasa_urls` are empty when Lev is to start its own. Keys are 32 bytes each. Secrets are not in its `repr`.

    `staff` are phone numbers (E.164) by `on_call`, `lead` and `duty_manager`: those that are set.
    """

    host: str
    port: int
    internal_port: int
    rasa_port: int
    redis_url: str = field(repr=False)  # may hold a password
    rasa_urls: tuple[str, ...]
    var: Path
    public_url: str
    twilio_account_sid: str
    twilio_auth_token: str = field(repr=False)
    twilio_from: str
    twilio_api_base: str
    twilio_segments_per_second: float
    drill_minutes: int
    staff: Mapping[str, str] = field(repr=False)  # numbers of people on duty
    seal_key: bytes = field(repr=False)
    pseudonym_key: bytes = field(repr=False)
    log_level: str
    trusted_proxies: tuple[Network, ...] = ()
    signed_only: bool = False
    council: Provider | None = None
    hook: Hook | None = None
    seal_keys_also: tuple[bytes, ...] = field(default=(), repr=False)
    rasa_token: str = field(default="", repr=False)

    @property
    def here(self) -> str:
        """The public listener's address for this machine itself."""
        return f"http://{_near(self.host)}:{self.port}"


def _near(host: str) -> str:
    """How this machine reaches a host that we listen on."""
    if host in ("0.0.0.0", "::"):  # noqa: S104  compared, not listened on
        return "localhost"
    return f"[{host}]" if ":" in host else host


def load(environment: Mapping[str, str] = os.environ, env_file: Path = ROOT / ".env") -> Settings:
    """The settings; the environment wins over the file. Makes the data folder and, once, the keys. Raises `BadSetting`."""
    given = read_file(env_file) | dict(environment)
    unknown = sorted(key for key in given if key.startswith("LEV_") and key not in DEFAULTS)
    if unknown:
        raise BadSetting(f"{unknown[0]} is not a setting of Lev. See .env.example for all of them.")
    value = {key: given.get(key, "").strip() or default for key, default in DEFAULTS.items()}
    ports = {key: port(key, value[key]) for key in ("LEV_PORT", "LEV_INTERNAL_PORT", "LEV_RASA_PORT")}
    if len({*ports.values()}) < len(ports):
        raise BadSetting("LEV_PORT, LEV_INTERNAL_PORT and LEV_RASA_PORT must be three different ports.")
    public_url = value["PUBLIC_URL"].rstrip("/") or f"http://localhost:{ports['LEV_PORT']}"
    check_addresses(value, public_url)
    check_twilio(value)
    if value["LEV_LOG_LEVEL"] not in LEVELS:
        raise BadSetting(f"LEV_LOG_LEVEL must be one of {', '.join(LEVELS)}.")
    var = folder(value["LEV_VAR"])
    config, in_earnest = environment.get("XDG_CONFIG_HOME", ""), public_url.startswith("https:")
    named = (value["LEV_SEAL_KEY"], value["LEV_PSEUDONYM_KEY"], value["LEV_KEYS"])
    seal, pseudonym = keys(*named, config, var, in_earnest=in_earnest)
    return Settings(
        host=value["LEV_HOST"],
        port=ports["LEV_PORT"],
        internal_port=ports["LEV_INTERNAL_PORT"],
        rasa_port=ports["LEV_RASA_PORT"],
        redis_url=value["REDIS_URL"],
        rasa_urls=addresses(value["RASA_URL"]),
        var=var,
        public_url=public_url,
        twilio_account_sid=value["TWILIO_ACCOUNT_SID"],
        twilio_auth_token=value["TWILIO_AUTH_TOKEN"],
        twilio_from=value["TWILIO_FROM"],
        twilio_api_base=value["TWILIO_API_BASE"].rstrip("/"),
        twilio_segments_per_second=pace("TWILIO_SEGMENTS_PER_SECOND", value["TWILIO_SEGMENTS_PER_SECOND"]),
        drill_minutes=minutes("LEV_DRILL_MINUTES", value["LEV_DRILL_MINUTES"]),
        staff=staff_numbers(value),
        seal_key=seal,
        seal_keys_also=also(value["LEV_SEAL_KEYS_ALSO"]),
        pseudonym_key=pseudonym,
        log_level=value["LEV_LOG_LEVEL"],
        trusted_proxies=proxies("LEV_TRUSTED_PROXIES", value["LEV_TRUSTED_PROXIES"]),
        signed_only=yes_no("LEV_SIGNED_ONLY", value["LEV_SIGNED_ONLY"]),
        council=provider(value),
        hook=hook(value),
        rasa_token=rasa_token(value, public_url),
    )
