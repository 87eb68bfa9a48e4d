"""The store of evidence: files sealed under case and name, written once, found whole again or not at all.

A folder of this machine, or object storage: the address decides. What is acknowledged lies on the disk.

Every call runs in a thread: awaited, the store's own threads outlive the loop, and one process in five that had used
them was aborted at its exit.
"""

import asyncio
import os
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from store.contents import Contents
from store.tables import EvidenceFileRow


class FileLostError(Exception):
    """The file is not there, or not as it was kept. Named by case and digest only."""


class EvidenceStore:
    """Sealed files. Each opens only at its own place."""

    def __init__(self, url: str, contents: Contents) -> None:
        self._url, self._contents = url, contents
        self._opened: ObjectStore | None = None

    async def keep(self, number: str, name: str, data: bytes) -> None:
        """Keep the bytes for good. The same again changes nothing, and makes whole what was damaged."""
        sealed = self._contents.seal_file(number, name, data)
        path = f"{number}/{name}"
        try:
            await asyncio.to_thread(self._put, path, sealed, mode="create")
        except AlreadyExistsError:
            if not await self.holds(number, name, data):
                await asyncio.to_thread(self._put, path, sealed, mode="overwrite")

    async def holds(self, number: str, name: str, data: bytes) -> bool:
        """Is exactly this there?"""
        try:
            return await self.read(number, name) == data
        except FileLostError:
            return False

    async def read(self, number: str, name: str) -> bytes:
        """The bytes as they were kept. Raises FileLostError."""
        try:
            sealed = await asyncio.to_thread(self._get, f"{number}/{name}")
            return self._contents.open_file(number, name, sealed)
        except (BaseError, OSError, ValueError) as error:
            raise FileLostError(f"{number} {name[:12]}: {type(error).__name__}") from error

    def _put(self, path: str, sealed: bytes, mode: Literal["create", "overwrite"]) -> None:
        obstore.put(self._store, path, sealed, mode=mode)
        self._reach_the_disk(path)

    def _get(self, path: str) -> bytes:
        return bytes(obstore.get(self._store, path).bytes())

    @property
    def _store(self) -> ObjectStore:
        """Opened when first needed: most processes never touch a file."""
        if self._opened is None:
            self._opened = _opened(self._url)
        return self._opened

    def _reach_the_disk(self, path: str) -> None:
        """What was acknowledged survives a power cut: the file, and the folders that name it."""
        if isinstance(self._store, LocalStore):
            file = _folder(self._url) / path
            for one in (file, file.parent, file.parent.parent):
                _flush(one)


def _opened(url: str) -> ObjectStore:
    if urlsplit(url).scheme == "file":
        folder = _folder(url)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(folder)
    return from_url(url)


def _folder(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def files_of(session: AsyncSession, number: str) -> tuple[EvidenceFileRow, ...]:
    """What is known of the files of a case, the oldest first."""
    query = select(EvidenceFileRow).where(EvidenceFileRow.case_number == number)
    return tuple(await session.scalars(query.order_by(EvidenceFileRow.at, EvidenceFileRow.digest)))


async def kept_so_far(session: AsyncSession, number: str) -> tuple[int, int]:
    """How many files a case has, and what they weigh together."""
    query = select(func.count(), func.coalesce(func.sum(EvidenceFileRow.size), 0))
    count, size = (await session.execute(query.where(EvidenceFileRow.case_number == number))).one()
    return int(count), int(size)
