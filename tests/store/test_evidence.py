"""Files of evidence on a disk: sealed, written once, whole or not at all (D33, I-15)."""

import ast
import inspect
import os
import stat
from pathlib import Path

import obstore
import pytest

from store import evidence
from store.evidence import EvidenceStore, FileLostError
from tests.photographs import photograph

NUMBER, NAME = "YXY-2026-0001", "a" * 64


@pytest.fixture
def store(tmp_path, contents):
    return EvidenceStore((tmp_path / "evidence").as_uri(), contents)


def on_disk(tmp_path, name=NAME):
    return tmp_path / "evidence" / NUMBER / name


async def test_a_file_comes_back_as_it_was_and_lies_sealed(store, tmp_path):
    before = os.umask(0o077)
    await store.keep(NUMBER, NAME, data := photograph())
    os.umask(before)
    kept = on_disk(tmp_path)

    assert await store.read(NUMBER, NAME) == data
    assert data[:32] not in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


async def test_a_file_opens_at_its_own_place_only(store, tmp_path):
    await store.keep(NUMBER, NAME, b"one")
    on_disk(tmp_path).rename(on_disk(tmp_path, "b" * 64))

    with pytest.raises(FileLostError):
        await store.read(NUMBER, "b" * 64)
    with pytest.raises(FileLostError):
        await store.read(NUMBER, NAME)


async def test_the_same_again_changes_nothing_and_mends_what_was_damaged(store, tmp_path):
    await store.keep(NUMBER, NAME, b"one")
    first = on_disk(tmp_path).read_bytes()
    await store.keep(NUMBER, NAME, b"one")
    assert on_disk(tmp_path).read_bytes() == first
    on_disk(tmp_path).write_bytes(first[:-1] + bytes([first[-1] ^ 1]))
    with pytest.raises(FileLostError):
        await store.read(NUMBER, NAME)
    await store.keep(NUMBER, NAME, b"one")

    assert await store.read(NUMBER, NAME) == b"one"


def test_a_process_that_used_the_store_ends_by_itself():
    """Awaited calls leave threads behind that abort one process in five at its exit."""
    awaited = {name for name in dir(obstore) if name.endswith("_async")}
    used = {node.attr for node in ast.walk(ast.parse(inspect.getsource(evidence))) if isinstance(node, ast.Attribute)}

    assert awaited
    assert awaited & used == set()


async def test_what_was_acknowledged_has_reached_the_disk(store, tmp_path, monkeypatch):
    """A power cut after the answer loses neither the file nor the folders that name it."""
    flushed = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    await store.keep(NUMBER, NAME, b"one")

    kept = on_disk(tmp_path)
    assert flushed == [str(kept), str(kept.parent), str(kept.parent.parent)]
