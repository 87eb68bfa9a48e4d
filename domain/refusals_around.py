"""The sentences of refusals around a complaint, Chinese and English."""

from collections.abc import Mapping

AROUND: Mapping[str, tuple[str, str]] = {
    "no_such_number": (
        "没有第 {no} 号；请从列表里选。",
        "There is no number {no}; choose one of the list.",
    ),
    "day_gone": (
        "日期已经过去；请写今天或以后的日期。",
        "That date has passed; give today or a later one.",
    ),
    "no_authority": (
        "不能替别人承诺：这项承诺要由{roles}本人登记。",
        "Nobody promises for somebody else: this one is recorded by {roles}.",
    ),
    "answer_only": (
        "客服专员只能承诺给出答复；要承诺办成一件事，请由客服经理、部门负责人或项目负责人登记。",
        "A CS agent promises an answer and no more; the CS manager or a head promises an action.",
    ),
    "not_determined": (
        "责任还没有认定，只能承诺在某日前给出答复。",
        "Responsibility is not determined yet: promise an answer by a date, nothing else.",
    ),
    "promises_open": (
        "还有承诺没有兑现：第 {promises} 项。请先登记兑现。",
        "Promises are still open: {promises}. Record how they were kept first.",
    ),
    "handover_waits": (
        "已经移交给{by}，正在等对方接收或不接收。",
        "It was handed to {by} already and waits for their answer.",
    ),
    "no_handover": ("现在没有等待接收的移交。", "No handover waits for an answer."),
    "not_addressed": (
        "这个案件是移交给{by}的，由本人接收或不接收。",
        "It was handed to {by}, who alone can take it over or decline.",
    ),
    "too_late_to_decline": (
        "派单后 {hours} 小时内可以退回，现在已经超过；请联系客服经理改派。",
        "A dispatch can be declined within {hours} hours; that time is over. Ask the CS manager to assign anew.",
    ),
    "not_neutral": (
        "{by}是这个案件的责任人或责任部门负责人，不能当调解人；请另选一位。",
        "{by} owns the case or heads the responsible department and is not neutral; name another mediator.",
    ),
    "agreement_stands": (
        "第 {no} 份协议各方都已同意；请先检查遵守情况，再重新协商。",
        "Everybody agreed to agreement {no}; check whether it is kept before negotiating anew.",
    ),
    "not_agreed": (
        "第 {no} 份协议还不是各方都同意，没有可检查的。",
        "Not everybody agreed to agreement {no}; there is nothing to check yet.",
    ),
    "improvement_unowned": (
        "第 {improvements} 项改进措施的负责人已不在本项目；请重新登记负责人和日期。",
        "The owner of improvement {improvements} has left the project; record it anew with an owner and a date.",
    ),
    "no_proof": (
        "客户同意要有凭据：录音、文件、签字单或客户确认；没有的话，请另一位客服核对联系记录。",
        "The customer's agreement needs proof (recording, document, signed form, confirmation) or a second check.",
    ),
}
