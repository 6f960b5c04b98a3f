"""The case system's webhook: both settings or neither, and never over an open line."""

from pathlib import Path

import pytest

from bot.settings import BadSetting
from tests.unit.test_settings import _load

TWO = {"LEV_CASE_WEBHOOK_URL": "https://cases.council.example/lev?key=hidden", "LEV_CASE_WEBHOOK_SECRET": "hidden" * 5}


@pytest.mark.parametrize("url", [TWO["LEV_CASE_WEBHOOK_URL"], "http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]:9/"])
def test_none_is_none_and_two_are_taken(tmp_path: Path, url: str) -> None:
    assert _load(tmp_path).hook is None
    settings = _load(tmp_path, **(TWO | {"LEV_CASE_WEBHOOK_URL": url}))
    assert settings.hook
    assert settings.hook.url == url
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"LEV_CASE_WEBHOOK_SECRET": ""}, "both"),
        ({"LEV_CASE_WEBHOOK_URL": ""}, "both"),
        ({"LEV_CASE_WEBHOOK_SECRET": "hidden"}, "24"),
        ({"LEV_CASE_WEBHOOK_URL": "http://cases.council.example/hidden"}, "https"),
        ({"LEV_CASE_WEBHOOK_URL": "http://127.0.0.1.evil.example/hidden"}, "https"),
        ({"LEV_CASE_WEBHOOK_URL": "https://me:hidden@cases.example"}, "https"),
        ({"LEV_CASE_WEBHOOK_URL": "https://cases.example:0/hidden"}, "https"),
        ({"LEV_CASE_WEBHOOK_URL": "https://cases.example:x/hidden"}, "https"),
        ({"LEV_CASE_WEBHOOK_URL": "cases.example/hidden"}, "https"),
        ({"LEV_CASE_WEBHOOK_URL": "ftp://cases.example/hidden"}, "https"),
    ],
)
def test_half_or_open_is_refused(tmp_path: Path, given: dict[str, str], why: str) -> None:
    with pytest.raises(BadSetting, match=why) as refused:
        _load(tmp_path, **(TWO | given))
    assert "hidden" not in str(refused.value)
