"""Files of evidence: taken in, looked at, taken away (D33). What was taken in is sealed, and never changes again."""

import asyncio
import hashlib
from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.errors import FileLost, NotFound, Refused, Unreadable
from desk.evidence_views import Files, KeptFile
from desk.looks import Looks
from desk.pictures import NoPictureError, small_copy
from desk.placing import Placing
from desk.views import Finding, Person
from domain.act import act
from domain.case import Case
from domain.codes import EvidenceKind
from domain.fields import Problem, readable
from domain.files import BY_CODE, LARGEST, LARGEST_OF_CASE, MB, MOST_OF_CASE, Media
from domain.messages import Command
from domain.rights import roles_on
from store.contents import Contents
from store.database import Database
from store.evidence import EvidenceStore, FileLostError, files_of, kept_so_far
from store.roster import roster
from store.snapshot import from_json, policy_from_json
from store.tables import CaseRow, EvidenceFileRow
from store.upsert import put_once

#: The command that names files, and its field.
COMMAND, FIELD = "add_evidence", "files"
LONGEST_NAME = 120
#: So much of a file says what it is.
FIRST_BYTES = 8192


class Evidence:
    """The files of cases."""

    def __init__(self, database: Database, contents: Contents, store: EvidenceStore, now: Clock) -> None:
        self._database, self._contents, self._store, self._now = database, contents, store, now
        self._looks, self._sees = Looks(database, now), Placing(database).sees

    async def keep(self, person: Person, number: str, data: bytes, name: str = "") -> KeptFile:
        """Take a file in from whoever may add evidence now.

        Raises NotFound, Refused; Unreadable for what is too large, too much, or of no kind we keep.
        """
        await self._sees(person, number)
        media = media_of(data)
        digest = hashlib.sha256(data).hexdigest()
        async with self._database.reading() as session:
            await self._may_bring(session, person, number, digest)
            known = await session.get(EvidenceFileRow, (number, digest))
            count, size = await kept_so_far(session, number)
        if known is None and (count >= MOST_OF_CASE or size + len(data) > LARGEST_OF_CASE):
            raise unreadable("case_full", LARGEST_OF_CASE // MB)
        pictured = await self._keep_bytes(number, digest, media, data)
        sealed = self._contents.seal_name(number, digest, label_of(name))
        row = EvidenceFileRow(
            case_number=number,
            digest=digest,
            media=media.code,
            size=len(data),
            pictured=pictured,
            person=person.id,
            at=self._now(),
            sealed=sealed,
        )
        await self._database.together(lambda session: _write(session, row))
        return self._kept(row)

    async def _may_bring(self, session: AsyncSession, person: Person, number: str, digest: str) -> None:
        """What stands against naming this file stands against taking it in. Raises Refused."""
        row, now = await session.get_one(CaseRow, number), self._now()
        case, sitting = from_json(row.state), await roster(session, row.project, now)
        roles, departments = roles_on(case, person.id, sitting)
        trial = Command(
            case=number,
            name=COMMAND,
            actor=person.id,
            roles=roles,
            departments=departments,
            received_at=now,
            data={"kind": str(EvidenceKind.OTHER), FIELD: [digest]},
            roster=sitting,
        )
        if refusal := act(case, trial, now, policy_from_json(row.policy)).refusal:
            raise Refused(refusal)

    async def _keep_bytes(self, number: str, digest: str, media: Media, data: bytes) -> bool:
        """The file and its small copy; whether there is one. The row comes after: no row without its file."""
        try:
            small = await asyncio.to_thread(small_copy, data) if media.pictured else b""
        except NoPictureError as error:
            raise unreadable("no_picture") from error
        await self._store.keep(number, digest, data)
        if small:
            await self._store.keep(number, small_name(digest), small)
        return bool(small)

    async def original(self, person: Person, number: str, digest: str) -> tuple[KeptFile, bytes]:
        """The file as it was taken in; the look is written down. Raises NotFound, FileLost."""
        kept = await self._one(person, number, digest)
        await self._looks.note(person, number, f"file:{digest[:12]}")
        return kept, await self._read(number, digest)

    async def small(self, person: Person, number: str, digest: str) -> bytes:
        """Its small copy, without what a camera writes into a picture. Raises NotFound, FileLost."""
        kept = await self._one(person, number, digest)
        if not kept.pictured:
            raise NotFound
        await self._looks.note(person, number, f"look:{digest[:12]}", looking=True)
        return await self._read(number, small_name(digest))

    async def bytes_of(self, files: Files) -> AsyncIterator[tuple[KeptFile, bytes]]:
        """The files one after the other, for a dossier; one that is lost is verification's to name."""
        for digest, kept in files.items():
            try:
                yield kept, await self._store.read(kept.number, digest)
            except FileLostError:
                continue

    async def _read(self, number: str, name: str) -> bytes:
        try:
            return await self._store.read(number, name)
        except FileLostError as error:
            raise FileLost from error

    async def of_case(self, person: Person, number: str) -> Files:
        """All files of a case in sight, also those that no evidence names yet. Raises NotFound."""
        await self._sees(person, number)
        async with self._database.reading() as session:
            return {row.digest: self._kept(row) for row in await files_of(session, number)}

    async def named_by(self, session: AsyncSession, case: Case) -> Files:
        """What is known of the files that the case's evidence names; asks nothing where it names none."""
        if not any(record.data.get(FIELD) for record in case.of_kind("evidence")):
            return {}
        return {row.digest: self._kept(row) for row in await files_of(session, case.number)}

    async def findings(self, case: Case) -> AsyncIterator[Finding]:
        """Every file that the journal names is there, and its bytes are those of the digest in the chain."""
        named = [(one.no, digest) for one in case.of_kind("evidence") for digest in one.data.get(FIELD, ())]
        async with self._database.reading() as session:
            known = {row.digest for row in await files_of(session, case.number)} if named else set()
        for no, digest in named:
            place = f"{case.number} evidence {no} {digest[:12]}"
            try:
                same = hashlib.sha256(await self._store.read(case.number, digest)).hexdigest() == digest
            except FileLostError:
                yield Finding("file_missing", place)
                continue
            if digest not in known:
                yield Finding("file_missing", place)
            elif not same:
                yield Finding("file_changed", place)

    async def _one(self, person: Person, number: str, digest: str) -> KeptFile:
        await self._sees(person, number)
        async with self._database.glancing() as session:
            row = await session.get(EvidenceFileRow, (number, digest))
        if row is None:
            raise NotFound
        return self._kept(row)

    def _kept(self, row: EvidenceFileRow) -> KeptFile:
        media, name = BY_CODE[row.media], self._contents.open_name(row)
        return KeptFile(row.case_number, row.digest, media, row.size, name, row.person, row.at, row.pictured)


def media_of(data: bytes) -> Media:
    """What a file is, by its bytes. Raises Unreadable."""
    if not data:
        raise unreadable("empty_file")
    if len(data) > LARGEST:
        raise unreadable("file_too_large", LARGEST // MB)
    from filetype import guess_mime  # who never takes a file in need not wait for it

    media = BY_CODE.get(guess_mime(data[:FIRST_BYTES]) or "")
    if media is None:
        raise unreadable("no_such_media")
    return media


def label_of(name: str) -> str:
    """A name as it is shown: no path, nothing that could deceive the eye."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if readable(c) and c not in "\n\t")[:LONGEST_NAME].strip()


def small_name(digest: str) -> str:
    """Where the small copy of a file lies."""
    return f"{digest}.small"


async def _write(session: AsyncSession, row: EvidenceFileRow) -> None:
    values = {column.key: getattr(row, column.key) for column in EvidenceFileRow.__table__.columns}
    connection = await session.connection()
    await connection.run_sync(put_once, EvidenceFileRow, [values])


def unreadable(code: str, limit: int = 0) -> Unreadable:
    """What is wrong with a file."""
    return Unreadable((Problem(FIELD, code, limit),))
