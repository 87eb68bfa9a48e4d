"""How the lines of a crisis read: phases, crisis mode, situation picture, monitoring, recovery."""

from collections.abc import Mapping

CRISIS: Mapping[str, tuple[str, str]] = {
    "change_phase": (
        "调整危机阶段：由{left_phase}转入{phase}，{condition}",
        "changed the phase from {left_phase} to {phase}: {condition}",
    ),
    "keep_phase": ("维持当前阶段", "kept the phase as it is"),
    "phase_proposed": (
        "建议转入{proposed_phase}：{proposed_because}[，已报{told}]",
        "A change to {proposed_phase} is proposed: {proposed_because}[. Told {told}]",
    ),
    "tick_strategy": ("勾选本阶段措施：{strategies}", "ticked measures of the phase: {strategies}"),
    "declare_crisis": (
        "宣布进入危机状态，总指挥{commander}[。情形：{grounds}]",
        "declared a crisis; {commander} commands[. Conditions met: {grounds}]",
    ),
    "stand_down": ("提请解除危机状态", "asked to stand the crisis down"),
    "crisis_stood_down": ("危机状态解除[，已报{told}]", "The crisis was stood down[. Told {told}]"),
    "hand_over_command": ("请{commander}接任总指挥", "asked {commander} to take the command"),
    "accept_command": ("接任总指挥", "took the command"),
    "decline_command": ("没有接任总指挥", "declined the command"),
    "post_person": ("安排{account}：{post}", "gave {account} a post: {post}"),
    "relieve_person": ("撤下{relieved_person}的岗位（{relieved}）", "relieved {relieved_person} of a post: {relieved}"),
    "crisis_contact": ("登记应急联系人：{kind}", "added an emergency contact: {kind}"),
    "record_fact": (
        "登记第 {fact} 条事实（{source}，{certainty}）[，替代第 {supersedes} 条]",
        "recorded fact {fact} ({source}, {certainty})[, superseding {supersedes}]",
    ),
    "set_reception": ("安排接待：{staff}", "arranged the reception: {staff}"),
    "intensification": ("判断可能激化", "judged that it may intensify"),
    "police_card": ("建立警务与第三方联络卡", "made the police card"),
    "brief_site": ("告知现场人员联络卡内容", "briefed the site staff"),
    "ask_support": ("请区域支持：{what}", "asked the region for support: {what}"),
    "log_attendance": ("登记到场[（代{for}）]", "recorded the leader's presence[, for {for}]"),
    "monitor_log": (
        "舆情巡查（{place}）：{outcome}[，{tone}][，新增提及 {mentions} 条]",
        "looked at opinion ({place}): {outcome}[, {tone}][, new mentions: {mentions}]",
    ),
    "media_contact": ("登记媒体联系", "recorded a media contact"),
    "recovery_plan": ("制定恢复方案，预计到 {until_day}", "wrote the recovery plan, expected until {until_day}"),
    "recovery_measure": (
        "登记第 {recovery} 项恢复措施：{kind}，{owner}，{day}前",
        "recorded recovery measure {recovery}: {kind}, {owner}, by {day}",
    ),
    "recovery_done": ("登记第 {recovery} 项恢复措施完成", "recorded recovery measure {recovery} as done"),
    "sudden_event": ("登记突发事件：{what}[，已报{told}]", "recorded a sudden event: {what}[, told {told}]"),
    "owners_notified": ("已告知业主：{notice_ways}", "told the owners: {notice_ways}"),
    "read_report": ("已阅第 {report} 份报告", "read report {report}"),
}

#: What a sign-off of a crisis is about.
SUBJECTS_OF_CRISES: Mapping[str, tuple[str, str]] = {
    "crisis": ("进入危机状态", "crisis mode"),
    "stand_down": ("解除危机状态", "standing the crisis down"),
    "police_card": ("第 {no} 张警务联络卡", "police card {no}"),
    "support": ("区域支持", "regional support"),
}
