"""What Rasa understands of sentences it was never trained on."""

import re
from pathlib import Path

import pytest
import yaml

from bot.dialogue.ask import Answer, Dialogue
from tests.rasa_server import ROOT, RasaServer

HELD_OUT = yaml.safe_load((Path(__file__).parent / "heldout.yml").read_text())
ENOUGH = 0.9  # of all held-out sentences; below it a change of data/nlu made things worse
FEWEST = 3  # sentences for each answer


def _rows() -> list[tuple[str, str, str]]:
    return [(kind, name, text) for kind, table in HELD_OUT.items() for name, texts in table.items() for text in texts]


def _trained() -> set[str]:
    found = set()
    for path in (ROOT / "data" / "nlu").glob("*.yml"):
        for part in yaml.safe_load(path.read_text())["nlu"]:
            if "intent" in part:
                found |= {re.sub(r"\[(.+?)\]\(\w+\)", r"\1", line[2:]) for line in part["examples"].splitlines()}
    return found


def test_no_held_out_sentence_is_trained_on() -> None:
    assert not _trained() & {text for _, _, text in _rows()}


def test_every_answer_of_the_domain_is_asked_for() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text())
    said = {part["custom"]["say"] for parts in domain["responses"].values() for part in parts}
    assert said == set(HELD_OUT["say"])
    assert all(len(texts) >= FEWEST for table in HELD_OUT.values() for texts in table.values())


async def test_unseen_sentences_get_the_right_answer(rasa: RasaServer) -> None:
    """The whole list in one figure, and no answer that is mostly wrong."""
    wrong: list[tuple[str, str, str]] = []
    right: dict[str, int] = {}
    dialogue = Dialogue(rasa.url)
    for number, (kind, name, text) in enumerate(_rows()):
        answer = await dialogue.ask(f"held-out.{number}", text)
        assert isinstance(answer, Answer), (text, answer)
        got = answer.say if kind == "say" else tuple(note["note"] for note in answer.notes)
        right[name] = right.get(name, 0) + (got == (name,))
        if got != (name,):
            wrong.append((text, name, str(answer)))
    await dialogue.close()
    share = 1 - len(wrong) / len(_rows())
    print(f"\nheld-out sentences: {len(_rows())}, right: {share:.1%}", *wrong, sep="\n  ")
    assert share >= ENOUGH, wrong
    assert all(right[name] > len(texts) / 2 for table in HELD_OUT.values() for name, texts in table.items()), wrong


@pytest.mark.parametrize("text", ["qwrtp zxcvb", "?", "12345 67890", "🙂", "...", "nieuwe fiets kopen", "x" * 1_600])
async def test_nonsense_gets_no_advice(rasa: RasaServer, text: str) -> None:
    dialogue = Dialogue(rasa.url)
    assert await dialogue.ask(f"nonsense.{len(text)}", text) == Answer(say=("did_not_understand",))
    await dialogue.close()
