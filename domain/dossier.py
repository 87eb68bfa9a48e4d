"""The chapters of a case's dossier, as rows (D13, D66): what the archive keeps of a case, in the order it is read in.

A record stands in one chapter only; what none of them names stands in the last, so that nothing of a case is left out
of its dossier.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.case import Case, Record
from domain.codes import Purpose, ReportKind


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: the kinds of records in it. `needed`: the archive must hold something here (001, 002).

    `purposes` and `reports` narrow contacts and reports, which belong into more than one chapter.
    """

    name: str
    zh: str
    en: str
    kinds: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    reports: tuple[ReportKind, ...] = ()
    needed: bool = False

    def narrows(self, record: Record) -> bool:
        """Is it one of the contacts or reports that stand here rather than with the others?"""
        if record.kind == "contact":
            return record.data.get("purpose") in self.purposes
        return record.kind == "report" and record.data.get("kind") in self.reports


#: Where the versions of the plan with their signatures stand, and where all sign-offs do: they are no records.
PLAN, SIGN_OFFS, OTHER = "plan", "sign_offs", "other"

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "incident",
        "事件报告",
        "Incident report",
        ("conversion", "emergency", "emergency_check", "sudden_event", "third_party", "media", "latent_crisis",
         "risk_warning", "turn"),
        needed=True,
    ),
    Chapter(
        "investigation",
        "调查与责任认定",
        "Investigation and liability",
        ("screening", "level", "assessment", "investigation", "finding", "opinion"),
        needed=True,
    ),
    Chapter("evidence", "证据清单", "List of evidence", ("evidence",), needed=True),
    Chapter(PLAN, "处理方案与签批", "Plan and its signatures", ("strategy", "measure", "fix", "compensation"), needed=True),
    Chapter(
        "contacts",
        "沟通记录",
        "Communication records",
        ("contact", "attempt", "promise", "arrival", "pledge", "promise_kept", "check", "letter", "letter_sent",
         "mediation", "agreement", "compliance", "owners_notice", "crisis_contact", "interview"),
        needed=True,
    ),
    Chapter(
        "feedback",
        "客户反馈与满意度",
        "Customer feedback and satisfaction",
        ("closing", "withdrawal"),
        purposes=(Purpose.RESULT,),
        needed=True,
    ),
    Chapter("visits", "回访记录", "Visits", ("visit", "sample_call"), needed=True),
    Chapter("summary", "总结报告", "Summary report", reports=(ReportKind.SUMMARY,), needed=True),
    Chapter("improvements", "改进措施", "Improvements", ("improvement", "verification"), needed=True),
    Chapter(SIGN_OFFS, "签批", "Sign-offs"),
    Chapter(
        "statements",
        "对外声明",
        "Statements",
        ("statement", "comparison", "embargo", "statement_withdrawal", "release", "released", "unreleased",
         "release_proof", "spokesperson", "inquiry", "inquiry_answer", "false_report", "silence", "silence_read",
         "media_contact"),
    ),
    Chapter("reports", "日报、周报与通报", "Daily, weekly and turn reports", ("report", "reading", "acknowledgement")),
    Chapter("law", "司法与外部机构", "Courts and authorities", ("track", "track_date", "outcome", "settlement", "settlement_signed")),
    Chapter(OTHER, "其他记录", "Other records"),
)  # fmt: skip


def chapter_of(record: Record) -> Chapter:
    """Where a record stands."""
    narrow = (row for row in CHAPTERS if row.narrows(record))
    return next(narrow, None) or next((row for row in CHAPTERS if record.kind in row.kinds), CHAPTERS[-1])


def sorted_in(case: Case) -> Mapping[str, tuple[Record, ...]]:
    """Every record of the case by its chapter, the oldest first."""
    found: dict[str, list[Record]] = {row.name: [] for row in CHAPTERS}
    for record in sorted(case.records, key=lambda one: one.seq):
        found[chapter_of(record).name].append(record)
    return {name: tuple(records) for name, records in found.items()}


def shown_in(case: Case) -> frozenset[int]:
    """The lines whose words stand in a chapter already: of records and of versions of the plan."""
    return frozenset(record.seq for record in case.records) | {plan.seq for plan in case.plans} | {1}
