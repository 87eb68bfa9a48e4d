"""A line of any chain as it is kept, and as an entry again: the same columns in every table of lines."""

import json
from typing import Any

from domain.entries import Entry, canonical


def line_values(line: Entry) -> dict[str, Any]:
    """The columns of a line, without what names its chain."""
    return {
        "seq": line.seq,
        "at": line.at,
        "applied_at": line.applied_at,
        "actor": line.actor,
        "role": line.role,
        "type": line.type,
        "data": canonical(line.data),
        "prev": line.prev,
        "hash": line.hash,
    }


def entry_of(row: Any) -> Entry:
    """The entry exactly as it was chained."""
    data = json.loads(row.data)
    return Entry(row.seq, row.at, row.applied_at, row.actor, row.role, row.type, data, row.prev, row.hash)
