"""The practice room's rules: branches on what a worker did, feedback that can go either way, and scripts that are whole."""

from pathlib import Path

import pytest

from bot.content.practice import load_practice
from bot.content.reader import ContentError
from bot.content.referral_routes import load_referral_routes
from bot.desk.play import feedback, may, talk
from bot.house import DATA
from bot.model.case import Refused
from bot.model.practice import Step

ROUTES = {one.id: one.name for one in load_referral_routes(DATA / "referral_routes.yml").values()}
SCRIPTS = load_practice(DATA / "practice", ROUTES)
PICTURE = SCRIPTS["picture"]
CLAIM, ASK, CLOSE = Step("claim"), Step("safe_check"), Step("close")


def _young(*steps: Step) -> list[str]:
    return [line.text for line in talk(PICTURE, steps, ROUTES) if line.who == "young_person"]


def test_the_script_branches_on_what_the_worker_did() -> None:
    kind = _young(CLAIM, ASK, Step("reply", "It’s not your fault"), Step("refer", "maru"))
    blaming = _young(CLAIM, Step("reply", "why did you send it?"))
    assert "they want money by friday" in kind
    assert "will my mum have to know?" in kind
    assert "forget it" in blaming
    assert not set(kind) & {"forget it"}


def test_an_answer_is_given_once_and_silence_is_allowed() -> None:
    same = [Step("reply", "how are you")] * 5
    assert _young(CLAIM, *same)[-2:] == ["i dont know what to do", "ok"]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_look_can_be_well_and_can_be_missed(script) -> None:  # type: ignore[no-untyped-def]
    said = [Step("reply", word) for look in script.looks for word in look.said]
    to = next((look.to[0] for look in script.looks if look.to), "maru")
    best = [CLAIM, ASK, *said, Step("refer", to), CLOSE]
    assert all(seen.good for seen in feedback(script, best))
    worst = [CLAIM, *(Step("reply", word) for look in script.looks for word in look.never or ("x",)), CLOSE]
    assert not any(seen.good for seen in feedback(script, worst))


def test_safe_first_means_before_the_first_reply() -> None:
    late = feedback(PICTURE, [CLAIM, Step("reply", "hello"), ASK, CLOSE])
    assert "Ask whether it is safe to text before anything else" in " ".join(seen.text for seen in late if not seen.good)


@pytest.mark.parametrize(("before", "step"), [((), ASK), ((CLAIM,), CLAIM), ((CLAIM,), Step("reply", " ")), ((CLAIM, CLOSE), ASK)])
def test_it_refuses_as_the_desk_does(before: tuple[Step, ...], step: Step) -> None:
    with pytest.raises(Refused):
        may(before, step)


@pytest.mark.parametrize(
    ("was", "now"),
    [("level: high", "level: huge"), ("on: claim", "on: dance"), ("did: safe_check", "did: nothing"), ("to: [maru, police_101", "to: [marzipan, police_101"), ("title:", "titel:"),
     ('  - {on: reply, say: ["i dont know what to do"]}\n  - {on: reply, say: ["ok"]}\n', "")],
)  # fmt: skip
def test_a_broken_script_names_its_line(tmp_path: Path, was: str, now: str) -> None:
    text = (DATA / "practice" / "picture.yml").read_text()
    assert was in text
    (tmp_path / "picture.yml").write_text(text.replace(was, now))
    with pytest.raises(ContentError, match=r"picture\.yml:\d+"):
        load_practice(tmp_path, ROUTES)
