"""The sentences of refusals in a crisis, Chinese and English; see `refusals`."""

from collections.abc import Mapping

OF_CRISES: Mapping[str, tuple[str, str]] = {
    "same_phase": ("已经是“{phase}”。", "The case is in {phase} already."),
    "no_way_to_phase": (
        "从“{phase}”只能转入：{phases}。",
        "From {phase} it can only go to: {phases}.",
    ),
    "not_its_condition": (
        "转入“{phase}”要满足其中一项：{conditions}。",
        "For {phase} one of these must be met: {conditions}.",
    ),
    "nothing_proposed": ("现在没有待确认的阶段建议。", "No phase is being proposed."),
    "of_another_phase": (
        "不是“{phase}”的措施：{measures}。",
        "Not a measure of {phase}: {measures}.",
    ),
    "no_crisis": (
        "这件案件没有进入危机状态；请先宣布，或先调整阶段。",
        "There is no crisis in this case; declare one or change the phase first.",
    ),
    "still_outbreak": (
        "还在爆发期；请先调整阶段，再提请解除。",
        "It is still the outbreak; change the phase first, then stand down.",
    ),
    "report_missing": (
        "有报告还没有提交（{duty}）；提交后再提请解除。",
        "A report is missing ({duty}); file it, then stand down.",
    ),
    "crisis_stands": (
        "危机状态还没有解除；解除后才可以归档。",
        "The crisis has not been stood down; do that before archiving.",
    ),
    "not_the_commander": (
        "只有总指挥（{by}）能移交指挥；总指挥不在时由项目负责人或区域客服部移交。",
        "Only the commander ({by}) hands the command over; failing that, the project head or the region.",
    ),
    "not_the_leader": (
        "负责人到场由{roles}本人登记；外出时由授权代理人登记。",
        "The leader's presence is recorded by the {roles}, or by the delegate while away.",
    ),
    "card_not_signed": (
        "联络卡还没有签批；签批后再告知现场人员。",
        "The police card is not signed yet; brief the site staff once it is.",
    ),
    "nobody_to_tell": (
        "没有待告知业主的突发事件。",
        "There is no sudden event of which the owners still have to be told.",
    ),
    "commander_stands": (
        "危机状态中由{by}任总指挥；要换人请移交指挥，这里不另定。",
        "{by} commands the declared crisis; hand the command over instead of naming another here.",
    ),
    "no_crisis_grounds": (
        "还没有登记宣布危机状态的情形（人员伤亡、媒体介入、群体行动、过激行为等）；凭判断宣布由{roles}办理。",
        "No condition for a crisis is on record (casualty, media, group action, irrational action …); by judgement it is declared by the {roles}.",
    ),
    "read_already": ("你已登记阅读过这份报告。", "You have recorded reading this report already."),
}
