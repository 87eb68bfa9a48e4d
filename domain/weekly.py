"""The weekly progress notice of a major group complaint (T18): what it is, and the words it starts from.

The notice is a statement to the owners marked as the weekly one, because A09 asks the same signatures for both
("weekly notices likewise") and only what is released counts as issued. It starts from the journal since the last
one, in counts and plain words: no names, no causes, no amounts, nothing of what was said in confidence (C-15, C-16).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.case import Case, Record
from domain.entries import Data, Entry
from domain.messages import Command
from domain.refusal import Refusal
from domain.statement_codes import Audience, StatementKind
from domain.vocabulary import Stage

#: Chinese and English.
Words = tuple[str, str]

WEEKLY = StatementKind.WEEKLY
TITLE: Words = ("关于业主反映问题处理进展的通知", "Progress on the owners' complaint")

#: How far the handling is, as owners are told.
FAR: Mapping[Stage, Words] = {
    Stage.S2: ("我们已受理，正在逐一核实情况。", "The complaint is registered and is being verified."),
    Stage.S3: ("我们已受理，正在逐一核实情况。", "The complaint is registered and is being verified."),
    Stage.S4: ("调查正在进行。", "The investigation is under way."),
    Stage.S5: ("调查已经完成，正在制定处理方案。", "The investigation is complete; a plan is being drawn up."),
    Stage.S6: ("处理方案已经拟定，正在审定。", "A plan is drawn up and is being decided on."),
    Stage.S7: ("处理方案已经确定，正在向业主说明。", "The plan is decided and is being explained to the owners."),
    Stage.S8: ("我们正根据业主的意见重新商议方案。", "The plan is being worked over after what the owners said."),
    Stage.S8B: ("我们正在向业主解释方案。", "The plan is being explained to the owners."),
    Stage.S9: (
        "项目负责人正在现场听取意见、协调处理。",
        "The project head is on site, listening and settling matters.",
    ),
    Stage.S10: ("处理方案正在实施。", "The plan is being carried out."),
    Stage.S11: (
        "处理方案已经实施，正在请业主确认结果。",
        "The plan is carried out; owners are asked to confirm the result.",
    ),
    Stage.X4: ("有关部门正在依法处理，我们会全力配合。", "An outside body is deciding; we give it what it needs."),
}
#: What was done, counted; in the order in which owners ask.
DONE: Mapping[str, Words] = {
    "log_contact": ("与业主沟通 {n} 次", "talks with owners: {n}"),
    "visit_arrived": ("上门 {n} 次", "visits at home: {n}"),
    "interim_measure": ("采取临时措施 {n} 项", "interim measures: {n}"),
    "task_done": ("完成整改工作 {n} 项", "repairs and tasks done: {n}"),
    "permanent_fix": ("彻底修复 {n} 处", "fixed for good: {n}"),
    "log_attendance": ("项目负责人到场 {n} 次", "times the project head was on site: {n}"),
}
SINCE: Words = ("上次通知以来：{done}。", "Since the last notice: {done}.")
FIRST: Words = ("受理以来：{done}。", "Since the complaint was registered: {done}.")
HOMES: Words = (
    "反映同一问题的业主共 {all} 户，已办结 {settled} 户。",
    "Households concerned: {all}, settled: {settled}.",
)
NEXT: Words = ("下一步：【要做什么，什么时候】。", "Next: 【what is done, by when】.")
CLOSING: Words = (
    """下一次进展通知将在一周内发布。业主如有疑问，请拨打项目热线【电话】。
{project}
{day}""",
    """The next notice follows within a week. For questions, owners call 【telephone】.
{project}
{day}""",
)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs the notice and when, as it reads; how many households there are, how many are settled."""

    project: str
    day: str
    households: int = 0
    settled: int = 0


def weekly_to_a_group(case: Case, command: Command) -> Refusal | None:
    """The weekly notice speaks to the owners of a group (T18)."""
    if command.data["kind"] != WEEKLY:
        return None
    fits = case.grouped and command.data["audience"] == Audience.CUSTOMERS
    return None if fits else Refusal("weekly_for_group")


def marked(statement: Record) -> Data:
    """What the line of a release says of a weekly notice; nothing of any other text."""
    return {"kind": str(WEEKLY)} if statement.data.get("kind") == WEEKLY else {}


def last_notice(case: Case) -> int:
    """The line by which the last weekly notice went out; 0 before the first."""
    return max((r.seq for r in case.of_kind("released") if r.data.get("kind") == WEEKLY), default=0)


def weekly_words(case: Case, entries: Sequence[Entry], signed: Signed, language: str) -> tuple[str, str]:
    """Title and text to start from."""
    column, last = 0 if language.startswith("zh") else 1, last_notice(case)
    counts = Counter(e.type for e in entries if e.seq > last)
    done = ("，", ", ")[column].join(_done(counts, column))
    lines = [
        FAR[case.stage][column] if case.stage in FAR else "",
        (SINCE if last else FIRST)[column].format(done=done) if done else "",
        HOMES[column].format(all=signed.households, settled=signed.settled) if signed.households else "",
        NEXT[column],
        CLOSING[column].format(project=signed.project, day=signed.day),
    ]
    return TITLE[column], "\n".join(line for line in lines if line)


def _done(counts: Mapping[str, int], column: int) -> Iterable[str]:
    return (words[column].format(n=counts[name]) for name, words in DONE.items() if counts.get(name))
