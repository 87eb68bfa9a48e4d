"""The checklist of contingency (D27): its items, who ticked them, and leaving S9 with some of them open."""

from collections.abc import Mapping

from domain.asked import text
from domain.case import Case, Record
from domain.command import CommandRow
from domain.entries import Data
from domain.fields import Field, Kind
from domain.messages import Command
from domain.policy import WHOLE_BOOK_VERSION, Policy
from domain.refusal import Refusal
from domain.vocabulary import Role, Stage, Term

R = Role


class ContingencyItem(Term):
    """What 003 wants done when the plan fails (D27)."""

    SCENARIOS = "scenarios", "已预判各种情形", "Scenarios predicted"
    MOVEMENTS = "movements", "已关注客户动向", "The customer's moves observed"
    WIDENING = "widening", "已准备应对事态扩大、政府和媒体介入", "Prepared for widening, authorities and media"
    VENUE = "venue", "已备好接待场地", "Venue prepared"
    RECEPTION = "reception", "已安排接待人员", "Reception staff named"
    EVIDENCE = "evidence", "已做好取证准备", "Evidence collection prepared"
    SUPPORT = "support", "已联系第三方支持", "Third-party support found"


CONTINGENCY_CHECKED = (
    Field("items", Kind.CODES, "已做的准备", "Done", True, tuple(ContingencyItem)),
    text("note", "说明", "Note", 1000),
)
#: Asked of who leaves contingency with items open.
LEFT_OPEN = text("left_open", "清单未完成的原因", "Why items are left open", 1000)


def ticked(case: Case) -> Mapping[str, Record]:
    """Every item of this contingency that was ticked, with the record that ticked it first."""
    found: dict[str, Record] = {}
    for record in case.of_kind("contingency_check"):
        if record.seq > case.entered_seq:
            for item in record.data["items"]:
                found.setdefault(item, record)
    return found


def unticked(case: Case) -> list[str]:
    """The items nobody has ticked yet, in the order of the list."""
    done = ticked(case)
    return [str(item) for item in ContingencyItem if item not in done]


def list_closed(case: Case, command: Command) -> Refusal | None:
    """Contingency is left with every item ticked, or with the reason why not (D27). Older cases have no list."""
    left = unticked(case) if case.book >= WHOLE_BOOK_VERSION else []
    return Refusal("list_open", {"items": left}) if left and "left_open" not in command.texts else None


def left_open(case: Case, command: Command, policy: Policy) -> Data:
    """The line of leaving names what was left open."""
    left = unticked(case) if case.book >= WHOLE_BOOK_VERSION else []
    return {"unticked": left} if left else {}


CONTINGENCY: tuple[CommandRow, ...] = (
    CommandRow(
        "contingency_checked",
        "核对紧急应对清单",
        "Check the contingency list",
        "the list can be checked",
        frozenset({Stage.S9}),
        (R.R02, R.R03, R.R04, R.R05, R.R06, R.R09),
        CONTINGENCY_CHECKED,
        opens_zh="启动紧急应对后",
        opens_en="after contingency is activated",
        offered=lambda case, actor, roles: bool(unticked(case)),
    ),
)
