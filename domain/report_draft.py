"""The draft of a report, made from the journal since the last one (D34, D66). A person edits it and files it.

Codes, counts and times only: no names, no telephone numbers, nothing of what was written in confidence.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.case import Case
from domain.codes import Purpose
from domain.crisis_codes import PhaseCondition, Recovery
from domain.duties import BY_RULE
from domain.entries import Entry, moment
from domain.policy import Policy
from domain.turn_codes import MediaKind, ThirdParty, Turn
from domain.vocabulary import Phase, Term

#: Parts of a report (D66): headings in both languages.
HEADINGS = (
    ("一、现状", "1. Situation"),
    ("二、期间情况", "2. What happened"),
    ("三、客户诉求（请补充）", "3. Demands (please add)"),
    ("四、已采取的措施", "4. Measures taken"),
    ("五、时限", "5. Clocks"),
    ("六、下一步", "6. Next"),
    ("七、需要的支持（请补充）", "7. Help needed (please add)"),
)
#: Lines that are counted, by the part they belong to.
HAPPENED = {
    "log_contact": ("客户联系", "contacts with the customer"),
    "contact_attempt": ("未接通", "attempts without an answer"),
    "customer_response": ("客户答复", "answers of the customer"),
    "emergency": ("紧急情况", "emergencies"),
    "media_contact": ("媒体联系", "contacts with the media"),
    "monitor_log": ("舆情巡查", "looks at opinion"),
    "record_fact": ("登记事实", "facts recorded"),
}
MEASURES = {
    "interim_measure": ("临时措施", "interim measures"),
    "task_done": ("完成任务", "tasks done"),
    "note_decision": ("决定", "decisions"),
    "promise": ("承诺", "promises"),
    "promise_kept": ("兑现承诺", "promises kept"),
    "add_evidence": ("证据", "pieces of evidence"),
    "log_attendance": ("负责人到场", "times the leader was present"),
    "police_card": ("警务联络卡", "police cards"),
    "recovery_done": ("完成恢复措施", "recovery measures done"),
}
#: Lines told one by one, with the field that says what.
TOLD: dict[str, tuple[str, type[Term], tuple[str, str]]] = {
    "report_turn": ("what", Turn, ("重要转变", "Important turn")),
    "third_party_involved": ("who", ThirdParty, ("第三方介入", "Third party")),
    "media_involved": ("kind", MediaKind, ("媒体介入", "Media")),
    "change_phase": ("condition", PhaseCondition, ("阶段调整", "Phase changed")),
    "recovery_measure": ("kind", Recovery, ("恢复措施", "Recovery measure")),
}
#: So many of the clocks that run are named as what comes next.
NEXT = 5


def since_last_report(case: Case, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The lines after the newest report; all of them before the first."""
    last = max((r.seq for r in case.of_kind("report")), default=0)
    return tuple(e for e in entries if e.seq > last)


def draft(case: Case, entries: Sequence[Entry], policy: Policy, language: str) -> str:
    """The text of the draft, seven parts, in Chinese or in English."""
    column = 0 if language.startswith("zh") else 1
    lines = since_last_report(case, entries)
    parts: tuple[Iterable[str], ...] = (
        _situation(case, lines, policy, column),
        (*_told(lines, policy, column), *_counted(lines, HAPPENED, column), *_mentions(lines, column)),
        (),
        _counted(lines, MEASURES, column),
        _clocks(lines, column),
        _next(case, policy, column),
        (),
    )
    return "\n".join(
        line for heading, part in zip(HEADINGS, parts, strict=True) for line in (heading[column], *part, "")
    ).rstrip()


def _name(term: Term, column: int) -> str:
    return term.en if column else term.zh


def _at(when: datetime, policy: Policy) -> str:
    return policy.local(when).strftime("%m-%d %H:%M")


def _situation(case: Case, lines: Sequence[Entry], policy: Policy, column: int) -> Iterable[str]:
    standing: list[Term] = [case.stage, *([case.level] if case.level else []), Phase(case.phase)]
    yield "· " + ("、", ", ")[column].join(_name(term, column) for term in standing)
    if case.crisis:
        yield ("· 危机状态中", "· In crisis mode")[column]
    if lines:
        start = _at(moment(lines[0].at), policy)
        yield (f"· 本报告从 {start} 起", f"· This report begins at {start}")[column]


def _told(lines: Sequence[Entry], policy: Policy, column: int) -> Iterable[str]:
    for line in (e for e in lines if e.type in TOLD):
        field, words, title = TOLD[line.type]
        what = _name(words(line.data[field]), column)
        yield f"· {_at(moment(line.at), policy)} {title[column]}{('：', ': ')[column]}{what}"


def _counted(lines: Sequence[Entry], rows: dict[str, tuple[str, str]], column: int) -> Iterable[str]:
    counts = Counter(e.type for e in lines)
    for name, words in rows.items():
        if count := counts[name]:
            yield (f"· {words[0]} {count} 次" if column == 0 else f"· {words[1]}: {count}") + (
                _purposes(lines, column) if name == "log_contact" else ""
            )


def _purposes(lines: Sequence[Entry], column: int) -> str:
    counts = Counter(str(e.data["purpose"]) for e in lines if e.type == "log_contact")
    said = [f"{_name(Purpose(p), column)} {n}" for p, n in counts.items()]
    return f"（{'，'.join(said)}）" if column == 0 else f" ({', '.join(said)})"


def _mentions(lines: Sequence[Entry], column: int) -> Iterable[str]:
    total = sum(int(e.data.get("mentions", 0)) for e in lines if e.type == "monitor_log")
    if total:
        yield (f"· 新增提及 {total} 条", f"· new mentions: {total}")[column]


def _clocks(lines: Sequence[Entry], column: int) -> Iterable[str]:
    met = sum(e.type == "duty_met" for e in lines)
    if met:
        yield (f"· 完成 {met} 项", f"· met: {met}")[column]
    for line in (e for e in lines if e.type == "duty_breached"):
        row = BY_RULE[str(line.data["rule"])]
        yield f"· {('超时', 'breached')[column]}{('：', ': ')[column]}{(row.zh, row.en)[column]} {row.rule}"


def _next(case: Case, policy: Policy, column: int) -> Iterable[str]:
    for duty in sorted((d for d in case.running() if not d.approval), key=lambda d: d.due_at)[:NEXT]:
        row, due = BY_RULE[duty.rule], _at(duty.due_at, policy)
        yield (f"· {due} 前{row.zh}", f"· by {due}: {row.en}")[column]
