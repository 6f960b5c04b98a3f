"""Places of help as Open Referral UK writes them: whole, stable, and never more than was verified."""

import json
import subprocess
import sys
import uuid
from dataclasses import replace

import pytest

from bot.content.hsds import exported, hsds
from bot.content.services import Services
from bot.setting_checks import ROOT

SERVICES = Services.load(ROOT / "data" / "services")
BY_ID = {service.id: service for service in SERVICES.all()}
EXPORTED = list(exported(SERVICES))


def test_only_verified_services_leave() -> None:
    assert len(EXPORTED) == sum(service.verified for service in SERVICES.all())
    assert {service["name"] for service in EXPORTED} == {service.name for service in SERVICES.all() if service.verified}


@pytest.mark.parametrize("service", EXPORTED, ids=lambda service: service["name"])
def test_each_has_what_the_standard_requires(service) -> None:
    assert {"id", "name", "status", "organization", "service_areas", "assured_date"} <= set(service)
    assert service["status"] == "active"
    assert None not in service.values() and [] not in service.values(), "what is not known is left out"
    for part in (service, service["organization"], *service.get("phones", ()), *service.get("schedules", ())):
        assert uuid.UUID(part["id"])


def test_hours_ages_and_ways_to_reach_a_place() -> None:
    mind = hsds(BY_ID["people-in-mind"])
    assert mind["minimum_age"] == 16
    assert "maximum_age" not in mind
    assert mind["phones"][0]["number"] == "01872 266383"
    assert {(one["freq"], one["byday"], one["opens_at"]) for one in mind["schedules"]} == {
        ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "08:00")
    }
    assert [phone["type"] for phone in hsds(BY_ID["runaway-helpline"])["phones"]] == ["voice", "text"]
    assert [term["taxonomy_term"]["code"] for term in hsds(BY_ID["samaritans"])["attributes"]][:2] == ["suicide", "self_harm"]


def test_what_is_doubtful_stays_here() -> None:
    assert "schedules" not in hsds(BY_ID["papyrus"]), "its hours were never checked"
    assert "0800 068 4141" in str(hsds(BY_ID["papyrus"]))
    assert "phones" not in hsds(replace(BY_ID["papyrus"], phone=None, text=None))


def test_the_command_prints_them_the_same_each_time() -> None:
    said = [
        subprocess.run([sys.executable, "-m", "bot", "services"], cwd=ROOT, capture_output=True, check=True, timeout=60).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1]
    assert json.loads(said[0]) == EXPORTED
