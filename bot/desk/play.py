"""The practice room's rules: a script and what a worker did in; the talk so far, and feedback at the end, out.

Never judges more than it can see: words and steps, not tone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.content.practice import Answer, Look, Script
from bot.model.case import Refused
from bot.model.practice import Step


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a practice talk. `who` is `young_person`, `worker` or `desk`."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One piece of feedback."""

    good: bool
    text: str


def may(steps: Sequence[Step], step: Step) -> None:
    """Raises `Refused` for what cannot be done now, as the desk would."""
    acts = [one.act for one in steps]
    if "close" in acts:
        raise Refused("This practice talk is closed. Begin another.")
    if step.act == "claim" and "claim" in acts:
        raise Refused("You have this case already.")
    if step.act != "claim" and "claim" not in acts:
        raise Refused("Claim this case first.")
    if step.act in ("reply", "refer") and not step.text.strip():
        raise Refused("The message is empty." if step.act == "reply" else "Choose where you refer to.")


def talk(script: Script, steps: Sequence[Step], routes: Mapping[str, str]) -> list[Said]:
    """Everything said so far. An answer that was given is not given again. `routes`: the name of each that can be told."""
    lines, used = [Said("young_person", text) for text in script.opens], set[int]()
    for number, step in enumerate(steps):
        lines.append(_done(script, step, routes))
        before = [one.act for one in steps[:number]]
        for place, answer in enumerate(script.answers):
            if place not in used and _fits(answer, step, before):
                used.add(place)
                lines += [Said("young_person", text) for text in answer.say]
                break
    return lines


def feedback(script: Script, steps: Sequence[Step]) -> list[Seen]:
    """What went well first, then what to try."""
    found = [Seen(good, look.yes if good else look.no) for look in script.looks for good in (_good(look, steps),)]
    return sorted(found, key=lambda seen: not seen.good)


def _done(script: Script, step: Step, routes: Mapping[str, str]) -> Said:
    match step.act:
        case "claim":
            return Said("desk", "You claimed the case. They hear that you have joined.")
        case "safe_check":
            return Said("worker", script.safe_check)
        case "refer":
            return Said("desk", f"You recorded a referral: {routes.get(step.text, step.text)}. Nothing was sent: this is practice.")
        case "close":
            return Said("desk", "You closed the case.")
    return Said("worker", step.text)


def _fits(answer: Answer, step: Step, before: Sequence[str]) -> bool:
    text = _plain(step.text)
    return (
        answer.on == step.act
        and (not answer.has or any(word in text for word in answer.has))
        and (not answer.to or step.text in answer.to)
        and all(act in before for act in answer.after)
    )


def _good(look: Look, steps: Sequence[Step]) -> bool:
    wrote = [_plain(step.text) for step in steps if step.act == "reply"]
    if look.never:
        return not any(word in text for word in look.never for text in wrote)
    if look.said:
        return any(word in text for word in look.said for text in wrote)
    did = [place for place, step in enumerate(steps) if step.act == look.did and (not look.to or step.text in look.to)]
    first = next((place for place, step in enumerate(steps) if step.act == look.before), len(steps))
    return bool(did) and did[0] < first


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())
