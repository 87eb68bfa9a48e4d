"""How each line of the journal reads: one row per entry type, Chinese and English.

`{…}` are filled in words; a part in [square brackets] is left out when it has nothing to say.
The name of the person stands before the sentence of a command; lines of the system have none.
A command without a row is told by its own words and its outcome.
"""

from collections.abc import Mapping

from domain.commands import COMMANDS
from web.tales_around import AROUND, REASONS
from web.tales_crisis import CRISIS, SUBJECTS_OF_CRISES
from web.tales_grouping import GROUPING
from web.tales_records import RECORDS
from web.tales_statements import ABOUT, STATEMENTS

#: Entry type → (Chinese, English).
TALES: Mapping[str, tuple[str, str]] = {
    "register": (
        "登记投诉[，{channel}][，属于群诉案件 {group}]",
        "registered the complaint[, {channel}][, a household of group case {group}]",
    ),
    "screen_decision": (
        "登记甄别结果：{outcome}[，转{department}][，并入 {parent}]",
        "recorded the screening: {outcome}[, to {department}][, into {parent}]",
    ),
    "level_set": ("定为{level}", "set the level: {level}"),
    "change_level": ("调整级别：{level}", "changed the level: {level}"),
    "assign": ("指定[责任人 {owner}][ 责任部门 {department}]", "assigned [{owner}][ {department}]"),
    "interim_measure": ("登记临时措施[，承诺 {promised}]", "recorded an interim measure[, promised for {promised}]"),
    "add_evidence": (
        "登记证据：{kind}[，{files}][，替代第 {supersedes} 件]",
        "added evidence: {kind}[, {files}][, superseding {supersedes}]",
    ),
    "log_contact": (
        "登记联系：{purpose}，{way}[，客户{answer}]",
        "logged a contact: {purpose}, {way}[, customer {answer}]",
    ),
    "contact_attempt": ("联系客户，未接通[（{way}）]", "tried to reach the customer, no answer[ ({way})]"),
    "investigation_submitted": (
        "提交调查报告：{liability}[，{cause}]",
        "submitted the investigation: {liability}[, {cause}]",
    ),
    "save_plan": ("保存第 {plan} 版方案", "saved version {plan} of the plan"),
    "plan_submitted": ("提交第 {plan} 版方案", "submitted version {plan} of the plan"),
    "customer_response": ("登记客户答复：{outcome}", "recorded the customer's answer: {outcome}"),
    "rework": ("提交方案调整：{outcome}", "submitted the re-work: {outcome}"),
    "explanation_response": ("登记客户是否理解：{outcome}", "recorded how the explanation was taken: {outcome}"),
    "activate_contingency": ("启动紧急应对", "activated contingency"),
    "contingency_result": (
        "登记紧急应对结果：{outcome}[，清单未核对：{unticked}]",
        "recorded the outcome of the contingency: {outcome}[; left open: {unticked}]",
    ),
    "task_done": ("登记第 {task} 项任务完成", "reported task {task} done"),
    "execution_complete": ("确认执行完成", "confirmed that execution is complete"),
    "execution_failed": ("登记执行失败", "reported that execution failed"),
    "new_demand": ("登记新的诉求", "recorded a new demand"),
    "result_confirmed": ("提请结案，客户{satisfaction}", "asked to close; the customer is {satisfaction}"),
    "reject_result": ("退回重新处理", "rejected the result"),
    "visit_recorded": ("登记回访：{manner}，客户{answer}", "recorded the visit: {manner}, customer {answer}"),
    "file_report": ("提交{kind}[，已报{told}]", "filed a {kind}[, told {told}]"),
    "archive": (
        "提请归档[，改进第 {improvements} 项继续][，保存 {years} 年，密级：{class}]",
        "asked to archive[; improvements going on: {improvements}][; kept for {years} years, class: {class}]",
    ),
    "reopen": ("重启案件[，转入{to}]", "reopened the case[, to {to}]"),
    "withdraw": ("登记客户撤诉", "recorded that the customer withdraws"),
    "legal_opinion": ("提交法务意见：{opinion}", "filed a legal opinion: {opinion}"),
    "ask": ("提请签批：{signing}", "asked for a sign-off: {signing}"),
    "withdraw_ask": ("撤回签批[：{signing}]", "withdrew a sign-off[: {signing}]"),
    "register_lead": ("登记线索：{source}[，已报{told}]", "reported a lead: {source}[, told {told}]"),
    "lead_acknowledged": ("确认收到线索", "acknowledged the lead"),
    "convert_lead": ("转为投诉案件[，{channel}]", "turned the lead into a complaint[, {channel}]"),
    "dismiss_lead": ("关闭线索", "dismissed the lead"),
    "legal_track": (
        "提请移交外部：{kind}[，下一期日 {next_date}]",
        "asked to hand the case over: {kind}[, next date {next_date}]",
    ),
    "track_date": ("登记下一期日：{date}", "recorded the next date: {date}"),
    "legal_outcome": ("登记外部处理结果，转入{to}", "recorded the outcome of the track; on to {to}"),
    "ask_background": (
        "提请把背景资料交给{receiver}，用途：{purpose}",
        "asked to hand background data to {receiver}, for: {purpose}",
    ),
    "lawyers_letter": ("提请发第 {letter} 封律师函", "asked for lawyer's letter {letter}"),
    "letter_sent": ("登记第 {letter} 封律师函已于 {on}发出", "recorded lawyer's letter {letter} as sent on {on}"),
    "settlement": (
        "提请签订第 {settlement} 份{kind}[，{amount} 元]",
        "asked for agreement {settlement}: {kind}[, {amount} yuan]",
    ),
    "settlement_signed": (
        "登记第 {settlement} 份协议已于 {on}签订[，{day}前履行]",
        "recorded agreement {settlement} as signed on {on}[, to be performed by {day}]",
    ),
    "ask_compensation": (
        "提请补偿 {amount} 元，依据{basis}[，单据 {documents}][，第 {plan} 版方案][{above_limit}]",
        "asked for compensation of {amount} yuan, by {basis}[, documents {documents}][, version {plan} of the plan][{above_limit}]",
    ),
    "declare_conflict": ("申报利益冲突：{account}", "declared a conflict of interest: {account}"),
    "lift_conflict": ("解除利益冲突：{account}", "lifted a conflict of interest: {account}"),
    "close_unreachable": (
        "客户联系不上（试过 {attempts} 次），提请结案",
        "asked to close; the customer cannot be reached ({attempts} attempts)",
    ),
    "seat_passed": ("{left}不能签，{subject}[转请{added}签]", "{left} may not sign {subject}[; asked {added}]"),
    "contingency_proposed": (
        "方案已被拒 {plans} 版，建议启动紧急应对[，已报{told}]",
        "{plans} versions of the plan were refused: contingency is proposed[, told {told}]",
    ),
    "signed": ("[代{for}]{decided}{subject}", "{decided} {subject}[, for {for}]"),
    "duty_started": ("开始计时：{duty}，{due} 到期", "Clock started: {duty}, due {due}"),
    "duty_warned": ("提醒[{told}]：{duty}（{mark}）", "Reminded [{told}]: {duty} ({mark})"),
    "duty_breached": ("{duty}超时[，已报{told}]", "Overdue: {duty}[, told {told}]"),
    "duty_escalated": ("{duty}仍未完成[，再报{told}]", "Still not done: {duty}[, told {told}]"),
    "duty_met": ("{duty}：已完成[，迟 {late}]", "Done: {duty}[, {late} late]"),
    "duty_cleared": ("{duty}：按时完成，登记晚了[ {recorded}]", "Done in time, recorded late[ by {recorded}]: {duty}"),
    "duty_cancelled": ("{duty}不再计时：{why}", "Clock ended: {duty}, {why}"),
    "asked": ("请{asked_of}签：{subject}", "Asked {asked_of} to sign: {subject}"),
    "asked_wider": ("加请{added}签：{subject}", "Also asked {added} to sign: {subject}"),
    "ask_ended": ("签批{state}：{subject}", "Sign-off {state}: {subject}"),
    "moved": ("进入{to}[：{why}]", "Entered {to}[: {why}]"),
    "closed": ("结案", "Closed"),
    "ended": ("案件流程结束", "The case ended"),
    "refused": ("{command}，未受理", "{command}: refused"),
    "not_from_desk": (
        "收到不是工作台发出的{door}，没有采用[，共 {count} 次]",
        "Something came from outside the desk ({door}) and was not used[, {count} times]",
    ),
    "report_turn": ("登记重要转变：{what}", "recorded an important turn: {what}"),
    "third_party_involved": ("登记第三方介入：{who}[，已报{told}]", "recorded a third party: {who}[, told {told}]"),
    "media_involved": ("登记媒体介入：{kind}[，已报{told}]", "recorded media involvement: {kind}[, told {told}]"),
    "latent_crisis": ("判定潜在危机[，已报{told}]", "judged a latent crisis[, told {told}]"),
    "acknowledge": ("确认知悉介入情况", "acknowledged the involvement"),
    "emergency": ("登记紧急情况：{kind}[，已报{told}]", "recorded an emergency: {kind}[, told {told}]"),
    "promise_visit": ("登记约定上门：{visit}", "recorded a promised visit: {visit}"),
    "ask_pause": ("提请暂停计时：{duty}", "asked to pause a clock: {duty}"),
    "ask_extension": ("提请延长时限：{duty}", "asked to extend a limit: {duty}"),
    "resume": ("恢复计时：{duty}", "let a clock go on: {duty}"),
    "level_raised": (
        "按规则至少为{raised}：{because}[，已报{told}]",
        "By rule at least {raised}: {because}[, told {told}]",
    ),
    "duty_paused": ("暂停计时：{duty}，到 {until}", "Clock paused: {duty}, until {until}"),
    "duty_resumed": (
        "恢复计时：{duty}，{due} 到期[，停了 {paused}]",
        "Clock goes on: {duty}, due {due}[, paused for {paused}]",
    ),
    "duty_extended": ("时限延长：{duty}，{due} 到期", "Limit extended: {duty}, due {due}"),
    **AROUND,
    **RECORDS,
    **STATEMENTS,
    **CRISIS,
    **GROUPING,
}

#: Breaches with a word of their own: what was registered, or what CS heard of, too late (T01, T02).
BREACHES: Mapping[str, tuple[str, str]] = {
    "T01": ("迟报：{duty}[，已报{told}]", "Late report: {duty}[, told {told}]"),
    "T02": ("迟报：{duty}[，已报{told}]", "Late report: {duty}[, told {told}]"),
}

#: How far a warning is.
MARKS: Mapping[str, tuple[str, str]] = {
    "50": ("过半", "half of the time gone"),
    "80": ("八成", "80 % of the time gone"),
    "100": ("到期", "due"),
    "day5": ("第 5 天", "day 5"),
    "quiet": ("夜间之前", "before the quiet hours"),
    "200": ("超一倍", "twice the limit"),
    "300": ("超两倍", "three times the limit"),
    "400": ("超三倍", "four times the limit"),
    "resumes": ("暂停结束", "the pause ends"),
    "d60": ("还有 60 天", "60 days left"),
    "d30": ("还有 30 天", "30 days left"),
    "d7": ("还有 7 天", "7 days left"),
}

WHY: Mapping[str, tuple[str, str]] = {
    "left_stage": ("已离开该阶段", "the stage was left"),
    "sign_off_ended": ("签批已结束", "the sign-off ended"),
    "case_ended": ("案件已结束", "the case ended"),
    **REASONS,
}

DOORS: Mapping[str, tuple[str, str]] = {
    "signal": ("消息", "a message"),
    "completion": ("签批结果", "a decision"),
}

#: What a sign-off is about, by the kind of its subject.
SUBJECTS: Mapping[str, tuple[str, str]] = {
    "plan": ("第 {no} 版方案", "version {no} of the plan"),
    "level": ("级别降为{level}", "level down to {level}"),
    **ABOUT,
    "contingency": ("启动紧急应对", "activating contingency"),
    "closing": ("结案", "closing"),
    "unreachable": ("联系不上客户，结案", "closing without the customer"),
    "report": ("总结报告", "summary report"),
    "withdrawal": ("客户撤诉", "the customer's withdrawal"),
    "reopening": ("重启案件", "reopening"),
    "pause": ("暂停计时：{duty}，{span}", "pausing: {duty}, {span}"),
    "extension": ("延长时限：{duty}，{span}", "extending: {duty}, {span}"),
    "track": ("移交外部（{no}）", "handing over ({no})"),
    "merge": ("并入 {no}", "merging into {no}"),
    "screening": ("甄别结果（无效或咨询）", "the screening as invalid or enquiry"),
    "compensation": ("补偿（申请 {no}）", "compensation (request {no})"),
    "background": ("移交背景资料（{no}）", "handing on background data ({no})"),
    "letter": ("第 {no} 封律师函", "lawyer's letter {no}"),
    "settlement": ("第 {no} 份和解或补充协议", "agreement {no} with the customer"),
    **SUBJECTS_OF_CRISES,
}

DECIDED_WORDS: Mapping[str, tuple[str, str]] = {
    "approve": ("同意", "approved"),
    "reject": ("驳回", "rejected"),
    "return": ("退回补充", "returned"),
}

#: Of a line's words, the first of these is quoted below it.
QUOTED = (
    "comment",
    "words",
    "reason",
    "note",
    "explanation",
    "what",
    "criteria",
    "record",
    "demand",
    "report",
    "text",
    "document",
    "action",
    "decision",
    "terms",
    "other",
    "description",
)


def tale_of(type: str) -> tuple[str, str]:
    """The sentence of a line, Chinese and English."""
    if type in TALES:
        return TALES[type]
    row = COMMANDS[type]
    return f"{row.zh}[：{{outcome}}]", f"{row.en[:1].lower()}{row.en[1:]}[: {{outcome}}]"
