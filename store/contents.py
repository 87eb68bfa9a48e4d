"""The texts of a command as a sealed document with a salted digest, and the keyed index over them."""

import json
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, Protocol

from domain.entries import Data, canonical, sha256
from domain.messages import Command
from store.snapshot import command_from_json, command_to_json
from store.tables import CommandRow, ContentRow, EvidenceFileRow, ReleaseRow

Kept = Literal["room", "phone", "name", "word"]


class Cipher(Protocol):
    """What a key ring can do. `open` raises ValueError when key, place or bytes are not those of `seal`."""

    def seal(self, purpose: Literal["content"], plain: bytes, *, bound: bytes) -> bytes: ...

    def open(self, purpose: Literal["content"], sealed: bytes, *, bound: bytes) -> bytes: ...

    def marks(self, token: str) -> tuple[bytes, ...]: ...


@dataclass(frozen=True, slots=True)
class Content:
    """The words of one command. Without text and salt the digest tells nothing."""

    id: str
    kind: str
    fields: Data = field(hash=False)
    salt: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def document(self) -> str:
        """The canonical text that is digested and sealed."""
        return canonical({"id": self.id, "kind": self.kind, "fields": self.fields, "salt": self.salt})

    @property
    def digest(self) -> str:
        return sha256(self.document)


class Contents:
    """Seals and opens what may not lie in the open. Every sealed thing is bound to its own row."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def seal(self, number: str, content: Content, command: str = "") -> ContentRow:
        """The row of a content; `command` is the id of the command it came with."""
        sealed = self._cipher.seal("content", content.document.encode(), bound=_place("contents", number, content.id))
        return ContentRow(
            case_number=number,
            id=content.id,
            kind=content.kind,
            digest=content.digest,
            sealed=sealed,
            command=command,
        )

    def open(self, row: ContentRow) -> Content:
        """The words of a row. ValueError when they are not ours or not of this row."""
        return self.open_sealed(row.case_number, row.id, row.sealed)

    def open_sealed(self, number: str, id: str, sealed: bytes) -> Content:
        """The same of a row read column by column."""
        return Content(**json.loads(self._cipher.open("content", sealed, bound=_place("contents", number, id))))

    def opened(self, number: str, id: str, sealed: bytes) -> Content | None:
        """The same; None where there are no words or they do not open."""
        try:
            return self.open_sealed(number, id, sealed) if sealed else None
        except (ValueError, TypeError):
            return None

    def seal_command(self, command: Command) -> bytes:
        """What the row of a command keeps until it is delivered."""
        bound = _place("commands", command.case, command.id)
        return self._cipher.seal("content", command_to_json(command), bound=bound)

    def open_command(self, row: CommandRow) -> Command:
        bound = _place("commands", row.case_number, row.id)
        return command_from_json(self._cipher.open("content", row.sealed, bound=bound))

    def seal_released(self, number: str, statement: int, outlet: str, document: str) -> bytes:
        """What went out at one place, as it went out."""
        bound = _place("releases", number, f"{statement}/{outlet}")
        return self._cipher.seal("content", document.encode(), bound=bound)

    def open_released(self, row: ReleaseRow) -> str:
        """The words as they went out. ValueError when they are not ours or not of this row."""
        bound = _place("releases", row.case_number, f"{row.statement}/{row.outlet}")
        return self._cipher.open("content", row.sealed, bound=bound).decode()

    def seal_file(self, number: str, name: str, data: bytes) -> bytes:
        """The bytes of a file of evidence, or of its small copy."""
        return self._cipher.seal("content", data, bound=_place("evidence", number, name))

    def open_file(self, number: str, name: str, sealed: bytes) -> bytes:
        """The bytes as they were kept. ValueError when they are not ours or not of this place."""
        return self._cipher.open("content", sealed, bound=_place("evidence", number, name))

    def seal_name(self, number: str, digest: str, name: str) -> bytes:
        """The name a file of evidence came with: people write who is on it."""
        return self._cipher.seal("content", name.encode(), bound=_place("evidence_files", number, digest))

    def open_name(self, row: EvidenceFileRow) -> str:
        """The name of a file; empty when it does not open."""
        try:
            bound = _place("evidence_files", row.case_number, row.digest)
            return self._cipher.open("content", row.sealed, bound=bound).decode()
        except ValueError:
            return ""

    def keyed(self, kind: Kept, value: str) -> str:
        """The hash to write under which a case is found."""
        return self.sought(kind, value)[0]

    def sought(self, kind: Kept, value: str) -> tuple[str, ...]:
        """All hashes to look for: an older key of the ring may have written it."""
        token = f"{kind}:{normalised(kind, value)}"
        return tuple(mark.hex() for mark in self._cipher.marks(token))


def normalised(kind: Kept, value: str) -> str:
    """The one spelling of a value: a telephone number is its digits without the country's."""
    text = unicodedata.normalize("NFKC", value).strip().casefold()
    if kind == "phone":
        return re.sub(r"^(00)?86(?=1\d{10}$)", "", re.sub(r"\D", "", text))
    if kind == "room":
        return re.sub(r"[^0-9a-z]+", "-", text).strip("-")
    return text


def _place(table: str, number: str, row: str) -> bytes:
    return f"{table}/{number}/{row}".encode()
