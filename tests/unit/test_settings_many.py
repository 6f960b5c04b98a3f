"""Settings that name several things, people on duty, the pace and the drill: taken when they can work, else refused in words."""

from pathlib import Path

import pytest

from bot.settings import BadSetting
from tests.unit.test_settings import TWILIO as THREE
from tests.unit.test_settings import _load

TWILIO = THREE | {"PUBLIC_URL": "https://lev.example"}


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("", ()),
        ("http://rasa:5005/", ("http://rasa:5005",)),
        ("http://rasa-0:5005/, http://rasa-1:5005", ("http://rasa-0:5005", "http://rasa-1:5005")),
    ],
)
def test_one_rasa_or_several_are_taken(tmp_path: Path, given: str, taken: tuple[str, ...]) -> None:
    assert _load(tmp_path, RASA_URL=given).rasa_urls == taken


@pytest.mark.parametrize("scheme", ["redis", "rediss", "redis+cluster", "rediss+cluster"])
def test_a_store_of_ones_own_or_a_cluster_is_taken(tmp_path: Path, scheme: str) -> None:
    url = f"{scheme}://:hidden@store:7000"
    assert _load(tmp_path, REDIS_URL=url).redis_url == url


def test_people_on_duty_are_taken_and_never_shown(tmp_path: Path) -> None:
    settings = _load(tmp_path, **TWILIO, LEV_ON_CALL="+447700900111", LEV_DUTY_MANAGER="+447700900333")
    assert settings.staff == {"on_call": "+447700900111", "duty_manager": "+447700900333"}
    assert "900111" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"LEV_LEAD": "07700900111"}, "LEV_LEAD must be a mobile number"),
        ({"LEV_LEAD": "ring tam"}, "LEV_LEAD must be a mobile number"),
        ({"TWILIO_SEGMENTS_PER_SECOND": "fast"}, "segments a second"),
        ({"TWILIO_SEGMENTS_PER_SECOND": "-1"}, "segments a second"),
        ({"TWILIO_SEGMENTS_PER_SECOND": "nan"}, "segments a second"),
        ({"LEV_DRILL_MINUTES": "1.5"}, "whole minutes"),
        ({"LEV_DRILL_MINUTES": "99999"}, "whole minutes"),
    ],
)
def test_what_cannot_be_is_refused_without_repeating_it(tmp_path: Path, given: dict[str, str], why: str) -> None:
    with pytest.raises(BadSetting, match=why) as refused:
        _load(tmp_path, **TWILIO, **given)
    assert not any(value in str(refused.value) for value in given.values() if len(value) > 3)


def test_people_on_duty_need_twilio(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="LEV_ON_CALL is set, but Twilio is not"):
        _load(tmp_path, LEV_ON_CALL="+447700900111")
