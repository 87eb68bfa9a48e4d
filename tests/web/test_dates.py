"""Days and moments in sentences are said in the reader's language; a line's own spelling is shown nowhere."""

import re
from typing import Any

import pytest

from desk.views import NoticeRow
from domain.case import Case
from domain.commands import COMMANDS, fields_of
from domain.consequences import CLOCK_LINES
from domain.days import DATED
from domain.fields import Field, Kind
from domain.refusals import Refusal, sentence
from tests.web.story import SUNDAY
from web.day_news import of_days
from web.language import language
from web.pages import Reader
from web.telling import Teller

SPELLED = re.compile(r"\d{4}-\d\d|\d\dT\d\d")
DAY, MOMENT = "2026-12-05", "2026-12-05T06:00:00.000000Z"
#: What the lines of clocks and decisions carry, and what the core adds to those of commands.
CARRIED: dict[str, Any] = {
    **dict.fromkeys(("due_at", "until", "at", "reply_by", "happened_at"), MOMENT),
    "to": "S5",
    "level": "major",
    "state": "approved",
    "reason": "casualty",
    "outlet": "page",
    "due": DAY,
}
#: A text that did not go out says why in the code of a refusal.
REFUSED = {"release_refused": {"reason": "plan_not_yours", "statement": 1}}
SAMPLES: dict[Kind, Any] = {Kind.DATE: DAY, Kind.INSTANT: MOMENT, Kind.NUMBER: 1, Kind.ACCOUNT: "head"}


def teller(code: str) -> Teller:
    return Teller(Case.unopened("YXY-2026-0147"), {}, {}, language(code), SUNDAY)


def sample(field: Field) -> Any:
    return str(field.codes[0]) if field.kind is Kind.CODE else SAMPLES.get(field.kind)


def data_of(name: str) -> dict[str, Any]:
    """A line of this type with every day, moment, code, number and person it can carry."""
    return (
        CARRIED
        | REFUSED.get(name, {})
        | {field.name: said for field in fields_of(name) if (said := sample(field)) is not None}
    )


@pytest.mark.parametrize("code", ["zh-CN", "en"])
def test_no_line_of_the_journal_shows_a_day_or_a_moment_as_it_is_kept(code):
    told = {name: teller(code).what(name, data_of(name)) for name in (*COMMANDS, *CLOCK_LINES, "signed")}

    assert {name: words for name, words in told.items() if SPELLED.search(words)} == {}


@pytest.mark.parametrize(("code", "day"), [("zh-CN", "12 月 5 日"), ("en", "5 December")])
def test_days_are_those_of_the_reader(code, day):
    """Of a line, of a refusal, of what comes up for a project; another year is named."""
    reader = Reader(language(code), SUNDAY)
    coming = NoticeRow(SUNDAY, DATED, "", {"project": "YXY", "day": DAY, "about": "YXY-C-0001", "mark": "x"})

    assert day in teller(code).what("promise", {"pledge": 1, "due": DAY})
    assert day in of_days(coming, reader)
    assert day in sentence(Refusal("window_running", {"last": DAY}), code)
    assert "2027" in teller(code).what("promise", {"pledge": 1, "due": "2027-01-05"})


@pytest.mark.parametrize("column", ["zh-CN", "en"])
def test_no_refusal_shows_a_day_as_it_is_kept(column):
    details = dict.fromkeys(("first", "last", "day", "until", "due"), DAY) | {"left": {"days": [DAY]}}
    said = [sentence(Refusal(code, details), column) for code in ("day_outside", "day_not_come", "window_running")]

    assert [
        words for words in (*said, sentence(Refusal("campaign_open", details), column)) if SPELLED.search(words)
    ] == []
