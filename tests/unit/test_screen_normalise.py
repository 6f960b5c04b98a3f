"""Ways of writing in, plain words out. Never depends on `data/risk`."""

import pytest

from bot.screen.fold import rough_words
from bot.screen.normalise import Normaliser


@pytest.fixture
def normaliser() -> Normaliser:
    spellings = {"dont": "do not", "im": "i am", "i'll": "i will", "2nite": "tonight", "wanna": "want to", "u": "you",
                 "b4": "before", "🔪": "knife", "self-harm": "self harm", "selfharm": "self harm"}  # fmt: skip
    made = Normaliser(spellings, ["so", "really"])
    for phrase in ("kill myself", "self harm", "cannot cope", "die", "kms", "help me", "raped", "cafe", "od", "dad hits me"):
        made.phrase(phrase)
    return made


WRITTEN = {
    "capitals": ("KILL MySelf", "kill myself"),
    "spaces": ("  kill \t myself ", "kill myself"),
    "straight apostrophe": ("I don't", "i do not"),
    "curly apostrophe": ("i don’t", "i do not"),
    "no apostrophe": ("i dont", "i do not"),
    "an apostrophe that matters": ("i'll", "i will"),
    "whose": ("dad's", "dad"),
    "signs for letters": ("k!ll mys3lf", "kill myself"),
    "zero and four": ("s3lf h4rm", "self harm"),
    "a star for a vowel": ("r*ped", "raped"),
    "drawn out": ("heeeelp meeee", "help me"),
    "drawn out doubles": ("killlll", "kill"),
    "an ordinary double": ("odd", "odd"),
    "a word like another": ("rapped", "rapped"),
    "txt": ("wanna die 2nite b4 u", "want to die tonight before you"),
    "spelt out": ("k.m.s", "kms"),
    "spelt out with spaces": ("k m s", "kms"),
    "hyphen": ("self-harm", "self harm"),
    "joined": ("selfharm", "self harm"),
    "accents": ("café", "cafe"),
    "invisible signs": ("ki\u200bll my\u00adself", "kill myself"),
    "full width": ("ｋｉｌｌ", "kill"),
    "mathematical bold": ("𝐤𝐢𝐥𝐥", "kill"),
    "a known picture sign": ("🔪🏽", "knife"),
    "an unknown picture sign between": ("kill 😭 myself", "kill myself"),
    "skipped words": ("so really die", "die"),
    "loud": ("help me!!!", "help me"),
    "run together by a sign": ("help!me", "help me"),
    "numbers stay": ("im 14", "i am 14"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("written", "plain"), WRITTEN.values(), ids=WRITTEN.keys())
def test_text_becomes_plain(normaliser: Normaliser, written: str, plain: str) -> None:
    assert " ".join(word.text for word in normaliser.text(written)) == plain


PLACES = {
    "plain": ("i want to die", "die", "die"),
    "after a picture sign": ("😭😭 k!ll", "kill", "k!ll"),
    "an apostrophe": ("no I don’t", "not", "don’t"),
    "invisible signs": ("ki\u200bll", "kill", "ki\u200bll"),
    "a letter that unfolds": ("ﬁne die", "die", "die"),
    "spelt out": ("ok k.m.s ok", "kms", "k.m.s"),
    "drawn out": ("oh diiiie", "die", "diiiie"),
}


@pytest.mark.parametrize(("text", "word", "original"), PLACES.values(), ids=PLACES.keys())
def test_places_are_in_the_original(normaliser: Normaliser, text: str, word: str, original: str) -> None:
    found = next(w for w in normaliser.text(text) if w.text == word)
    assert text[found.start : found.end] == original


def test_one_stop_ends_a_sentence_and_a_row_of_dots_does_not() -> None:
    assert [word.ends_before for word in rough_words("a... b. c, d! e\nf")] == [False, False, True, False, True, True]


@pytest.fixture
def settled(normaliser: Normaliser) -> Normaliser:
    for phrase in ("i want to be here", "my boyfriend keeps hitting me", "he touched me", "talking", "going to", "school"):
        normaliser.phrase(phrase)
    normaliser.settle()
    return normaliser


SLIPS = {
    "letters swapped": ("my boyfreind", "my boyfriend"),
    "a letter left out": ("keeps hiting", "keeps hitting"),
    "no vowels": ("tlkng 2nite", "talking tonight"),
    "-in": ("tlkin talkin", "talking talking"),
    "run together": ("iwanttodie", "i want to die"),
    "run together with a short form": ("idontwanttobehere", "i do not want to be here"),
    "an ordinary word near to ours": ("touches tough couch", "touches tough couch"),
    "too short to be sure": ("dye kilt", "dye kilt"),
    "a name": ("kirsty polzeath", "kirsty polzeath"),
}


@pytest.mark.parametrize(("written", "plain"), SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_mended_towards_words_of_ours(settled: Normaliser, written: str, plain: str) -> None:
    assert " ".join(word.text for word in settled.text(written)) == plain


def test_each_word_of_what_ran_together_has_its_place(settled: Normaliser) -> None:
    text = "ok idontwanttobehere"
    places = {word.text: text[word.start : word.end] for word in settled.text(text)}
    assert places["want"] == "want"
    assert places["here"] == "here"
