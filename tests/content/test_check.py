"""`make check-content` on copies of the project: every slip of an author's hand is named with file and line, all at once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.check import check, main
from bot.setting_checks import ROOT

TODAY = date(2026, 11, 24)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "facts.md", tmp_path / "docs")
    shutil.copy(ROOT / "domain.yml", tmp_path)
    shutil.copy(ROOT / "CODEOWNERS", tmp_path)
    return tmp_path


def spoil(project: Path, file: str, old: str, new: str) -> str:
    """Makes the slip; gives the place where it should be found."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the file still holds what this test spoils"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return f"{path}:{text[: text.index(old)].count(chr(10)) + 1}:"


SLIPS = {
    "an unknown theme": ("data/words/consent.yml", "  for: What is consent?\n", "  for: What is consent?\n  theme: made.up\n  theme: made.up\n", "here twice"),
    "blame": ("data/words/safety.yml", "under_13: Thank", "under_13: You should have said. Thank", "do not say 'you should have'"),
    "a curly apostrophe hides nothing": ("data/words/safety.yml", "under_13: Thank", "under_13: You shouldn’t have gone. Thank", "shouldn't have"),
    "a shout": ("data/words/about_lev.yml", "everyone: You're welcome.", "everyone: You're welcome!", "no exclamation marks"),
    "an emoji": ("data/words/about_lev.yml", "everyone: You're welcome.", "everyone: You're welcome 🙂.", "emoji"),
    "two questions": ("data/words/about_lev.yml", "everyone: Fair enough.", "everyone: Really? OK?", "one question at a time"),
    "a question that leads": ("data/words/safety.yml", "everyone: Thanks for telling me.", "everyone: Did he touch you?", "not one of the questions"),
    "a promise in a first answer": ("data/words/risk.yml", "everyone: Get somewhere safe", "everyone: A support worker is coming. Get safe", "do not promise"),
    "a promise in advice": ("data/words/consent.yml", "under_13: Your body", "under_13: I'm getting someone. Your body", "do not promise"),
    "a telling lock screen": ("data/words/risk.yml", "everyone: Get somewhere safe", "everyone: The police can help. Get safe", "show on a locked phone: 'police'"),
    "an invented number": ("data/words/safety.yml", "call 999. If you can't speak", "call 0800 123 456. If you can't speak", "'0800 123 456' belongs to no verified"),
    "a candidate's number": ("data/words/safety.yml", "call 999. If you can't speak", "call 01872 326536. If you can't speak", "belongs to no verified"),
    "a children's line for adults": ("data/words/consent.yml", "18_over: It's 16.", "18_over: It's 16. Ring 0800 1111.", "said to 18_over"),
    "a fact nobody wrote down": ("data/words/consent.yml", "consent_pressure:\n  for: Someone keeps on at me.\n  short: Someone keeps on at me\n  theme: consent.pressure\n  find: [relationships, sexual_assault]\n  facts: [", "consent_pressure:\n  for: Someone keeps on at me.\n  short: Someone keeps on at me\n  theme: consent.pressure\n  find: [relationships, sexual_assault]\n  facts: [CON-99, ", "unknown fact 'CON-99'"),
    "a fact nobody checked": ("data/words/consent.yml", "consent_pressure:\n  for: Someone keeps on at me.\n  short: Someone keeps on at me\n  theme: consent.pressure\n  find: [relationships, sexual_assault]\n  facts: [", "consent_pressure:\n  for: Someone keeps on at me.\n  short: Someone keeps on at me\n  theme: consent.pressure\n  find: [relationships, sexual_assault]\n  facts: [CON-9, ", "grade C"),
    "a blank nobody fills": ("data/words/about_lev.yml", "everyone: You're welcome.", "everyone: You're welcome, [worker].", "unknown blank [worker]"),
    "two youngest forms": ("data/words/about_lev.yml", "everyone: You're welcome.", "under_13: Hi.\n  everyone: You're welcome.", "only one can be said"),
    "a service's slip": ("data/services/national.yml", "audience: any", "audience: martians", "audience must be"),
    "a kind of risk nobody knows": ("data/themes.yml", "{name: Threats with pictures, kinds: [sextortion], chi: [violence]}", "{name: x, kinds: [sadness], chi: [peers]}", "unknown kind"),
    "hours without quotes": ("data/hours.yml", 'monday: [{opens: "09:00"', "monday: [{opens: 10:00", "in quotes"),
    "a phrase's slip": ("data/risk/suicide.yml", "kind: suicide", "kind: sadness", "sadness"),
    "an answer nobody wrote": ("domain.yml", "{say: consent_what}", "{say: consent_wat}", "which is not in data/words"),
    "a topic without examples": ("domain.yml", "  - consent_what\n", "  - consent_what\n  - brand_new\n", "brand_new"),
    "a rule for a response nobody has": ("data/stories/consent.yml", "action: utter_consent_what", "action: utter_consent_wat", "neither a response nor an action"),
    "an offer nobody wrote": ("data/words/talking.yml", "for: The second time in a row. A person comes first in the menu.\n  offers: [person_coming,", "for: The second time in a row.\n  offers: [person_comin,", "offers 'person_comin', which nobody has written"),
    "a name in capitals": ("data/redact/given.yml", "  aaliya", "  Zephyrine aaliya", "'Zephyrine' should be in small letters"),
    "a name twice": ("data/redact/surnames.yml", "  abdi ", "  abdi abdi ", "'abdi' is on this list already"),
    "a village twice": ("data/redact/places.yml", "  albaston,", "  albaston, albaston,", "'albaston' is on this list already"),
    "a list nobody reads": ("data/redact/schools.yml", "alone: [", "alon: [", "unknown name 'alon'"),
    "a word YAML takes for false": ("data/redact/cues.yml", '"no"', "no", "expected text, found False"),
    "a word of txt-speak with a mark": ("data/redact/slang.txt", "10pm", "10pm!", "'10pm!' should be in small letters"),
    "a menu too long": ("data/words/talking.yml", "for: The second time in a row. A person comes first in the menu.\n  offers: [", "for: The second time in a row.\n  offers: [topics, ", "7 things"),
    "a feeling without a word": ("data/feelings.yml", "feel_angry:", "feel_cross:", "'feel_cross', which nobody has written"),
    "a wrong grade": ("docs/facts.md", "| A | Sexual Offences Act", "| good | Sexual Offences Act", "grades are A, B and C"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "what"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_named_with_file_and_line(project: Path, file: str, old: str, new: str, what: str) -> None:
    place = spoil(project, file, old, new)
    errors, _ = check(project, TODAY)
    told = [error for error in errors if what in error]
    assert told, errors
    at = int(place.rsplit(":", 2)[1])
    assert told[0].startswith(place.rsplit(":", 2)[0] + ":")
    assert at <= int(told[0].removeprefix(place.rsplit(":", 2)[0] + ":").split(":")[0]) <= at + new.count("\n") + 1


def test_all_slips_are_told_at_once(project: Path) -> None:
    slips = ("blame", "a shout", "hours without quotes", "a phrase's slip", "a wrong grade", "a service's slip", "an unknown theme")
    for slip in slips:
        spoil(project, *SLIPS[slip][:3])
    errors, _ = check(project, TODAY)
    assert len(errors) == len(slips), errors


def test_every_slip_in_one_file_is_told(project: Path) -> None:
    spoil(project, "data/words/about_lev.yml", "everyone: You're welcome.", "everyone: You're welcome, [nobody].")
    spoil(project, "data/words/about_lev.yml", "everyone: Fair enough.", "everyone: " + "very long " * 40)
    errors, _ = check(project, TODAY)
    assert sum("about_lev.yml" in error for error in errors) == 2, errors


def test_a_word_the_code_says_must_be_there(project: Path) -> None:
    spoil(project, "data/words/workers.yml", "holding_more:", "holding_mor:")
    errors, _ = check(project, TODAY)
    assert [error.split(": ", 1)[1] for error in errors] == ["no word named 'holding_more', which the code says"]


@pytest.mark.parametrize("gone", ["data/words", "data/services", "data/tone.yml", "docs/facts.md", "domain.yml", "data/nlu"])
def test_a_file_that_is_gone_is_told_not_raised(project: Path, gone: str) -> None:
    path = project / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    errors, _ = check(project, TODAY)
    assert any(error.startswith(f"{path}:1:") for error in errors)


def test_what_people_must_still_do_is_said_and_is_no_error(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project, "data/words/talking.yml", "expires: 2027-05-24", "expires: 2026-12-20")
    spoil(project, "data/words/consent.yml", "signed_off: pending", "signed_off: A Lead")
    spoil(project, "data/signers.yml", "signers: []", "signers: [{name: A Lead, role: safeguarding-lead, since: 2026-11-01}]")
    spoil(project, "data/services/west.yml", "checked_on: 2026-08-31", "checked_on: 2026-02-01")
    assert main([str(project)], TODAY) == 0
    said = capsys.readouterr().out
    assert "words wait for the safeguarding lead's signature" in said
    assert "consent.yml" not in said.partition("words wait for")[2].splitlines()[0], "that file is signed"
    assert "talking.yml:5: ask_age expires on 2026-12-20" in said
    assert "west-cornwall-womens-aid was last checked on 2026-02-01" in said
    assert "numbers that a person must ring before launch: police-101" in said
    assert "not verified and are never said: kooth" in said
    main([str(project)], date(2027, 9, 1))
    later = capsys.readouterr().out
    assert "ask_age expired on 2026-12-20" in later
    assert "add the next bank holidays" in later


def test_an_error_ends_with_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project, "data/words/about_lev.yml", "everyone: You're welcome.", "everyone: You're welcome!")
    assert main([str(project)], TODAY) == 1
    told = capsys.readouterr()
    assert told.err.startswith("data/words/about_lev.yml:"), "from the project's own folder"
    assert "1 wrong" in told.out
