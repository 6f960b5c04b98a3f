"""Every page of the desk and beside it by its address, on a desk that is filled with what is long. A house in, addresses out.

Never leaves a page out: `LEFT_OUT` says why for each that is none.
"""

from dataclasses import replace
from datetime import timedelta

from bot.content.themes import Themes
from bot.desk.sign_in import made
from bot.house import DATA
from bot.model.block import Block
from bot.model.case import Case, CaseState
from bot.model.case_lines import Note
from bot.model.changes import AuditLine, Changes
from bot.model.leading import Debrief
from bot.model.listening import Gap, Marked, Verdict, Voice
from bot.model.message import Channel, Entry, Speaker
from bot.model.risk import Kind, Level
from bot.model.rota import Turn
from bot.model.worker import Role
from bot.model.you_said import YouSaid
from bot.store.you_said import YouSaidStore
from bot.themes.calendar import quarter_of
from bot.themes.simulate import simulate
from bot.themes.simulate_listening import listened
from bot.themes.tag import week_of
from tests.desk_house import NOW, House
from tests.queueing import waiting

THEMES = Themes.load(DATA / "themes.yml")
MONTH = f"{NOW:%Y-%m}"
LONG = "https://somewhere.example/" + "a" * 140  # a word that no line can break at a space
NAME = "Wilhelmina-Penhaligon Trevorrow-Nancarrow"[:40]
LOGIN = "wilhelmina.penhaligon.trevorrow-nancarrow@children.cornwall.gov"

LEFT_OUT = {
    "/desk/assets/{name:str}": "a style, a script or a sound",
    "/desk/live": "a bell",
    "/desk/case/{contact:str}/{case_id:str}/live": "a bell",
    "/desk/case/{contact:str}/{case_id:str}/referral.pdf": "paper",
    "/desk/case/{contact:str}/{case_id:str}/referral.json": "for a case system",
    "/desk/audit/export": "a file",
    "/desk/council/back": "the way back from a council's own sign-in: tests/browser/test_council_sign_in.py",
    "/themes/themes.css": "a style",
    "/themes/figures/{name:str}": "a file",
    "/themes/report": "a file to take away: tests/browser/test_report_for_everyone.py",
    "/voices/voices.css": "a style",
}


async def filled(house: House) -> Case:
    """Two open cases (the first is texted, and the lead's), closed ones, and one of everything that leads and designers read."""
    lee = await house.accounts.by_login("lee")
    assert lee
    await house.accounts.add(await made(LOGIN, NAME, Role.SUPPORT_WORKER, "three random words"))
    first, *others = await waiting(house.store, 4)
    talk = await house.store.reads.conversation(first.contact)
    assert talk
    notes = (Note(NOW, lee.id, NAME, LONG), Note(NOW, lee.id, "Lee", "Calm now."))
    mine = replace(
        first, channel=Channel.SMS, state=CaseState.WITH_WORKER, worker_id=lee.id, worker_name=NAME, claimed_at=NOW, notes=notes
    )
    lines = [Entry(NOW, Speaker.YOUNG_PERSON, f"he hits me {LONG}", "m1", level=Level.HIGH, findings=first.findings)]
    lines += [Entry(NOW, Speaker.LEV, "Thank you for telling me.", "m2"), Entry(NOW, Speaker.WORKER, LONG, "m3", name=NAME)]
    texted = replace(talk, channel=Channel.SMS, address="+447700900123")
    voices = (Voice("a" * 16, MONTH, "13_15", "west", f"Nobody asks us {LONG}"),)
    voices += (Voice("b" * 16, MONTH, "13_15", "west", "x", shared=f"Ask us {LONG}", shared_by=lee.id),)
    marked = (Marked("1", MONTH, "he [...] me home", Kind.GROOMING, Level.HIGH, Verdict.MISSED, lee.id),)
    gaps = (Gap(week_of(NOW), "13_15", "can [...] make me join?"),)
    await house.store.commit.commit(Changes(texted, case=mine, entries=tuple(lines), voices=voices, marked=marked, gaps=gaps))
    for case in others[1:]:
        talk = await house.store.reads.conversation(case.contact)
        assert talk
        shut = replace(
            case, state=CaseState.CLOSED, closed_at=NOW - timedelta(days=1), outcome="advice", worker_id="w9", worker_name=NAME
        )
        broken = replace(talk, block=Block(NOW, NOW + timedelta(days=3), lee.id, "prank"))
        line = AuditLine(NOW, lee.id, "closed", case.contact, case.id)
        await house.store.commit.commit(Changes(broken, case=shut, audit=(line,)))
    await house.store.leading.keep_debrief(Debrief("a", MONTH, NOW, "w9", NAME, LONG))
    await house.store.rota.keep(Turn("a", "on_call", NAME, "+447700900111", NOW, NOW + timedelta(hours=18), "x"))
    await simulate(house.store.figures, THEMES, 3, NOW)
    await listened(house.store, 3, NOW)
    await YouSaidStore(house.store.redis, house.store.codec).keep(YouSaid("e" * 16, LONG, "We are open until six.", lee.id, NOW))
    return mine


async def addresses(house: House, case: Case) -> dict[str, str]:
    """Each GET route of the house that is a page, filled: the desk, the figures, and what was done about the voices."""
    worker = await house.accounts.by_login(LOGIN)
    assert worker
    tokens = {
        "/desk/welcome/{token:str}": await house.accounts.make_link(Role.SUPPORT_WORKER),
        "/desk/password/{token:str}": await house.accounts.make_reset(worker.id),
    }
    found = {}
    for path in gets(house):
        if path not in LEFT_OUT:
            token = tokens.get(path, "")
            found[path] = path.replace(":str", "").format(contact=case.contact, case_id=case.id, token=token)
    found["/desk/words"] += "?family=approved_replies"  # all parts look alike, and axe takes a minute over the whole
    found["/themes"] += f"?period={quarter_of(week_of(NOW - timedelta(weeks=26)))}"  # a whole quarter: every part of the page
    return found


def gets(house: House) -> list[str]:
    """Every path that answers a GET."""
    return [route.path for route in house.routes if "GET" in (route.methods or ())]
