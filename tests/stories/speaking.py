"""What stories say outside: a text goes out when the activity has let it out, not when that was asked."""

from domain.case import Record
from tests.stories.telling import Tale
from tests.workflows.world import patiently


async def lets_out(tale: Tale, when: str, who: str, statement: int, outlet: str) -> None:
    """A signed text goes out; the story goes on once it is."""
    await tale.does(when, who, "release_statement", statement=statement, outlet=outlet)
    async for _ in patiently():
        out = [(r.data["statement"], r.data["outlet"]) for r in (await tale.case()).of_kind("released")]
        if (statement, outlet) in out:
            return
    raise AssertionError(f"text {statement} did not go out to {outlet}")


async def released(tale: Tale) -> list[str]:
    """What is out: when, to whom, which text, where, and which false report it puts right."""
    return [_out(tale, one) for one in (await tale.case()).of_kind("released")]


def _out(tale: Tale, one: Record) -> str:
    corrects = f" corrects {one.data['corrects']}" if "corrects" in one.data else ""
    return f"{tale.clock(one.at)} {one.data['audience']} {one.data['statement']} {one.data['outlet']}{corrects}"
