"""The two parts of satisfaction in a month (D11): with what came out, and with how one was treated."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.codes import Satisfaction
from domain.entries import instant
from store.chained import entry_of
from store.results import SAME
from store.tables import CaseRow, JournalRow

#: What a customer says at the closing, at the visit, to the manager; and in which field.
SAID = {"result_confirmed": "satisfaction", "visit_recorded": "answer", "sample_call": "answer"}
TREATMENT = "treatment"
Counts = dict[str, int]


async def satisfaction(
    session: AsyncSession, here: ColumnElement[bool], start: datetime, end: datetime
) -> tuple[Counts, Counts]:
    """How many cases said what last in this span: of the outcome, of the treatment."""
    query = (
        select(JournalRow)
        .join(CaseRow, CaseRow.number == JournalRow.case_number)
        .where(here, JournalRow.type.in_(SAID), JournalRow.at >= instant(start), JournalRow.at < instant(end))
        .order_by(JournalRow.case_number, JournalRow.seq)
    )
    outcome: dict[str, str] = {}
    treatment: dict[str, str] = {}
    for row in await session.scalars(query):
        data = entry_of(row).data
        outcome |= _known(row.case_number, data.get(SAID[row.type]))
        treatment |= _known(row.case_number, data.get(TREATMENT))
    return dict(Counter(outcome.values())), dict(Counter(treatment.values()))


def _known(number: str, said: object) -> dict[str, str]:
    """One answer; a customer who was not reached gave none."""
    code = SAME.get(str(said), str(said))
    return {number: code} if code in set(Satisfaction) else {}
