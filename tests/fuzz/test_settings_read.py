"""Settings, given anything: they are whole, or one sentence says what is wrong, and it never repeats what was given."""

import base64
from pathlib import Path

from hypothesis import strategies as st

from bot.setting_checks import BadSetting, read_file
from bot.settings import DEFAULTS, Settings, load
from tests.fuzz.rounds import tried
from tests.fuzz.test_parsers import ANY, BYTES, SOME

SHARE = 1 / 6
KEY, OTHER = base64.b64encode(bytes(32)).decode(), base64.b64encode(bytes(range(32))).decode()
NAMES = sorted({*DEFAULTS} - {"LEV_VAR", "LEV_KEYS"})  # these two make folders
MARK = "zq7secretzq7"
ODD = st.sampled_from(
    ["http://[", "https://[::1", "https://lev.example:99999", "https://\u2100.example", "redis://:p@h:x/0", "unix://", "https://a@b", "yes", "-1",
     "1e999", "nan", "inf", "0x10", "\u0661", "10.0.0.0/99", "::1%eth0", "10.0.0.1/24", "Ada=+447700900123,Bo", "=", ",,,", "+44", "rediss+cluster://h",
     "AC" + "0" * 32, "+447700900000", "https://id.example", "https://h/x?y#z", "5", "localhost", KEY, f"{KEY},{OTHER}", f"{KEY},", MARK]
)  # fmt: skip
VALUES = st.one_of(ODD, ODD, SOME, ANY, st.tuples(ODD, SOME).map("".join))


def test_the_environment(tmp_path: Path) -> None:
    here = {"LEV_VAR": str(tmp_path / "var"), "LEV_KEYS": str(tmp_path / "keys.json")}

    def trial(given: dict[str, str]) -> None:
        try:
            settings = load(here | given, tmp_path / ".env")
        except BadSetting as refused:
            said = str(refused)
            assert said
            assert "\n" not in said
            assert MARK not in said
            return
        assert isinstance(settings, Settings)
        assert MARK not in repr(settings)

    tried(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6), trial, share=SHARE, a_round=120)


def test_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"

    def trial(body: bytes) -> None:
        file.write_bytes(body)
        try:
            given = read_file(file)
        except BadSetting as refused:
            assert "\n" not in str(refused)
            return
        assert all(isinstance(value, str) for value in given.values())

    lines = st.lists(
        st.tuples(st.sampled_from(["LEV_PORT", "export A", "#", "", '"', "A b"]), st.sampled_from(["=", " = ", ""]), BYTES),
        max_size=4,
    )
    tried(
        BYTES | lines.map(lambda all_: b"\n".join(name.encode() + sign.encode() + value for name, sign, value in all_)),
        trial,
        share=SHARE,
    )
