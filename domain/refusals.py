"""The sentences of refusals, in the reader's language: what is missing and what to do.

A new refusal is a code in a guard and one row here.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta, timezone

from domain.campaign_codes import Group, Seat, Unit
from domain.codes import Condition, Purpose, ReportKind
from domain.commands import COMMANDS, label_of_field
from domain.contingency import ContingencyItem
from domain.crisis_codes import PhaseCondition, StandDown, Strategy
from domain.date_words import on
from domain.entries import Data, moment
from domain.refusal import Refusal
from domain.refusals_around import AROUND
from domain.refusals_campaigns import COMPOSED, NOT_YOURS_HERE, OF_CAMPAIGNS
from domain.refusals_crisis import OF_CRISES
from domain.refusals_grouping import GROUPING
from domain.refusals_lifecycle import LIFECYCLE
from domain.refusals_of_days import NOT_YOURS_OF_DAYS, OF_DAYS
from domain.refusals_of_limits import NOT_YOURS, OF_LIMITS
from domain.refusals_of_turns import OF_TURNS
from domain.refusals_outlived import OUTLIVED
from domain.refusals_outside import OUTSIDE
from domain.refusals_records import RECORDS
from domain.refusals_signing import SIGNING
from domain.refusals_statements import STATEMENTS
from domain.signoffs import SIGN_OFFS
from domain.turn_codes import Call, CheckItem
from domain.vocabulary import ApprovalState, Level, Phase, Role, Stage, Term

__all__ = ["SENTENCES", "Refusal", "sentence"]


#: Sentences by code, Chinese and English. `{…}` are filled from the details, in words.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_yours": (
        "这一步由{roles}办理，你在这个案件里没有这个职责。",
        "This is for {roles}; you do not hold that role on this case.",
    ),
    "own_work": (
        "自己写的或自己提请的，不能自己签；请由别人签。",
        "Nobody signs their own work; another signer has to do it.",
    ),
    "missing": (
        "还缺：{fields}。补上就可以提交。",
        "Still missing: {fields}. Fill it in and send again.",
    ),
    "bad_value": (
        "填得不对：{fields}。请从给出的选项里选，或按格式填写。",
        "Not a valid value: {fields}. Choose one of those offered or follow the form.",
    ),
    "stale": (
        "你打开以后，{by}改动了这个案件。请看过改动再提交；你写的都还在。",
        "{by} changed this case after you opened it. Look at the change, then send again; what you wrote is kept.",
    ),
    "closed": (
        "这个案件已经结束。要继续办理，请先重启。",
        "This case has ended. Reopen it to go on.",
    ),
    "unknown_command": ("没有这个指令。", "There is no such command."),
    "below_floor": (
        "按规则，这个案件至少是“{floor}”，不能定得更低。",
        "By rule this case is at least {floor}; it cannot be set lower.",
    ),
    "no_team": (
        "一般和重大案件要先确定应对小组，至少一人。",
        "A general or major case needs its team first: name at least one person.",
    ),
    "no_department": (
        "还没有责任部门；请先指定责任部门。",
        "No department is responsible yet; name one first.",
    ),
    "same_level": ("案件已经是“{level}”。", "The case is at level {level} already."),
    "already_asked": (
        "已经提请过了，正在等签批；要改，请先撤回。",
        "It has been asked already and waits to be signed; withdraw it first to change it.",
    ),
    "nothing_to_ask": ("现在没有需要重新提请的签批。", "There is no sign-off to ask again now."),
    "not_in_project": (
        "这个人不在本项目任职；请从名单里选。",
        "This person holds no seat in the project; choose one from the list.",
    ),
    "no_annex": (
        "调查报告至少要一份附件；没有附件，请写明原因。",
        "The report needs at least one annex; without one, say why.",
    ),
    "no_plan": ("还没有方案；请先保存方案。", "There is no plan yet; save one first."),
    "plan_incomplete": (
        "只能提交最新一版方案（第 {newest} 版）。",
        "Only the newest version of the plan (version {newest}) can be submitted.",
    ),
    "no_legal_opinion": (
        "要先有法务意见；请法务先提交。",
        "This needs a legal opinion on file; legal has to file one first.",
    ),
    "already_rejected": (
        "这一版已被驳回；请另存新的一版再提交。",
        "This version was rejected; save a new version and submit that.",
    ),
    "decided": ("", ""),
    "no_such_approval": ("没有这项签批。", "There is no such sign-off."),
    "no_contact": (
        "还没有登记联系（{purpose}）；请先登记联系，再登记答复。",
        "No contact for this ({purpose}) has been logged; log the contact first.",
    ),
    "no_new_plan": (
        "请先保存一版新方案，再提交调整。",
        "Save a new version of the plan first, then submit the re-work.",
    ),
    "risk_not_excluded": (
        "只改具体做法，要先确认不增加客户风险；否则按原则性改动提交。",
        "A change of detail needs the declaration that there is no customer risk; otherwise submit a change of principle.",
    ),
    "already": ("已经办过了。", "That has been done already."),
    "no_such_task": ("没有第 {task} 项任务。", "There is no task {task}."),
    "tasks_open": ("还有任务没完成：第 {tasks} 项。", "Tasks are still open: {tasks}."),
    "no_progress_notice": (
        "执行以来还没有告知客户进展；请先登记一次进展告知。",
        "The customer has not been told of the progress since execution began; log that contact first.",
    ),
    "conditions_open": (
        "结案条件还缺：{conditions}。",
        "Conditions of closing still open: {conditions}.",
    ),
    "no_confirmation": (
        "还缺客户确认的证据；请先登记一份“客户确认”。",
        "Evidence of the customer's confirmation is missing; add one first.",
    ),
    "no_report": (
        "还没有总结报告；请先提交总结报告。",
        "There is no summary report yet; file it first.",
    ),
    **OF_TURNS,
    **OF_LIMITS,
    **OF_CRISES,
    **LIFECYCLE,
    **AROUND,
    **OUTSIDE,
    **RECORDS,
    **SIGNING,
    **STATEMENTS,
    **GROUPING,
    **OF_CAMPAIGNS,
    **OF_DAYS,
    **OUTLIVED,
}

#: How a final sign-off reads: "沈望舒已在 09:00 同意。"
DECIDED_WORDS: Mapping[str, tuple[str, str]] = {
    "approved": ("{by}已在 {when} 同意。", "{by} approved it at {when}."),
    "rejected": ("{by}已在 {when} 驳回。", "{by} rejected it at {when}."),
    "returned": ("{by}已在 {when} 退回补充。", "{by} returned it at {when}."),
    "withdrawn": ("{by}已在 {when} 撤回这项签批。", "{by} withdrew this sign-off at {when}."),
    "void": (
        "内容已由{by}在 {when} 改动，这项签批作废。",
        "{by} changed the text at {when}; this sign-off is void.",
    ),
    "expired": ("这项签批已在 {when} 过期。", "This sign-off expired at {when}."),
}

Names = Callable[[str], str]


def sentence(refusal: Refusal, language: str, names: Names = str, utc_offset: int = 480) -> str:
    """The refusal in words. `names` turns an account id into a name; times are shown at `utc_offset` minutes."""
    column = 0 if language.startswith("zh") else 1
    if refusal.code == "wrong_stage":
        return _wrong_stage(refusal.details, column)
    if refusal.code == "decided":
        template = DECIDED_WORDS[str(refusal.details.get("state", "approved"))][column]
    elif refusal.code == "stale" and "changed" not in refusal.details:
        template = STALE_TEXT[column]
    elif refusal.code == "not_yours" and refusal.details.get("of") == "limits":
        template = NOT_YOURS[column]
    elif refusal.code == "not_yours" and refusal.details.get("of") == "campaign":
        template = NOT_YOURS_HERE[column]
    elif refusal.code == "not_yours" and refusal.details.get("of") == "project":
        template = NOT_YOURS_OF_DAYS[column]
    else:
        template = SENTENCES[refusal.code][column]
    return template.format_map(_Words(refusal.details, column, names, utc_offset))


#: `stale` of a decision: the text asked about is another one.
STALE_TEXT = (
    "你看到的内容已不是现在要签的内容。请重新打开再签。",
    "What you saw is no longer what is being asked. Open it again, then sign.",
)


class _Words(dict[str, str]):
    """The details of a refusal as words, looked up by the name in the sentence."""

    def __init__(self, details: Data, column: int, names: Names, utc_offset: int) -> None:
        self._details, self._column = details, column
        self._names, self._zone = names, timezone(timedelta(minutes=utc_offset))

    def __missing__(self, key: str) -> str:
        if key in COMPOSED:
            return COMPOSED[key](self._details, self._column)
        return self._word(key, self._details.get(key))

    def _word(self, key: str, value: object) -> str:
        if key == "by":
            return self._who()
        if key == "when":
            return moment(str(value)).astimezone(self._zone).strftime("%H:%M") if value else "?"
        if isinstance(value, list):
            return ("、" if self._column == 0 else ", ").join(self._word(key[:-1], v) for v in value)
        return self._label(key, str(value))

    def _who(self) -> str:
        changed = self._details.get("changed")
        people = [c["actor"] for c in changed] if changed else [str(self._details.get("by", ""))]
        return ("、" if self._column == 0 else ", ").join(dict.fromkeys(self._name(p) for p in people))

    def _name(self, person: str) -> str:
        return named(Role.SYSTEM, self._column) if person == "system" else self._names(person)

    def _label(self, key: str, value: str) -> str:
        if key == "field":
            return label_of_field(str(self._details.get("name", "")), value, self._column)
        if key == "person":
            return self._name(value)
        if key == "rule" and (row := next((s for s in SIGN_OFFS if s.rule == value), None)):
            return row.en if self._column else row.zh
        for words in WORDS_OF.get(key, ()):
            if value in {str(t) for t in words}:
                return named(words(value), self._column)
        return on(value, self._column)


def named(term: Term, column: int) -> str:
    """A term's name: column 0 Chinese, 1 English."""
    return term.en if column else term.zh


def _wrong_stage(details: Data, column: int) -> str:
    row = COMMANDS[str(details["name"])]
    stage = Stage(str(details["stage"]))
    if "needs" not in details:
        return row.wrong_stage(stage, column)
    what = named(Purpose(details["purpose"]) if "purpose" in details else ReportKind(details["kind"]), column)
    needs = [named(Stage(s), column) for s in details["needs"]]
    if column:
        return f"The case is in {stage.en}: {row.can_en} ({what}) only in {' or '.join(needs)}."
    return f"现在是“{stage.zh}”，不能{row.zh}（{what}）；要在{'或'.join(f'“{n}”' for n in needs)}。"


WORDS_OF: Mapping[str, tuple[type[Term], ...]] = {
    "role": (Role,),
    "condition": (Condition, PhaseCondition, StandDown),
    "purpose": (Purpose,),
    "level": (Level,),
    "floor": (Level,),
    "state": (ApprovalState,),
    "call": (Call,),
    "item": (CheckItem, ContingencyItem),
    "phase": (Phase,),
    "measure": (Strategy,),
    "group": (Group,),
    "seat": (Seat, Group, Role),
    "unit": (Unit,),
}
