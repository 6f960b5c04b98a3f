"""The sealed file of a backup: whatever is changed, cut, moved or opened with another key is found out."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.sealed_file import CHUNK, HEADER, TAG, FileBroken, SealedReader, SealedWriter
from bot.store.records import NEVER, Record, as_bytes, from_bytes, the_end

KEY = os.urandom(32)
WHOLE = CHUNK + TAG


def _sealed(*pieces: bytes) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, KEY)
    for piece in pieces:
        writer.write(piece)
    writer.close()
    return file.getvalue()


def _opened(sealed: bytes, size: int, key: bytes = KEY) -> bytes:
    reader = SealedReader(io.BytesIO(sealed), key)
    plain = reader.read(size)
    reader.end()
    return plain


THREE = os.urandom(2 * CHUNK + 100)
SEALED = _sealed(THREE)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_what_goes_in_comes_out(size: int) -> None:
    plain = os.urandom(size)
    sealed = _sealed(plain[: size // 3], plain[size // 3 :])
    assert _opened(sealed, size) == plain
    assert plain[:64] not in sealed or size < 16


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.binary(min_size=1, max_size=40), st.integers(NEVER, 2**45), st.binary(max_size=9_000)), max_size=30))
def test_records_come_back_as_they_were(rows: list[tuple[bytes, int, bytes]]) -> None:
    records = [Record(*row) for row in rows]
    sealed = _sealed(*as_bytes(records), the_end(len(records)))
    reader = SealedReader(io.BytesIO(sealed), KEY)
    assert list(from_bytes(reader.read)) == records
    reader.end()


def test_a_missing_record_is_missed() -> None:
    reader = SealedReader(io.BytesIO(_sealed(*as_bytes([Record(b"a", NEVER, b"b")]), the_end(2))), KEY)
    with pytest.raises(ValueError, match="not as many"):
        list(from_bytes(reader.read))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SEALED) * 8 - 1))
def test_one_flipped_bit_is_found(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(FileBroken):
        _opened(bytes(changed), len(THREE))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SEALED) - 1))
def test_a_file_cut_short_anywhere_is_found(length: int) -> None:
    with pytest.raises(FileBroken):
        _opened(SEALED[:length], 0)


HEAD, FIRST, SECOND, LAST = SEALED[:HEADER], SEALED[HEADER:][:WHOLE], SEALED[HEADER + WHOLE :][:WHOLE], SEALED[HEADER + 2 * WHOLE :]
OTHER = _sealed(THREE)


@pytest.mark.parametrize(
    "chunks",
    [
        (HEAD, SECOND, FIRST, LAST),
        (HEAD, FIRST, FIRST, LAST),
        (HEAD, FIRST, LAST),
        (HEAD, FIRST, SECOND),
        (HEAD, FIRST, SECOND, SECOND, LAST),
        (HEAD, FIRST, SECOND, LAST, b"\0"),
        (HEAD, FIRST, SECOND, LAST, LAST),
        (HEAD, FIRST, OTHER[HEADER + WHOLE :]),
        (OTHER[:HEADER], FIRST, SECOND, LAST),
        (HEAD,),
    ],
    ids=[
        "swapped",
        "repeated",
        "one left out",
        "end cut off",
        "one added",
        "byte added",
        "end twice",
        "mixed",
        "other head",
        "bare",
    ],
)
def test_chunks_that_were_moved_are_found(chunks: tuple[bytes, ...]) -> None:
    with pytest.raises(FileBroken):
        _opened(b"".join(chunks), 0)


def test_a_writer_that_never_came_to_its_end_leaves_no_whole_file() -> None:
    file = io.BytesIO()
    SealedWriter(file, KEY).write(THREE)
    with pytest.raises(FileBroken):
        _opened(file.getvalue(), 0)


def test_it_says_what_is_wrong() -> None:
    with pytest.raises(FileBroken, match="another LEV_SEAL_KEY"):
        _opened(SEALED, 1, os.urandom(32))
    with pytest.raises(FileBroken, match="not a backup"):
        _opened(b"PK\3\4" + os.urandom(500), 1)
    with pytest.raises(FileBroken, match="not a backup"):
        _opened(b"", 1)
    with pytest.raises(FileBroken, match="damaged or cut short"):
        _opened(SEALED[:-1], len(THREE))
    with pytest.raises(FileBroken, match="ends too early"):
        _opened(SEALED, len(THREE) + 1)
    with pytest.raises(FileBroken, match="more than it should"):
        _opened(SEALED, 5)


def test_every_file_has_a_key_of_its_own() -> None:
    assert OTHER[HEADER:] != SEALED[HEADER:]


def test_a_file_from_before_the_key_was_changed_is_read_while_its_key_is_known() -> None:
    reader = SealedReader(io.BytesIO(SEALED), os.urandom(32), KEY)
    assert reader.read(len(THREE)) == THREE
    reader.end()
    with pytest.raises(FileBroken, match="another LEV_SEAL_KEY"):
        SealedReader(io.BytesIO(SEALED), os.urandom(32), os.urandom(32))
