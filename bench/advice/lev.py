"""Lev as a whole: Rasa's ranking weighed with our own reading, as in a turn. Rankings and texts in, what Lev would do out.

Never a copy of how Lev weighs: it is the same code.
"""

from collections.abc import Sequence

from bench.advice.judge import Guess, Heard, hear
from bench.advice.split import Sentences, plain
from bot.content.words import Words
from bot.decide.heard import Reply
from bot.decide.weigh import weighed
from bot.launch.rasa import ROOT
from bot.meaning.learn import learned
from bot.meaning.topics import TopicReader
from bot.meaning.vectors import Sentences as Vectors

SAID_AS = {"greet": "hello", "affirm": "go_on", "deny": "go_on", "show_menu": "topics"}
NOTED_AS = {
    "ask_for_person": "wants_person", "find_service": "find_service", "opening_hours": "opening_hours", "tell_age": "age",
    "tell_more": "tell_more", "what_if_they": "what_if", "at_age": "at_age", "not_meant": "not_meant",
}  # fmt: skip
"""What the rules in `data/stories` answer where it is not a word of the intent's own name."""
_INTENTS = {said: intent for intent, said in SAID_AS.items()} | {note: intent for intent, note in NOTED_AS.items()}
NOT_SURE = "not_sure"


def taught(sentences: Sentences) -> TopicReader:
    """Our own reader of topics, taught the sentences a pipeline was taught."""
    pairs = [(plain(line), intent) for intent, lines in sentences.by_intent.items() for line in lines]
    vectors = Vectors()
    linear = learned(vectors.vectors([text for text, _ in pairs]), [intent for _, intent in pairs])
    return TopicReader(linear, vectors, ())  # no sentence known by heart: that would flatter what is held back


def lev_hears(rankings: Sequence[Sequence[Guess]], texts: Sequence[str], reader: TopicReader) -> tuple[Heard, ...]:
    """What Lev does with each text."""
    words = Words.load(ROOT / "data" / "words")
    return tuple(
        _told(weighed(reply_for(hear(ranking)), readings, words), readings[0].topic)
        for ranking, readings in zip(rankings, (reader.read(text) for text in texts), strict=True)
    )


def reply_for(heard: Heard) -> Reply:
    """What Rasa's rules answer to an intent, as the turn gets it."""
    intent = heard.answered
    if intent is None:
        return Reply(notes=({"note": NOT_SURE, "guesses": ",".join(heard.offers)},))
    if intent in NOTED_AS:
        return Reply(notes=({"note": NOTED_AS[intent]},))
    return Reply(say=(SAID_AS.get(intent, intent),))


def _told(reply: Reply | None, first: str) -> Heard:
    assert reply, "Rasa answered"
    if reply.say:
        return Heard(first, _INTENTS.get(reply.say[0], reply.say[0]))
    note = reply.notes[0]
    if note["note"] == NOT_SURE:
        return Heard(first, None, tuple(name for name in note["guesses"].split(",") if name))
    return Heard(first, _INTENTS[note["note"]])
