"""Who speaks and who does not, as rows: spokesperson, notice to say nothing, the press asking, false reports (D35, D36)."""

from domain.asked import EVIDENCE, number, text
from domain.case import Case, Record
from domain.command import CommandRow
from domain.entries import Data, moment
from domain.fields import Field, Kind
from domain.guards import evidence_known, not_asked
from domain.messages import Command
from domain.numbered import exists, not_answered, still_open
from domain.policy import Policy
from domain.refusal import Refusal
from domain.roster import unique
from domain.spokesman import only_the_spokesperson, spokesperson, works_here
from domain.vocabulary import Role, Stage, stages

R = Role
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
ANYBODY = (R.R14, R.R15, R.R02, R.R03, R.R04, R.R05, R.R06, R.R01)

APPOINT = (
    Field("account", Kind.ACCOUNT, "由谁担任", "Who", required=True),
    text("reason", "理由", "Why", 500),
)
SILENCE = (text("text", "通知内容", "Text of the notice", 2000, required=True),)
SILENCE_READ = (number("silence", "哪条通知", "Which notice"),)
INQUIRY = (
    text("outlet_name", "哪家媒体、记者", "Medium and journalist", 200, required=True),
    text("question", "问什么", "What is asked", 2000, required=True),
    Field("reply_by", Kind.INSTANT, "答应何时回复", "Reply promised by", required=True),
)
INQUIRY_ANSWERED = (
    number("inquiry", "哪次问询", "Which inquiry"),
    number("statement", "依据第几稿", "Text it relied on", required=False),
    text("note", "怎样答复的", "What was answered", 2000, required=True),
)
INTERVIEW = (
    text("outlet_name", "哪家媒体、记者", "Medium and journalist", 200, required=True),
    text("record", "采访记录", "Record of the interview", 8000, required=True),
    number("statement", "依据第几稿", "Text it relied on", required=False),
    EVIDENCE,
)
FALSE_REPORT = (
    text("outlet_name", "哪家媒体、账号", "Medium or account", 200, required=True),
    text("what", "哪里失实", "What is untrue", 2000, required=True),
    text("link", "链接", "Link", 500),
    EVIDENCE,
)


def reply_ahead(case: Case, command: Command) -> Refusal | None:
    """A reply is promised for later, not for before."""
    return Refusal("day_gone") if moment(command.data["reply_by"]) <= command.received_at else None


def text_is_out(case: Case, command: Command) -> Refusal | None:
    """The press hears what was released, nothing else (D35)."""
    no = command.data.get("statement")
    if no is None:
        return None
    if case.record("statement", no) is None:
        return Refusal("no_such_number", {"no": no})
    return None if any(r.data["statement"] == no for r in case.of_kind("released")) else Refusal("not_out", {"no": no})


def not_read_yet(case: Case, command: Command) -> Refusal | None:
    """Each person reads a notice once."""
    read = any(r.author == command.actor and r.data["silence"] == command.data["silence"] for r in reading(case))
    return Refusal("already") if read else None


def reading(case: Case) -> tuple[Record, ...]:
    return case.of_kind("silence_read")


def unread(case: Case, person: str) -> tuple[Record, ...]:
    """Notices to say nothing that were sent to this person, who has not confirmed them."""
    read = {r.data["silence"] for r in reading(case) if r.author == person}
    return tuple(r for r in case.of_kind("silence") if r.no not in read and sent_to(r, person))


def sent_to(notice: Record, person: str) -> bool:
    return any(t["person"] == person for t in notice.data["told"])


def everybody(case: Case, command: Command, policy: Policy) -> Data:
    """Whom the notice is sent to: all who hold a seat that covers the project, but for who sends it."""
    people = unique(h.person for h in command.roster.holdings if h.role not in (R.R31, R.R32))
    return {"told": [{"role": str(R.R01), "person": p} for p in people if p != command.actor]}


SPEAKING: tuple[CommandRow, ...] = (
    CommandRow(
        "appoint_spokesperson",
        "提请任命新闻发言人",
        "Propose the spokesperson",
        "a spokesperson can be proposed",
        OPEN,
        (R.R14,),
        APPOINT,
        (works_here, not_asked("A25")),
        gives="spokesperson",
    ),
    CommandRow(
        "do_not_speak",
        "发出不对外发言通知",
        "Send the notice not to speak",
        "the notice can be sent",
        OPEN,
        (R.R14, R.R15, R.R03, R.R06),
        SILENCE,
        gives="silence",
        adds=everybody,
    ),
    CommandRow(
        "silence_read",
        "确认已读不对外发言通知",
        "Confirm the notice not to speak",
        "the notice can be confirmed",
        OPEN,
        (R.R01,),
        SILENCE_READ,
        (exists("silence"), not_read_yet),
        offered=lambda case, actor, roles: bool(unread(case, actor)),
    ),
    CommandRow(
        "media_inquiry",
        "登记媒体问询",
        "Record an inquiry of the press",
        "an inquiry can be recorded",
        OPEN,
        ANYBODY,
        INQUIRY,
        (reply_ahead,),
        gives="inquiry",
    ),
    CommandRow(
        "inquiry_answered",
        "登记问询答复",
        "Record the answer to an inquiry",
        "an answer can be recorded",
        OPEN,
        (R.R15, R.R01),
        INQUIRY_ANSWERED,
        (only_the_spokesperson, exists("inquiry"), not_answered("inquiry", "inquiry_answer"), text_is_out),
        offered=lambda case, actor, roles: (
            actor == spokesperson(case) and bool(still_open(case, "inquiry", "inquiry_answer"))
        ),
    ),
    CommandRow(
        "interview",
        "登记采访",
        "Record an interview",
        "an interview can be recorded",
        OPEN,
        (R.R15, R.R01),
        INTERVIEW,
        (only_the_spokesperson, text_is_out, evidence_known),
        gives="interview",
        offered=lambda case, actor, roles: actor == spokesperson(case),
    ),
    CommandRow(
        "false_report",
        "登记失实报道",
        "Record a false report",
        "a false report can be recorded",
        OPEN,
        ANYBODY,
        FALSE_REPORT,
        (evidence_known,),
        gives="false_report",
    ),
)
