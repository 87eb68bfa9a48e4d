"""How things stand: what the desk depends on, and the figures that tell when something is wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import real_time
from desk.line import Line
from store.database import Database
from store.tables import ApprovalRow, CaseRow, CommandRow, DutyRow, NoticeRow


@dataclass(frozen=True, slots=True)
class Health:
    """Does each answer? Without the engine work goes on: commands are kept and delivered later."""

    database: bool
    engine: bool

    @property
    def ready(self) -> bool:
        return self.database


class Figures:
    """Counts of the read model, for alarms: none of them holds a name or a number of a case."""

    def __init__(self, database: Database, line: Line) -> None:
        self._database, self._line = database, line

    async def health(self) -> Health:
        return Health(await self._database_answers(), await self._line.answers())

    async def now(self) -> dict[str, float]:
        """Figures by name."""
        waiting = select(func.count(), func.min(CommandRow.received_at)).where(CommandRow.state == "received")
        async with self._database.reading() as session:
            count, oldest = (await session.execute(waiting)).one()
            return {
                "cases_open": await _count(session, select(func.count()).where(CaseRow.ended.is_(False))),
                "commands_waiting": float(count),
                "commands_oldest_waiting_seconds": _age(oldest),
                "duties_overdue": await _count(session, select(func.count()).where(DutyRow.state == "overdue")),
                "approvals_open": await _count(session, select(func.count()).where(ApprovalRow.state == "open")),
                "notices_unseen": await _count(session, select(func.count()).where(NoticeRow.seen_at.is_(None))),
                "engine_silent": float(self._line.silent),
            }

    async def _database_answers(self) -> bool:
        try:
            async with self._database.reading() as session:
                await session.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True


async def _count(session: AsyncSession, query: Select[int]) -> float:
    return float(await session.scalar(query) or 0)


def _age(oldest: datetime | None) -> float:
    return max(0.0, (real_time() - oldest).total_seconds()) if oldest else 0.0
