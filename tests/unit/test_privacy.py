"""Seals and pseudonyms: nothing opens where it does not belong, and no name tells a number."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.model.message import LANES, Channel
from bot.privacy.pseudonym import Pseudonyms, lane_of
from bot.privacy.seal import Seal, SealBroken

SEAL = Seal(bytes(range(32)))


@given(some.binary(max_size=300), some.text(max_size=30))
def test_what_is_sealed_opens_again(plain: bytes, place: str) -> None:
    sealed = SEAL.seal(plain, place)
    assert SEAL.open(sealed, place) == plain
    assert len(plain) < 8 or plain not in sealed


@pytest.mark.parametrize("where", range(0, 40, 5))
def test_a_changed_byte_breaks_the_seal(where: int) -> None:
    sealed = bytearray(SEAL.seal(b"can i talk to someone", "here"))
    sealed[where] ^= 1
    with pytest.raises(SealBroken):
        SEAL.open(bytes(sealed), "here")


@pytest.mark.parametrize(("seal", "place"), [(SEAL, "there"), (Seal(os.urandom(32)), "here")], ids=["moved", "other key"])
def test_a_seal_fits_one_place_and_one_key(seal: Seal, place: str) -> None:
    with pytest.raises(SealBroken):
        seal.open(SEAL.seal(b"hello", "here"), place)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02hello", b"\x01short"])
def test_what_was_never_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        SEAL.open(sealed, "here")


def test_a_contact_is_stable_keyed_and_tells_nothing() -> None:
    ours, theirs = Pseudonyms(bytes(32)), Pseudonyms(os.urandom(32))
    contact = ours.contact(Channel.SMS, "+447700900001")
    assert contact == ours.contact(Channel.SMS, "+447700900001")
    assert contact != ours.contact(Channel.WEB, "+447700900001")
    assert contact != theirs.contact(Channel.SMS, "+447700900001")
    assert "7700900001" not in contact
    assert len(contact) == 32


def test_contacts_spread_over_all_lanes() -> None:
    people = Pseudonyms(bytes(32))
    lanes = [lane_of(people.contact(Channel.SMS, f"+4477009{number:05}")) for number in range(1_600)]
    assert {*lanes} == {*range(LANES)}
    assert max(lanes.count(lane) for lane in range(LANES)) < 160, "a fair share is 100"


@pytest.mark.parametrize("made", [Seal, Pseudonyms])
def test_a_key_of_the_wrong_size_is_refused(made: type) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        made(b"short")
