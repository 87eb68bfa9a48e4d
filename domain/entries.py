"""The journal's lines and the chain that proves them (CONTRACT.md, "The chain").

The same functions serve the workflow, the store, `verify` and anyone with the export.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

#: A JSON object without floats: codes, numbers, instants as text, ids.
Data: TypeAlias = dict[str, Any]


def instant(moment: datetime) -> str:
    """An instant as the chain writes it: UTC with microseconds and a Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The instant that `instant` wrote. Raises ValueError when it is none or names no zone."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return read.astimezone(UTC)


def canonical(value: object) -> str:
    """The one text of a JSON value: keys sorted, no spaces, non-ASCII as it is, no NaN."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8, in lower-case hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def genesis(number: str) -> str:
    """What entry 1 of a case chains to."""
    return sha256("anlan:" + number)


@dataclass(frozen=True, slots=True)
class Draft:
    """A line before it has its place in the chain; `at` is when it counts."""

    type: str
    data: Data
    at: datetime
    actor: str = "system"
    role: str = "system"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's journal, chained to the one before."""

    seq: int
    at: str
    applied_at: str
    actor: str
    role: str
    type: str
    data: Data = field(hash=False)
    prev: str = ""
    hash: str = ""


def digest_of(entry: Entry) -> str:
    """The hash the entry must carry, given its seven fields and `prev`."""
    seven = {
        "seq": entry.seq,
        "at": entry.at,
        "applied_at": entry.applied_at,
        "actor": entry.actor,
        "role": entry.role,
        "type": entry.type,
        "data": entry.data,
    }
    return sha256(entry.prev + canonical(seven))


def link(draft: Draft, seq: int, applied_at: datetime, prev: str) -> Entry:
    """The draft as entry `seq`, chained to `prev`."""
    bare = Entry(seq, instant(draft.at), instant(applied_at), draft.actor, draft.role, draft.type, draft.data, prev)
    return replace(bare, hash=digest_of(bare))


def not_before(lines: Sequence[Entry], now: datetime) -> datetime:
    """Now, and never before the last line of a chain."""
    return max(now, moment(lines[-1].at)) if lines else now


def breaks(number: str, entries: Iterable[Entry]) -> tuple[int, ...]:
    """The sequence numbers at which the chain does not hold; empty when it is intact."""
    prev, expected, wrong = genesis(number), 1, []
    for entry in entries:
        if entry.seq != expected or entry.prev != prev or entry.hash != digest_of(entry):
            wrong.append(entry.seq)
        prev, expected = entry.hash, entry.seq + 1
    return tuple(wrong)
