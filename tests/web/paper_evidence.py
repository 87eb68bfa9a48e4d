"""Files of evidence on paper: read and drawn by the desk's own functions, kept in a dictionary."""

import hashlib
from collections.abc import AsyncIterator
from typing import Any

from desk.errors import NotFound, Refused, Unreadable
from desk.evidence import label_of, media_of, unreadable
from desk.evidence_views import Files, KeptFile
from desk.pictures import NoPictureError, small_copy
from desk.views import Person
from domain.act import act
from domain.case import Case
from domain.messages import Command
from domain.rights import roles_on
from tests.web.paper_people import roster


class PaperEvidence:
    def __init__(self, paper: Any) -> None:
        self._paper = paper
        self.bytes: dict[tuple[str, str], bytes] = {}
        self.known: dict[tuple[str, str], KeptFile] = {}
        self.taken: list[tuple[str, str]] = []

    async def keep(self, who: Person, number: str, data: bytes, name: str = "") -> KeptFile:
        case = self._paper._seen(who, number)
        media, digest = media_of(data), hashlib.sha256(data).hexdigest()
        seats = roster(case.project)
        roles, departments = roles_on(case, who.id, seats)
        named = {"kind": "other", "files": [digest]}
        trial = Command(
            case=number,
            name="add_evidence",
            actor=who.id,
            roles=roles,
            departments=departments,
            received_at=self._paper.now,
            data=named,
            roster=seats,
        )
        if refusal := act(case, trial, self._paper.now, self._paper.policy).refusal:
            raise Refused(refusal)
        try:
            self.bytes[number, digest + ".small"] = small_copy(data) if media.pictured else b""
        except NoPictureError as error:
            raise unreadable("no_picture") from error
        self.bytes[number, digest] = data
        kept = KeptFile(number, digest, media, len(data), label_of(name), who.id, self._paper.now, media.pictured)
        return self.known.setdefault((number, digest), kept)

    async def original(self, who: Person, number: str, digest: str) -> tuple[KeptFile, bytes]:
        self._paper._seen(who, number)
        if (number, digest) not in self.known:
            raise NotFound
        self.taken.append((who.id, digest))
        return self.known[number, digest], self.bytes[number, digest]

    async def small(self, who: Person, number: str, digest: str) -> bytes:
        self._paper._seen(who, number)
        if not self.bytes.get((number, digest + ".small")):
            raise NotFound
        return self.bytes[number, digest + ".small"]

    async def of_case(self, who: Person, number: str) -> Files:
        self._paper._seen(who, number)
        return {digest: kept for (of, digest), kept in self.known.items() if of == number}

    def named_by(self, case: Case) -> Files:
        """What the case's evidence names."""
        named = {digest for piece in case.of_kind("evidence") for digest in piece.data.get("files", ())}
        return {digest: kept for (of, digest), kept in self.known.items() if of == case.number and digest in named}

    async def bytes_of(self, files: Files) -> AsyncIterator[tuple[KeptFile, bytes]]:
        for digest, kept in files.items():
            yield kept, self.bytes[kept.number, digest]

    def keeps(self, number: str, named: list[str]) -> None:
        """What is named was taken in for this case."""
        if any((number, digest) not in self.known for digest in named):
            raise Unreadable((*unreadable("no_such_file").problems,))
