"""Decides what can be decided without Rasa. What was heard in; `Changes` out, or nothing when Rasa should be asked.

Never lets an ordinary answer come before a STOP, a worker or a risk.
"""

from dataclasses import replace
from datetime import timedelta

from bot.decide.blocked import on_a_break
from bot.decide.draft import Draft
from bot.decide.erase import QUESTION, ask_deletion, erased
from bot.decide.fetch import hold, say_risk_and_fetch
from bot.decide.follow_up import answered_helped
from bot.decide.heard import Heard, House
from bot.decide.language import other_language
from bot.decide.short_answers import asks_privacy, asks_what_changed, is_start, is_stop, says_no, says_yes, skips, wants_deletion
from bot.decide.voices import answered_voice, say_what_changed
from bot.model.age import age_answered
from bot.model.answers import Answers
from bot.model.changes import Changes
from bot.model.risk import Assessment, Finding, Kind, Level, Rule

HOLD_AGAIN_AFTER = timedelta(minutes=2)  # a burst of short texts gets one "I have passed that on", not ten

FLOOD = 15  # texts in a minute: more than thumbs that want an answer to each; every one was read for risk before this counts


def before_asking(heard: Heard, house: House) -> Changes | None:
    """The order is the safeguard: STOP, then who answers, then risk, then our own open questions."""
    draft = Draft(heard, house)
    if heard.on_sms and is_stop(heard.text):
        return _stopped(draft)
    if heard.on_sms and heard.talk.opted_out and is_start(heard.text):
        draft.talk = replace(draft.talk, opted_out=False)
        draft.say("opted_in")
        return draft.changes()
    if heard.who_answers is Answers.WORKER:
        return _with_worker(draft)
    if heard.who_answers is Answers.HOLDING:
        return _holding(draft)
    if heard.found.level < Level.HIGH and (changes := on_a_break(draft)):
        return changes
    if _took_it_back(heard):
        draft.attend(heard.found, fetch_worker=False)
        draft.say("took_it_back")
        draft.remember(None)
        return draft.changes()
    if heard.found.level >= Level.HIGH or Kind.ASKS_FOR_PERSON in heard.found.kinds:
        say_risk_and_fetch(draft)
        return draft.changes()
    if changes := other_language(draft):
        return changes
    if not heard.text.strip():
        draft.say("media_only")
        return draft.changes()
    if heard.found.level is Level.NONE and len(heard.talk.recent) >= FLOOD:
        if "slow_down" not in heard.talk.said[-1:]:
            draft.say("slow_down")
        return draft.changes()  # kept, screened and shown at the desk as ever; only the answers pause
    return _own_question(draft, house)


def _took_it_back(heard: Heard) -> bool:
    """Whether they only take back what was found before: that is no more urgent, and it is never forgotten either."""
    return any(finding.rule is Rule.TOOK_IT_BACK for finding in heard.found.findings) and heard.found.level < Level.HIGH


def _stopped(draft: Draft) -> Changes:
    heard = draft.heard
    draft.talk = replace(draft.talk, opted_out=True, last_question=None)
    if heard.open_case or heard.talk.highest > Level.NONE:
        # STOP can be a frightened child or somebody else holding the phone: a worker hears of it.
        stop = Finding(Kind.STOP_AFTER_FINDING, Level.CONCERN, "stop", 0, len(heard.text))
        findings = (*heard.found.findings, stop)
        draft.attend(Assessment(max(heard.found.level, Level.CONCERN), findings), fetch_worker=False)
    return draft.changes()


def _with_worker(draft: Draft) -> Changes:
    if draft.heard.found.level > Level.NONE:
        draft.attend(draft.heard.found, fetch_worker=False)
    return draft.changes()


def _holding(draft: Draft) -> Changes:
    heard, case = draft.heard, draft.heard.open_case
    if case and heard.found.level > case.level:
        say_risk_and_fetch(draft)
        return draft.changes()
    if heard.found.level > Level.NONE:
        draft.attend(heard.found, fetch_worker=True)
    if _took_it_back(heard) and "took_it_back" not in heard.talk.said:
        draft.say("took_it_back")
        return draft.changes()
    if wants_deletion(heard.text):
        ask_deletion(draft)
        return draft.changes()
    held = heard.talk.last_held_at
    if held is None or heard.now - held >= HOLD_AGAIN_AFTER:
        hold(draft, again=True)
    return draft.changes()


def _own_question(draft: Draft, house: House) -> Changes | None:
    """Answers to what we asked ourselves. Anything that is not an answer goes on to Rasa."""
    heard, question = draft.heard, draft.heard.talk.last_question
    if question == "want_person" and says_yes(heard.text):  # first: what is found in it lies in what they wrote just before
        wants = Finding(Kind.ASKS_FOR_PERSON, Level.CONCERN, "yes", 0, len(heard.text))
        draft.found = Assessment(Level.CONCERN, (*heard.found.findings, wants))
        say_risk_and_fetch(draft)
        return draft.changes()
    if heard.found.level > Level.NONE:
        return None
    draft.remember(None)
    if question == "age":
        band = age_answered(heard.text)
        if band:
            topic = draft.talk.last_topic
            draft.talk = replace(draft.talk, age_band=band)
            draft.say("thanks_age")
            if topic:
                draft.say(topic)
            return draft.changes()
        if skips(heard.text):
            draft.say("skipped_age")
            return draft.changes()
    if question == QUESTION and (says_yes(heard.text) or wants_deletion(heard.text)):
        return erased(draft)
    if question == QUESTION and says_no(heard.text):
        draft.say("delete_not")
        return draft.changes()
    if wants_deletion(heard.text):
        ask_deletion(draft)
        return draft.changes()
    if asks_privacy(heard.text):
        draft.say("privacy", page=house.page)
        return draft.changes()
    if asks_what_changed(heard.text):
        say_what_changed(draft)
        return draft.changes()
    if question == "helped" and (says_yes(heard.text) or says_no(heard.text)):
        answered_helped(draft, "yes" if says_yes(heard.text) else "no")
        return draft.changes()
    if question in ("voice", "voice_text") and heard.text.strip() and answered_voice(draft, question):
        return draft.changes()
    if question == "want_person" and says_no(heard.text):
        draft.say("no_person")
        return draft.changes()
    return None
