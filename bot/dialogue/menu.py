"""A menu that works without Rasa. What was written in, an `Answer` or nothing out.

Never more than six lines: it must fit a text. The numbers are those of the word `menu`.
"""

from bot.dialogue.answer import Answer

_CHOICES = {
    "1": Answer(notes=({"note": "wants_person"},)),
    "2": Answer(say=("consent_what",)),
    "3": Answer(say=("consent_pressure",)),
    "4": Answer(say=("nudes_sent",)),
    "5": Answer(say=("phone_checking",)),
    "6": Answer(say=("feeling_low",)),
}


def menu_choice(text: str) -> Answer | None:
    """What a number of the menu stands for; nothing when the text is not one."""
    return _CHOICES.get(text.strip().strip(".)#").strip())
