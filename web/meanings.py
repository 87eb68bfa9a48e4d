"""The engine's events and the findings of verification in plain words: one row per code.

A meaning or finding without a row is shown by its code: an auditor sees everything.
"""

from collections.abc import Mapping

from desk.views import Finding, HistoryEvent
from domain.commands import COMMANDS
from web.language import Language
from web.tales import DECIDED_WORDS, MARKS
from web.telling import Teller

#: Meaning → (Chinese, English). `{…}` come from the event's detail.
MEANINGS: Mapping[str, tuple[str, str]] = {
    "life_began": ("案件流程开始", "The case's workflow began"),
    "went_on": ("在新的一段运行里继续", "Went on in a new run"),
    "command_came": ("收到命令：{name}", "Command received: {name}"),
    "stranger": ("收到不是工作台发出的东西", "Something came from outside the desk"),
    "lines_written": ("写下流程记录", "The journal is written"),
    "seat_asked": ("请人签批：{approval}", "A signature is asked: {approval}"),
    "decision_came": ("签批结果：{name}", "A decision came: {name}"),
    "seat_closed": ("关闭签批：{approval}", "A sign-off is closed: {approval}"),
    "seat_ended": ("签批没有结果：{approval}", "A sign-off ended without an answer: {approval}"),
    "text_let_out": (
        "核对签批后放行第 {statement} 稿",
        "Text {statement} is compared with what was signed and let out",
    ),
    "table_read": ("查看有没有待办的命令", "Waiting commands are looked for"),
    "done": ("已办：{activity}", "Done: {activity}"),
    "not_done": ("没有办成，会再试：{activity}", "Not done, tried again: {activity}"),
    "clock_set": ("计时器开始：{for}", "Timer set: {for}"),
    "clock_rang": ("计时器响：{for}", "Timer rang: {for}"),
    "clock_stopped": ("计时器停：{for}", "Timer stopped: {for}"),
    "life_ended": ("案件流程结束", "The case's workflow ended"),
    "rolled_over": ("换到下一段运行", "Rolled over into the next run"),
    "terminated": ("流程被从外面终止", "The workflow was terminated from outside"),
    "failed": ("流程失败", "The workflow failed"),
    "engine_work": ("引擎自己的步骤", "The engine's own work"),
}

FINDINGS: Mapping[str, tuple[str, str]] = {
    "chain_broken": ("摘要链在这里断开", "The chain is broken here"),
    "journal_cut": ("流程记录被截短", "The journal was cut short"),
    "snapshot_differs": ("案件快照与流程记录不一致", "The snapshot differs from the journal"),
    "row_differs": ("案件数据与流程记录不一致", "The case's data differ from the journal"),
    "duty_differs": ("时限数据与流程记录不一致", "A duty differs from the journal"),
    "approval_differs": ("签批数据与流程记录不一致", "A sign-off differs from the journal"),
    "improvement_differs": ("改进措施数据与流程记录不一致", "An improvement differs from the journal"),
    "day_missing": ("项目的排查记录缺了一天", "A day is missing among a project's days"),
    "file_missing": ("记录过的文件不见了，或打不开了", "A recorded file is gone, or does not open"),
    "file_changed": ("文件与链上的摘要不符", "A file is not that of its digest in the chain"),
    "content_missing": ("记录过的内容不见了", "A recorded content is gone"),
    "content_changed": ("内容在记录之后被改过", "A content was changed after it was recorded"),
    "release_differs": ("发布的文字与流程记录不一致", "What went out differs from the journal"),
    "receipt_differs": ("回执与流程记录不一致", "A receipt differs from the journal"),
    "engine_differs": ("记录与引擎写下的不一致", "A line differs from what the engine wrote"),
    "engine_chain_broken": ("引擎里的摘要链断开", "The chain is broken in the engine's history"),
    "history_missing": ("引擎的历史不见了", "The engine's history is gone"),
    "replay_broken": ("用今天的程序重算不下去", "Replaying with today's program breaks off"),
    "replay_differs": ("重算结果与历史不一致", "Replaying gives another result"),
    "terms_differ": ("案件的时限版本与获批的不一致", "The case's version of the limits is not the one approved"),
    "engine_silent": ("引擎没有应答，历史没有核对", "The engine did not answer; its history was not checked"),
}


#: What the engine does for itself; auditors see it when they ask for all events.
QUIET = frozenset({"engine_work", "done", "table_read"})


def meaning_words(event: HistoryEvent, teller: Teller) -> str:
    """What an event means, in the reader's language."""
    pair = MEANINGS.get(event.meaning)
    if pair is None:
        return event.meaning or event.type
    details = {name: _detail(name, str(value), teller) for name, value in event.detail.items()}
    return pair[teller.lang.column].format_map(_Known(details)).rstrip("：: ")


def _detail(name: str, value: str, teller: Teller) -> str:
    if name == "name":
        row = COMMANDS.get(value)
        return teller.lang.label(row) if row else DECIDED_WORDS.get(value, (value, value))[teller.lang.column]
    if name == "approval":
        return teller.about({"approval": value})
    return _mark(value, teller) if name == "for" else value


def _mark(value: str, teller: Teller) -> str:
    """`T08.1 80`, as the timer is called, in words."""
    duty, _, mark = value.partition(" ")
    if teller.case.duty(duty) is None or mark not in MARKS:
        return value
    return f"{teller.duty({'duty': duty})} · {MARKS[mark][teller.lang.column]}"


class _Known(dict[str, str]):
    """What is not known is left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def finding_words(finding: Finding, lang: Language) -> tuple[str, str, object]:
    """A finding: what it is, where, and the journal line if it concerns one."""
    pair = FINDINGS.get(finding.code)
    return (pair[lang.column] if pair else finding.code, finding.place, finding.detail.get("seq"))
