"""Every word at every age on one page: who may read it, what narrows it, and the same page as a file."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content.replies import Replies
from bot.content.services import Services
from bot.content.themes import Themes
from bot.content.words import Words
from bot.desk.standing import Standing
from bot.desk.words_shown import families, replies_family
from bot.house import DATA
from bot.model.worker import Role
from bot.setting_checks import ROOT
from tests.desk_house import House, house

__all__ = ["house"]

WORDS, THEMES, SERVICES = Words.load(DATA / "words"), Themes.load(DATA / "themes.yml"), Services.load(DATA / "services")
REPLIES = Replies.load(DATA / "replies").all()
TODAY, LATER = date(2026, 11, 25), date(2030, 1, 1)


@pytest.mark.parametrize(("role", "status"), [(Role.LEAD, 200), (Role.DESIGNER, 200), (Role.SUPPORT_WORKER, 403)])
async def test_leads_and_designers_read_it(house: House, role: Role, status: int) -> None:
    person, _ = await house.person(role)
    assert (await person.get("/desk/words")).status_code == status


async def test_every_word_is_there_with_every_form(house: House) -> None:
    lead, _ = await house.person(Role.LEAD)
    page = (await lead.get("/desk/words")).text
    assert set(re.findall(r'<article class="word" id="(\w+)"', page)) == WORDS.names()
    assert set(re.findall(r'<article class="word" id="reply-(\w+)"', page)) == {reply.name for reply in REPLIES}
    assert page.count("<dt>") == sum(len(set(word.forms.values())) for word in (*WORDS.all(), *REPLIES))
    assert "Good signs are that you feel safe" in page
    assert "under 13" in page and "16 or 17, 18 or over" in page


async def test_it_can_be_narrowed(house: House) -> None:
    lead, _ = await house.person(Role.LEAD)
    feelings = (await lead.get("/desk/words?family=feelings")).text
    assert 'id="grief"' in feelings and 'id="consent_what"' not in feelings
    found = (await lead.get("/desk/words?find=SHOUT+to++85258")).text
    assert 'id="worry_suicide"' in found and 'id="jealousy"' not in found
    assert "Nothing fits that" in (await lead.get("/desk/words?find=zorgelvink")).text
    hostile = (await lead.get('/desk/words?find="><script>alert(1)</script>&family=<b>')).text
    assert "<script>alert" not in hostile


def test_every_band_is_told_which_form_it_hears() -> None:
    for part in families(WORDS, THEMES, TODAY):
        for word in part.words:
            ages = ", ".join(form.ages for form in word.forms)
            assert ages == "every age" or ages == "under 13, 13 to 15, 16 or 17, 18 or over", word.name
            assert all(1 <= form.segments <= 2 for form in word.forms)


def test_what_is_due_for_review_is_marked() -> None:
    waiting = {word.name for part in families(WORDS, THEMES, TODAY, due_only=True) for word in part.words}
    assert waiting == {word.name for word in WORDS.all() if word.signed_off == "pending"}
    old = [word for part in families(WORDS, THEMES, LATER, due_only=True) for word in part.words]
    assert len(old) == len(WORDS.all())
    assert all("expired" in word.due for word in old)


def test_the_desk_is_told_of_expired_words_and_old_services() -> None:
    assert Standing(WORDS, SERVICES, timedelta(minutes=75)).notices(TODAY) == []
    told = " ".join(Standing(WORDS, SERVICES, timedelta(minutes=75)).notices(LATER))
    assert f"{len(WORDS.all())} of Lev's words have expired" in told
    assert "places of help were last checked more than six months ago" in told


def test_make_preview_writes_the_same_page(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "preview"]
    given = {"LEV_VAR": str(tmp_path), "LEV_KEYS": str(tmp_path.parent / f"{tmp_path.name}.keys"), "PATH": ""}
    subprocess.run(command, cwd=ROOT, env=given, check=True, timeout=60, capture_output=True)
    html = (tmp_path / "preview" / "words.html").read_text()
    assert html.count('<article class="word"') == len(WORDS.names()) + len(REPLIES)
    assert 'href="desk.css"' in html
    assert (tmp_path / "preview" / "desk.css").exists()
    assert "sign-out" not in html


async def test_a_lead_reads_the_approved_replies_by_themselves_and_those_that_workers_no_longer_see(house: House) -> None:
    lead, _ = await house.person(Role.LEAD)
    page = (await lead.get("/desk/words?family=approved_replies")).text
    assert set(re.findall(r'<article class="word" id="([\w-]+)"', page)) == {f"reply-{reply.name}" for reply in REPLIES}
    found = (await lead.get("/desk/words?family=approved_replies&find=word+we+picked")).text
    assert re.findall(r'<article class="word" id="([\w-]+)"', found) == ["reply-still_you"]
    [over] = replies_family(REPLIES, LATER, due_only=True)
    assert {word.name for word in over.words} == {f"/{reply.name}" for reply in REPLIES}
    assert all("expired" in word.due for word in over.words)
    signed = [replace(reply, signed_off="A. Lead", expires=LATER) for reply in REPLIES]
    assert not [*replies_family(signed, TODAY, due_only=True)], "nothing to review"
