"""What is not checked about a place of help is said in plain words at the desk."""

import pytest

from bot.desk.shelf import plainly
from bot.house import read_house


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("on_bill", "whether it shows on a bill"),
        ("on_bill (recent)", "whether it shows on a bill (recent)"),
        ("hours", "hours"),
        ("chat hours", "chat hours"),
    ],
)
def test_a_field_has_a_plain_name(noted: str, said: str) -> None:
    assert plainly(noted) == said


def test_no_place_in_use_shows_a_field() -> None:
    noted = [one for service in read_house().services.all() for one in service.unchecked]
    assert noted
    assert not [one for one in noted if "_" in plainly(one)]
