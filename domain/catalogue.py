"""The records a case must have, as rows (D66): which things of the case each is made of, and where they are shown."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.case import EPOCH, Case, Record
from domain.codes import Purpose, ReportKind

Of = Callable[[Case], tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class Document:
    """One record of the catalogue. `of` finds it on a case; `tab` is where the page shows it."""

    name: str
    zh: str
    en: str
    of: Of
    tab: str


def kinds(*names: str) -> Of:
    """Every record of these kinds."""
    return lambda case: tuple(r for r in case.records if r.kind in names)


def contacts(*purposes: Purpose) -> Of:
    """Contacts for these purposes."""
    return lambda case: tuple(r for r in case.of_kind("contact") if r.data.get("purpose") in purposes)


def reports(*which: ReportKind) -> Of:
    """Reports of these kinds."""
    return lambda case: tuple(r for r in case.of_kind("report") if r.data.get("kind") in which)


def plans(case: Case) -> tuple[Record, ...]:
    """The versions of the plan, as records. A version does not know its instant; its line does."""
    return tuple(Record("plan", p.no, p.seq, EPOCH, p.author, {}, p.content, p.digest) for p in case.plans)


def registered(case: Case) -> tuple[Record, ...]:
    """The register entry: the first line of the case."""
    return (Record("register", 1, 1, case.opened_at, case.registrar, {}),)


CATALOGUE: tuple[Document, ...] = (
    Document("register", "登记信息", "Register entry", registered, "contacts"),
    Document(
        "incident",
        "事件报告",
        "Incident report",
        kinds("emergency", "sudden_event", "third_party", "media"),
        "reports",
    ),
    Document("monitoring", "舆情监测记录", "Monitoring log", kinds("look"), "crisis"),
    Document("risk_warning", "风险预警", "Risk warning", kinds("risk_warning"), "reports"),
    Document("assessment", "评估表", "Assessment sheet", kinds("assessment"), "reports"),
    Document(
        "investigation",
        "调查报告与责任认定",
        "Investigation and liability",
        kinds("investigation", "finding"),
        "reports",
    ),
    Document("plan", "处理方案", "Plan", plans, "plan"),
    Document("segmentation", "客户名单细分", "Segmented list", kinds("segmentation"), "contacts"),
    Document("opinion", "法务意见", "Legal opinion", kinds("opinion"), "reports"),
    Document("contact", "沟通记录", "Contact records", kinds("contact", "attempt"), "contacts"),
    Document(
        "report",
        "日报、周报、转变通报",
        "Daily, weekly and turn reports",
        reports(ReportKind.DAILY, ReportKind.WEEKLY, ReportKind.TURN, ReportKind.EXECUTIVE),
        "reports",
    ),
    Document("statement", "对外声明", "Statements", kinds("statement"), "reports"),
    Document("evidence", "证据材料", "Evidence", kinds("evidence"), "evidence"),
    Document("compensation", "赔付申请", "Compensation file", kinds("compensation"), "reports"),
    Document("result", "结果通知", "Result notice", contacts(Purpose.RESULT), "contacts"),
    Document("visit", "回访记录", "Visit record", kinds("visit", "sample_call"), "contacts"),
    Document("summary", "总结报告", "Summary report", reports(ReportKind.SUMMARY), "reports"),
    Document("improvement", "改进措施", "Improvements", kinds("improvement"), "reports"),
)
