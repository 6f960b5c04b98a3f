"""Another language in our letters is noticed, and none of our own English is taken for one."""

import pytest

from bot.content.examples import examples
from bot.content.languages import load_listed
from bot.content.phrases import RiskWords
from bot.content.sentences import sentences
from bot.content.tongues import load_known
from bot.model.risk import Kind, Level, Rule
from bot.screen.assess import Screen
from bot.screen.cli import RISK_FOLDER
from bot.screen.language import Tongues
from bot.setting_checks import ROOT

KNOWN = load_known(ROOT / "data" / "languages" / "known.yml")
TONGUES = Tongues(KNOWN)
SCREEN = Screen(RiskWords.load(RISK_FOLDER), tongues=TONGUES)

# Written after the lists, and the lists were not changed for them.
FOREIGN = {
    "Polish": ("on mnie dotyka i nie chce przestac", "moja kolezanka placze bo jej chlopak jest zly dla niej"),
    "Ukrainian": ("my zhyvemo tut z mamoyu i meni duzhe pohano", "він не дає мені йти до школи"),
    "Russian": ("ya ne mogu skazat mame chto on delaet so mnoy", "мне очень плохо и я не знаю кому сказать"),
    "Romanian": ("nu vreau sa merg acasa pentru ca ma bate", "prietenul meu imi cere poze si nu stiu ce sa fac"),
    "Portuguese": ("o meu namorado quer que eu mande fotos e eu nao quero", "nao posso voltar para casa hoje"),
    "Spanish": ("mi novio me pide fotos y no quiero", "no puedo decir nada porque tengo mucho miedo"),
    "French": ("mon copain veut des photos et je ne veux pas", "je ne peux pas rentrer chez moi parce que j'ai peur"),
    "Lithuanian": ("as labai bijau eiti namo", "mano vaikinas nori kad as siusciau nuotraukas"),
    "Bulgarian": ("toy iska da mu pratya snimki a az ne iskam", "не мога да кажа на мама какво става"),
    "German": ("mein freund will bilder von mir und ich will das nicht", "ich kann nicht nach hause, ich habe angst"),
    "Italian": ("il mio ragazzo vuole le mie foto e io non voglio", "non posso tornare a casa perche ho paura"),
    "Turkish": ("erkek arkadasim benden fotograf istiyor ama ben istemiyorum", "eve gitmek istemiyorum cunku babam cok kizgin"),
}

ENGLISH = (
    "im learning spanish hola como estas lol",
    "we had pizza margherita con funghi e gelato",
    "my mum is from poland and says nie wiem all the time",
    "wuu2 tn bbz u comin 2 the prom or nah",
    "asdf qwer zxcv lol haha xx",
    "je taime",
    "que sera sera, la vida loca",
    "omg bff fomo irl tbh idk ngl",
    "Kasia Wojcik and Joao Silva are in my class with Oana Popescu",
    "",
    "?!",
)


def test_nearly_all_is_noticed_and_mostly_under_its_own_name() -> None:
    found = [(name, TONGUES.found(text)) for name, texts in FOREIGN.items() for text in texts]
    assert sum(place is not None for _, place in found) >= 21, [name for name, place in found if not place]
    assert sum(place is not None and place[0] == name for name, place in found) >= 20


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_some_of_it_is_english(text: str) -> None:
    assert TONGUES.found(text) is None


def test_none_of_our_own_sentences_is_taken_for_another_language() -> None:
    ours = [sentence.text for sentence in sentences(RISK_FOLDER / "examples")]
    ours += [example.unnamed() for example in examples(ROOT / "data" / "nlu")]
    wrong = [text for text in ours if TONGUES.found(text)]
    print(f"{len(wrong)} of {len(ours)} sentences are taken for another language")
    assert len(ours) > 15_000
    assert not wrong


def test_it_is_a_concern_that_names_the_guess_and_its_place() -> None:
    text = "  Boję się mojego ojca, on mnie bije!"
    [finding] = SCREEN.assess(text).findings
    assert (finding.kind, finding.level, finding.rule) == (Kind.UNREADABLE, Level.CONCERN, Rule.CODE)
    assert finding.phrase == "words of Polish"
    assert text[finding.start : finding.end] == "Boję się mojego ojca, on mnie bije"


def test_a_danger_in_english_beside_it_stays_what_it_is() -> None:
    text = "nie wiem co robic, boje sie, i want to kill myself"
    assert SCREEN.assess(text).level >= Level.HIGH


def test_each_language_that_has_words_is_noticed() -> None:
    shown = {one.shown for code, one in load_listed(ROOT / "data" / "languages").items() if code != "en"}
    assert shown <= set(KNOWN), "else nobody would hear its words"
