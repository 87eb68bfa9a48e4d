"""Where a command takes a case (lifecycle 5.2, WALK section 5). One row per alternative; the first that fits counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.case import Approval, Case
from domain.codes import (
    ContingencyResult,
    CustomerAnswer,
    Rework,
    Satisfaction,
    Screening,
    Understanding,
    VisitAnswer,
)
from domain.mediation import GOES_BACK, Compliance
from domain.messages import Command
from domain.policy import ALWAYS
from domain.sampling import AfterCall
from domain.statement_codes import Audience
from domain.statements import asks_of, speaks_to
from domain.tracks import last_one
from domain.unreachable import overtaken
from domain.vocabulary import ApprovalState, Level, Stage

Condition = Callable[[Case, Command], bool]
Picks = Callable[[Case, Command], tuple[Approval, ...]]


@dataclass(frozen=True, slots=True)
class Move:
    """One alternative of a command. `target` None: the case stays. A case without a level yet counts as general.

    `asks` is the sign-off it asks, about `subject`; `ends_asks` are sign-offs it ends, as `ends_as`.
    `why` is the reason of a move that follows by rule, not by somebody's wish.
    `passes_on` is the field that names whose open seats pass on. `book` and `last_book` are the versions
    of the policy it holds for (0: every later one as well).
    """

    command: str
    target: Stage | None = None
    when: tuple[tuple[str, str], ...] = ()
    stage: Stage | None = None
    level: Level | None = None
    only_if: Condition | None = None
    asks: str = ""
    subject: str = ""
    ends_asks: Picks | None = None
    ends_as: ApprovalState = ApprovalState.WITHDRAWN
    ends: bool = False
    why: str = ""
    book: int = 1
    passes_on: str = ""
    last_book: int = 0
    since: datetime = ALWAYS

    def in_book(self, case: Case) -> bool:
        """Does it hold for a case of this policy?"""
        return self.book <= case.book and (not self.last_book or case.book <= self.last_book)

    def fits(self, case: Case, command: Command) -> bool:
        """Is this the alternative that the command means, in this case?"""
        return (
            self.command == command.name
            and self.since <= case.opened_at
            and self.in_book(case)
            and self.stage in (None, case.stage)
            and self.level in (None, case.level or Level.GENERAL)
            and all(command.data.get(name) == value for name, value in self.when)
            and (self.only_if is None or self.only_if(case, command))
        )


def lowers(case: Case, command: Command) -> bool:
    """Going down needs A03; going up counts at once."""
    return case.level is not None and Level(str(command.data["level"])).rank < case.level.rank


def of_the_plan(case: Case, command: Command) -> tuple[Approval, ...]:
    """Open sign-offs of the plan that an edit makes void."""
    return tuple(a for a in case.open_approvals() if a.subject.startswith("plan:"))


def of_the_request(case: Case, command: Command) -> tuple[Approval, ...]:
    """The open seats of the request named in the command."""
    return tuple(a for a in case.seats(request_named(command)) if a.open)


def request_named(command: Command) -> str:
    """`A02.1`, whichever way the approval was named."""
    return ".".join(str(command.data.get("approval", "")).rpartition(f"{command.case}.")[2].split(".")[:2])


def a_plan_is_withdrawn(case: Case, command: Command) -> bool:
    return any(a.subject.startswith("plan:") for a in of_the_request(case, command))


def is_asked_again(rule: str) -> Condition:
    return lambda case, command: command.data.get("rule") == rule


def to(stage: Stage) -> tuple[tuple[str, str], ...]:
    return (("to", str(stage)),)


def outcome(value: str) -> tuple[tuple[str, str], ...]:
    return (("outcome", str(value)),)


MOVES: tuple[Move, ...] = (
    Move("register", Stage.S2),
    Move("screen_decision", Stage.S3, outcome(Screening.VALID)),
    Move("screen_decision", None, outcome(Screening.DUPLICATE), asks="A27", subject="merge"),
    Move("screen_decision", Stage.X1, outcome(Screening.INVALID), ends=True, last_book=1),
    Move("screen_decision", Stage.X1, outcome(Screening.ENQUIRY), ends=True, last_book=1),
    Move("screen_decision", Stage.X1, outcome(Screening.INVALID), asks="A15", subject="screening", book=2),
    Move("screen_decision", Stage.X1, outcome(Screening.ENQUIRY), asks="A15", subject="screening", book=2),
    Move("level_set", Stage.S4),
    Move("change_level", only_if=lowers, asks="A03", subject="level"),
    Move("investigation_submitted", Stage.S5),
    Move("save_plan", Stage.S5, stage=Stage.S6, ends_asks=of_the_plan, ends_as=ApprovalState.VOID),
    Move("save_plan", ends_asks=of_the_plan, ends_as=ApprovalState.VOID),
    Move("plan_submitted", Stage.S6, level=Level.MINOR, asks="A01", subject="plan"),
    Move("plan_submitted", Stage.S6, level=Level.GENERAL, asks="A02", subject="plan"),
    Move("plan_submitted", Stage.S6, level=Level.MAJOR, asks="A04", subject="plan"),
    Move(
        "withdraw_ask",
        Stage.S5,
        stage=Stage.S6,
        only_if=a_plan_is_withdrawn,
        ends_asks=of_the_request,
    ),
    Move("withdraw_ask", ends_asks=of_the_request),
    Move("customer_response", Stage.S10, outcome(CustomerAnswer.SATISFIED)),
    Move("customer_response", Stage.S8, outcome(CustomerAnswer.DISSATISFIED)),
    Move("rework", Stage.S6, outcome(Rework.PRINCIPLE), asks="A05", subject="plan"),
    Move("rework", None, outcome(Rework.DETAIL), asks="A06", subject="plan"),
    Move("rework", Stage.S8B, outcome(Rework.NOT_ADJUSTABLE)),
    Move("explanation_response", Stage.S10, outcome(Understanding.UNDERSTOOD)),
    Move("explanation_response", Stage.S9, outcome(Understanding.NOT_UNDERSTOOD)),
    Move("activate_contingency", Stage.S9, asks="A11", subject="contingency"),
    Move("contingency_result", Stage.S5, outcome(ContingencyResult.NEW_PROPOSAL)),
    Move("contingency_result", Stage.S10, outcome(ContingencyResult.AGREEMENT)),
    Move("contingency_result", Stage.S5, outcome(ContingencyResult.THIRD_PARTY) + to(Stage.S5)),
    Move("contingency_result", Stage.S11, outcome(ContingencyResult.THIRD_PARTY) + to(Stage.S11)),
    Move("execution_complete", Stage.S11),
    Move("execution_failed", Stage.S5),
    Move("new_demand", Stage.S8),
    Move("result_confirmed", asks="A14", subject="closing"),
    Move("reject_result", Stage.S5),
    Move("visit_recorded", Stage.S5, (("answer", str(VisitAnswer.UNSATISFIED)),), why="unsatisfied", book=2),
    Move(
        "visit_recorded",
        Stage.S3,
        (("treatment", str(Satisfaction.DISSATISFIED)),),
        why="badly_treated",
        book=2,
    ),
    Move("visit_recorded", Stage.S13, (("answer", str(VisitAnswer.SATISFIED)),)),
    Move("archive", Stage.S14, level=Level.MINOR, ends=True),
    Move("archive", asks="A19", subject="report"),
    Move("reopen", Stage.S3, to(Stage.S3), stage=Stage.S12),
    Move("reopen", Stage.S5, to(Stage.S5), stage=Stage.S12),
    Move("reopen", stage=Stage.X1, asks="A27", subject="reopening"),
    Move("reopen", stage=Stage.X2, asks="A27", subject="reopening"),
    Move("reopen", stage=Stage.X3, asks="A27", subject="reopening"),
    Move("reopen", stage=Stage.S14, asks="A28", subject="reopening"),
    Move("withdraw", asks="A27", subject="withdrawal"),
    Move("ask_pause", asks="A13", subject="pause"),
    Move("ask_extension", asks="A13", subject="extension"),
    Move("ask", only_if=is_asked_again("A08"), asks="A08", subject="statement"),
    Move("convert_lead", Stage.S2),
    Move("dismiss_lead", Stage.X1, ends=True),
    Move("legal_track", asks="A17", subject="track"),
    Move("legal_outcome", Stage.S5, to(Stage.S5), only_if=last_one),
    Move("legal_outcome", Stage.S11, to(Stage.S11), only_if=last_one),
    *(Move("compliance_checked", Stage.S5, outcome(Compliance.BROKEN), stage=s, why="broken") for s in GOES_BACK),
    Move("ask_compensation", asks="A07", subject="compensation"),
    Move("declare_conflict", passes_on="account"),
    Move("close_unreachable", stage=Stage.S7, asks="A14", subject="unreachable"),
    Move("close_unreachable", asks="A14", subject="closing"),
    Move("log_contact", ends_asks=overtaken),
    Move("visit_recorded", Stage.S13, (("answer", str(VisitAnswer.NOT_REACHED)),)),
    Move("lawyers_letter", asks="A17", subject="letter"),
    Move("settlement", asks="A17", subject="settlement"),
    Move("ask_background", asks="A24", subject="background"),
    Move(
        "sample_call",
        Stage.S5,
        (("answer", str(VisitAnswer.UNSATISFIED)), ("then", str(AfterCall.REOPEN))),
        why="sample_unsatisfied",
        book=2,
    ),
    Move("ask_statement", only_if=speaks_to(Audience.MEDIA, Audience.AUTHORITIES), asks="A08", subject="statement"),
    Move("ask_statement", only_if=speaks_to(Audience.CUSTOMERS), asks="A09", subject="statement"),
    Move("ask_statement", only_if=speaks_to(Audience.STAFF), asks="A10", subject="statement"),
    Move("edit_statement", ends_asks=asks_of, ends_as=ApprovalState.VOID),
    Move("withdraw_statement", ends_asks=asks_of),
    Move("appoint_spokesperson", asks="A25", subject="spokesperson"),
    Move("declare_crisis", asks="A11", subject="crisis"),
    Move("stand_down", asks="A11", subject="stand_down"),
    Move("police_card", asks="A16", subject="police_card"),
    Move("ask_support", asks="A18", subject="support"),
)

STAYS = Move("")


def move_of(case: Case, command: Command) -> Move:
    """The alternative a command takes; one that is in no row moves nothing."""
    return next((move for move in MOVES if move.fits(case, command)), STAYS)
