"""Reading a posted form: strict about bytes, so that no text changes on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import File, create_form_parser

from desk.errors import Unreadable
from domain.fields import Problem

#: More fields than any form of ours has, and more bytes than any of them.
MOST_FIELDS, MOST_TEXT = 1000, 1024 * 1024
#: How a form comes that has files with it.
WITH_FILES = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a form: the field, what it was called, its bytes. It never touched a disk."""

    field: str
    name: str
    data: bytes


class Posted:
    """The fields of a posted form, each a list, in the order they came; and the files that came with it."""

    def __init__(
        self, pairs: list[tuple[str, str]], *, readable: bool = True, files: tuple[SentFile, ...] = ()
    ) -> None:
        self.pairs, self.readable, self.files = pairs, readable, files

    def one(self, name: str) -> str:
        return next((value for key, value in self.pairs if key == name), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)

    def names(self) -> list[str]:
        return list(dict.fromkeys(key for key, _ in self.pairs))

    def check(self) -> None:
        """Raise `Unreadable` when some bytes were no UTF-8; the form itself can still be shown again."""
        if not self.readable:
            raise Unreadable((Problem("", "characters"),))


async def read_form(request: Request) -> Posted:
    """The form of this request. Bytes that are no UTF-8 are told, not silently replaced."""
    if request.headers.get("content-type", "").startswith(WITH_FILES):
        return await _read_parts(request)
    body = await request.body()
    try:
        return Posted(_pairs(body, "strict"))
    except UnicodeDecodeError:
        return Posted(_pairs(body, "replace"), readable=False)


async def _read_parts(request: Request) -> Posted:
    """A form with files, part by part as it streams in; an empty file input counts for nothing."""
    fields: list[tuple[bytes, bytes]] = []
    files: list[SentFile] = []
    config: dict[str, Any] = {
        "MAX_MEMORY_FILE_SIZE": float("inf"),
        "MAX_FIELDS": MOST_FIELDS,
        "MAX_FIELD_SIZE": MOST_TEXT,
    }
    headers = {"Content-Type": request.headers["content-type"].encode("latin-1")}
    try:
        parser = create_form_parser(
            headers,
            lambda field: fields.append((field.field_name or b"", field.value or b"")),
            lambda file: files.extend(_sent(file)),
            config,
        )
        async for chunk in request.stream():
            parser.write(chunk)
        parser.finalize()
    except (FormParserError, ValueError):
        raise Unreadable((Problem("", "characters"),)) from None
    try:
        return Posted([(name.decode(), value.decode()) for name, value in fields], files=tuple(files))
    except UnicodeDecodeError:
        pairs = [(name.decode(errors="replace"), value.decode(errors="replace")) for name, value in fields]
        return Posted(pairs, readable=False, files=tuple(files))


def _sent(file: File) -> list[SentFile]:
    file.file_object.seek(0)
    data, name = file.file_object.read(), (file.file_name or b"").decode(errors="replace")
    return [SentFile((file.field_name or b"").decode(errors="replace"), name, data)] if name or data else []


def _pairs(body: bytes, errors: str) -> list[tuple[str, str]]:
    text = body.decode("ascii", errors=errors)
    try:
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors=errors, max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise Unreadable((Problem("", "too_many"),)) from None


def words_of(posted: Posted, wanted: Mapping[str, str]) -> dict[str, str]:
    """Single values by name, for pages with a form of their own."""
    return {name: posted.one(key) for name, key in wanted.items()}
