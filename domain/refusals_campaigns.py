"""Sentences of refusals about campaigns (D17, D28, D29): each says what is missing; `refusals` takes them in."""

from collections.abc import Callable, Mapping

from domain.campaign_codes import Group, StandingDuty
from domain.campaign_rows import STANDING_DUTIES
from domain.date_words import on
from domain.entries import Data
from domain.vocabulary import Term

OF_CAMPAIGNS: Mapping[str, tuple[str, str]] = {
    "campaign_stranger": (
        "{persons}不在这个项目的名册里；请另选。",
        "Not on the roster of this project: {persons}. Name somebody who is.",
    ),
    "window_backwards": (
        "最后一天早于第一天；请改日期。",
        "The last day lies before the first; mend the dates.",
    ),
    "window_gone": ("这段日期已经过去；请填今天或以后结束的日期。", "These days are past; name a last day to come."),
    "window_long": (
        "最长 92 天，且最后一天在两年以内；请改日期。",
        "At most 92 days, the last of them within two years; mend the dates.",
    ),
    "group_elsewhere": (
        "{groups}不属于这一类专项；请选本专项的小组。",
        "Not a group of this kind of campaign: {groups}. Choose one of its own.",
    ),
    "case_in_campaign": ("{case} 已经在这个专项里。", "{case} is in this campaign already."),
    "case_elsewhere": (
        "没有这个案件，或者它是演练、不属于这个项目；请核对编号。",
        "There is no such case, or it is a drill or of another project; check the number.",
    ),
    "no_such_issue": (
        "没有编号 {issue} 的未办结事项；请核对编号。",
        "There is no open issue {issue}; check its number.",
    ),
    "not_reinspected": (
        "事项 {issue} 还没有复验合格；请先与业主复验，或转常规办理。",
        "Issue {issue} was not re-inspected and found good; do that with the owner first, or hand it on.",
    ),
    "day_outside": (
        "监测日期要在 {first}至 {last}之间，且不晚于今天。",
        "The day must lie between {first} and {last}, and not after today.",
    ),
    "no_such_customer": (
        "重点客户名单里没有编号 {customer}；请核对编号。",
        "No key customer is numbered {customer}; check the number.",
    ),
    "duty_of_other_unit": (
        "所勾选的不全是{unit}的职责；请分部门勾选。",
        "Not all of these are duties of {unit}; tick unit by unit.",
    ),
    "unit_elsewhere": (
        "{unit}的职责由该部门、客服经理或项目负责人勾选。",
        "The duties of {unit} are ticked by that unit, the CS manager or the project head.",
    ),
    "groups_short": (
        "人数未达最低要求，不能确认就绪：{shorts}。请先补足人员。",
        "It cannot be marked ready, groups are short of people: {shorts}. Staff them first.",
    ),
    "groups_unbriefed": (
        "名单变动后还没有交底：{groups}。请先交底，再确认就绪。",
        "Not briefed since their lists changed: {groups}. Brief them, then mark it ready.",
    ),
    "day_not_come": (
        "交付日是 {first}，到当天才能登记现场情况。",
        "The delivery begins on {first}; what happens on the day is recorded from then on.",
    ),
    "no_close_up": (
        "现场取证不得近距离拍摄人员；请后退，改用远景或中景。",
        "No close-ups are taken of people on site; step back and film from afar or a middle distance.",
    ),
    "no_such_question": (
        "没有编号 {question} 的待答问题；请核对编号。",
        "No question {question} waits for an answer; check its number.",
    ),
    "no_such_media": (
        "没有编号 {media} 的待转媒体；请核对编号。",
        "No media visit {media} waits to be handed on; check its number.",
    ),
    "not_spokesperson": (
        "媒体只能转给新闻发言人或公关：{persons}；其他人不接受采访。",
        "Media are handed on to the spokesperson or PR only ({persons}); nobody else gives interviews.",
    ),
    "window_running": (
        "最后一天是 {last}，到当天才能关闭。",
        "The last day is {last}; it can be closed from then on.",
    ),
    "no_key_customers": (
        "还没有列出重点客户；请先列出并联系，或写明没有的理由。",
        "No key customers are listed; list and contact them, or say why there are none.",
    ),
    "campaign_open": ("还不能关闭，尚未完成：{lefts}。", "It cannot be closed yet. Still open: {lefts}."),
    "campaign_closed": ("这个专项已关闭，不能再改。", "This campaign is closed and takes nothing more."),
}

#: `not_yours` in a campaign: whose it is.
NOT_YOURS_HERE = (
    "这一步由{seats}办理，你不在其中。",
    "This is for {seats}; you are none of them.",
)

#: What is left open, by what it is; `{n}` are its numbers.
LEFT: Mapping[str, tuple[str, str]] = {
    "issues": ("重点事项 {n} 未办结", "issues {n} not settled"),
    "days": ("{n}没有监测记录", "no monitoring recorded on {n}"),
    "customers": ("重点客户 {n} 未联系", "key customers {n} not contacted"),
    "questions": ("业主问题 {n} 未答复", "questions {n} not answered"),
    "media": ("到场媒体 {n} 未转新闻发言人", "media visits {n} not handed on to the spokesperson"),
    "duties": ("常设职责未完成：{n}（可写明理由）", "standing duties not done: {n} (or say why)"),
    "cases": (
        "案件 {n} 未结（可勾选转常规办理）",
        "cases {n} not settled (or tick that they go on in their own time)",
    ),
}


#: More duties than this are counted, not named.
NAMED = 4


def short_words(details: Data, column: int) -> str:
    """Each group that is short, with how many it has and needs: "投诉处理组 1 人（至少 2 人）"."""
    said = []
    for one in details["short"]:
        group = Group(one["group"])
        name, heads, least = (group.en if column else group.zh), one["heads"], one["least"]
        said.append(f"{name} {heads} of at least {least}" if column else f"{name} {heads} 人（至少 {least} 人）")
    return (", " if column else "、").join(said)


def left_words(details: Data, column: int) -> str:
    """What is left open, kind by kind, with the numbers, days or duties."""
    said = []
    for kind, values in details["left"].items():
        words = _duties(values, column) if kind == "duties" else [on(str(value), column) for value in values]
        said.append(LEFT[kind][column].format(n=(", " if column else "、").join(words)))
    return ("; " if column else "；").join(said)


def _duties(codes: list[str], column: int) -> list[str]:
    """A few duties by name; more of them unit by unit, counted."""
    if len(codes) <= NAMED:
        return [_named(StandingDuty(code), column) for code in codes]
    counted = [(unit, sum(duty in codes for duty in duties)) for unit, duties in STANDING_DUTIES.items()]
    amount = "{} ({})" if column else "{} {} 项"
    return [amount.format(_named(unit, column), count) for unit, count in counted if count]


def _named(term: Term, column: int) -> str:
    return term.en if column else term.zh


#: Places in a sentence that are made of more than one detail.
COMPOSED: Mapping[str, Callable[[Data, int], str]] = {"shorts": short_words, "lefts": left_words}
