"""The dossier of a case on a real engine and a real database (D13): its sight, the access log, and `anlan export`."""

import asyncio
import os
import stat
import sys
import zipfile

import pytest
from sqlalchemy import select

from desk.dossiers import FILE
from desk.errors import NotFound
from domain.entries import canonical
from settings import ROOT
from store.tables import ReadRow
from tests.desk.test_delivering import planned, signed

FEW = "最多延保两年"


async def looks(place):
    async with place.office.database.reading() as session:
        return [(row.person, row.what) for row in await session.scalars(select(ReadRow).order_by(ReadRow.id))]


async def export(place, key_ring, home, *words):
    """`anlan export`, beside the running installation."""
    client = place.desk.line.client
    own = {
        "ANLAN_HOME": str(home),
        "ANLAN_DATABASE_URL": str(place.office.database.engine.url),
        "ANLAN_TEMPORAL_ADDRESS": client.service_client.config.target_host,
        "ANLAN_TEMPORAL_NAMESPACE": client.namespace,
        "ANLAN_KEYS": key_ring.text(),
    }
    run = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli",
        "export",
        *map(str, words),
        cwd=ROOT,
        env={**os.environ, **own},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await run.communicate()
    return run.returncode, said.decode()


async def test_a_dossier_says_what_is_left_out_and_is_written_down(place, key_ring, tmp_path):
    async with place.working():
        number = await planned(place)
        await signed(place, "csm", f"{number}.A01.1.R03")
        few = await place.desk.dossier(await place.person("csm"), number)
        other = await place.desk.dossier(await place.person("eng"), number, FILE)
        with pytest.raises(NotFound):
            await place.desk.dossier(await place.person("csm2"), number)
    file = tmp_path / "dossier.zip"
    done = await export(place, key_ring, tmp_path / "home", number, file)
    again = await export(place, key_ring, tmp_path / "home", number, file)
    with zipfile.ZipFile(file) as archive:
        inside = {name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist()}

    content = few.page.case.plans[0].content
    assert few.verified.verified
    assert (few.sealed, few.page.contents[content]["bottom_line"]) == ({}, FEW)
    assert other.sealed == {content: ("bottom_line",)}
    assert done == (0, "")
    assert again == (2, f"anlan: {file} is there already\n")
    assert await looks(place) == [("csm", "dossier"), ("eng", "export"), ("operator", "export")]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert FEW not in inside["dossier.html"], "whoever runs the machine holds no seat"
    assert "核验结果：verified" in inside["verify.txt"]
    entries = few.page.entries
    names = ("seq", "at", "applied_at", "actor", "role", "type", "data", "prev", "hash")
    assert inside["journal.jsonl"].splitlines() == [canonical({n: getattr(e, n) for n in names}) for e in entries]
