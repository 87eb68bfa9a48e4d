"""The documents of a case, by the catalogue (D66), and who does what in its team (D24)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.views import CasePage
from domain.asked_records import FUNCTIONS
from domain.case import Record
from domain.catalogue import CATALOGUE, Document
from domain.commanding import functions_now
from domain.entries import moment
from web.telling import Teller


@dataclass(frozen=True, slots=True)
class Filed:
    """One record of the catalogue as it stands: how many, the newest by whom and when."""

    document: Document
    label: str
    count: int
    who: str = ""
    at: datetime | None = None


def documents(page: CasePage, teller: Teller) -> dict[str, Any]:
    """The catalogue filled with what is there, and the team."""
    return {
        "filed": [_filed(row, row.of(page.case), page, teller) for row in CATALOGUE],
        "team": team(page, teller),
    }


def _filed(row: Document, records: tuple[Record, ...], page: CasePage, teller: Teller) -> Filed:
    label = teller.lang.label(row)
    if not records:
        return Filed(row, label, 0)
    newest = max(records, key=lambda record: record.seq)
    at = next((moment(entry.at) for entry in page.entries if entry.seq == newest.seq), newest.at)
    return Filed(row, label, len(records), teller.name(newest.author), at)


def team(page: CasePage, teller: Teller) -> list[tuple[str, str]]:
    """The people of the team, each with the functions they hold."""
    labels = {row.name: teller.lang.label(row) for row in FUNCTIONS}
    held = [(person, labels[name]) for name, person in functions_now(page.case) if name in labels]
    people = dict.fromkeys((*page.case.team, *(person for person, _ in held)))
    return [
        (teller.name(one), teller.lang.listed([label for person, label in held if person == one])) for one in people
    ]
