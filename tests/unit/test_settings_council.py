"""The council's own sign-in: all three settings or none, and never over an open line."""

from pathlib import Path

import pytest

from bot.settings import BadSetting
from tests.unit.test_settings import _load

THREE = {"LEV_OIDC_ISSUER": "https://id.council.example/t", "LEV_OIDC_CLIENT_ID": "lev", "LEV_OIDC_CLIENT_SECRET": "hidden"}


def test_none_is_none_and_three_are_taken(tmp_path: Path) -> None:
    assert _load(tmp_path).council is None
    settings = _load(tmp_path, **THREE, LEV_OIDC_LABEL="Sign in with Kernow")
    assert settings.council
    assert (settings.council.issuer, settings.council.label) == (THREE["LEV_OIDC_ISSUER"], "Sign in with Kernow")
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"LEV_OIDC_CLIENT_SECRET": ""}, "LEV_OIDC_CLIENT_SECRET is not"),
        ({"LEV_OIDC_ISSUER": ""}, "LEV_OIDC_ISSUER is not"),
        ({"LEV_OIDC_ISSUER": "http://id.council.example"}, "https"),
        ({"LEV_OIDC_ISSUER": "https://me:pw@id.council.example"}, "https"),
        ({"LEV_OIDC_ISSUER": "https://id.council.example/?x=1"}, "https"),
        ({"LEV_OIDC_ISSUER": "id.council.example"}, "https"),
        ({"LEV_OIDC_LABEL": "x" * 61}, "60 characters"),
    ],
)
def test_half_or_open_is_refused(tmp_path: Path, given: dict[str, str], why: str) -> None:
    with pytest.raises(BadSetting, match=why) as refused:
        _load(tmp_path, **(THREE | given))
    assert "hidden" not in str(refused.value)
