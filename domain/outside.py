"""The way over a court, an arbitration body or an authority (X4), as rows: lifecycle 5.2, A17, T33.

The case waits in X4 until legal records the outcome of every track (C-34); nothing leads out of it by time.
"""

from datetime import date

from domain.asked import EVIDENCE, number, one_of, text
from domain.case import Case
from domain.codes import Track
from domain.command import CommandRow
from domain.fields import Field, Kind
from domain.guards import evidence_known, not_asked
from domain.messages import Command
from domain.refusal import Refusal
from domain.terms import policy_of
from domain.tracks import another_body, the_track, track_named
from domain.vocabulary import Role, Stage, stages

LEGAL_TRACK = (
    one_of("kind", "途径", "Which way", tuple(Track)),
    text("reason", "原因", "Reason", 1000, required=True),
    Field("next_date", Kind.DATE, "下一期日", "Next date"),
)
WHICH = number("track", "第几条途径（只有一条时不用填）", "Which track, where there are several", required=False)
TRACK_DATE = (
    Field("date", Kind.DATE, "期日", "Date", required=True),
    text("what", "期日事项", "What is due that day", 500, required=True),
    WHICH,
)
LEGAL_OUTCOME = (
    one_of("to", "转入（最后一条途径办结时）", "Goes to, with the outcome of the last track", (Stage.S5, Stage.S11)),
    EVIDENCE,
    text(
        "document", "裁判文书或处理决定（没有登记证据的，录入全文）", "Text of the decision, if not in evidence", 8000
    ),
    WHICH,
)


def date_ahead(case: Case, command: Command) -> Refusal | None:
    """A date of the track lies ahead: today, on the project's clock, still counts."""
    today = policy_of(case).local(command.received_at).date()
    gone = [n for n in ("next_date", "date") if n in command.data and date.fromisoformat(command.data[n]) < today]
    return Refusal("date_gone", {"fields": gone}) if gone else None


def decision_attached(case: Case, command: Command) -> Refusal | None:
    """The outcome rests on the decision itself: as evidence of the case, or as its text (lifecycle 5.2)."""
    there = command.data.get("evidence") or "document" in command.texts
    return None if there else Refusal("no_decision")


OUTSIDE: tuple[CommandRow, ...] = (
    CommandRow(
        "legal_track",
        "移交司法、仲裁或行政",
        "Hand over to an outside body",
        "it can be handed over to an outside body",
        stages(Stage.S1, Stage.S11) | {Stage.X4},
        (Role.R13,),
        LEGAL_TRACK,
        (date_ahead, not_asked("A17", "track"), another_body),
    ),
    CommandRow(
        "track_date",
        "登记下一期日",
        "Record the next date",
        "a date of the track can be recorded",
        frozenset({Stage.X4}),
        (Role.R13,),
        TRACK_DATE,
        (track_named, date_ahead),
        adds=the_track,
        opens_zh="移交外部后",
        opens_en="after it is handed over to an outside body",
        gives="track_date",
    ),
    CommandRow(
        "legal_outcome",
        "登记外部处理结果",
        "Record the outcome of the track",
        "the outcome of the track can be recorded",
        frozenset({Stage.X4}),
        (Role.R13,),
        LEGAL_OUTCOME,
        (track_named, decision_attached, evidence_known),
        adds=the_track,
        opens_zh="移交外部后",
        opens_en="after it is handed over to an outside body",
    ),
)
