"""Every action of ours in one list.

Never imported by `actions.serve` before the first call: `rasa_sdk` takes a second and 17 MB.
"""

from rasa_sdk import Action

from actions.escalate import Escalate
from actions.find_service import FindService
from actions.follow_up import AtAge, TellMore, WhatIf
from actions.guesses import NotMeant, NotSure
from actions.note_age import NoteAge
from actions.opening_hours import OpeningHours

EVERY: tuple[type[Action], ...] = (AtAge, Escalate, FindService, NotMeant, NotSure, NoteAge, OpeningHours, TellMore, WhatIf)
