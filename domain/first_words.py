"""Starting texts of a first public response (T38): what happened, what is done, when more is said; no cause, no promise.

What only the writer knows stands in 【…】. People edit it, legal and the head sign it.
"""

from collections.abc import Mapping

from domain.statement_codes import Incident

#: Chinese and English.
Words = tuple[str, str]

TITLES: Mapping[Incident, Words] = {
    Incident.FALLING: ("关于外墙（构件）坠落情况的说明", "Parts fallen from a building"),
    Incident.FIRE: ("关于火情的说明", "Fire at our site"),
    Incident.INJURY: ("关于人员受伤情况的说明", "A person was hurt"),
    Incident.OUTAGE: ("关于停水（停电、停梯）情况的说明", "Outage of water, power or lifts"),
    Incident.QUALITY: ("关于业主反映房屋质量问题的说明", "Questions on the quality of homes"),
    Incident.DELIVERY: ("关于交付时间的说明", "The date of delivery"),
    Incident.GATHERING: ("关于业主反映诉求的说明", "Owners' concerns"),
    Incident.OTHER: ("情况说明", "Statement"),
}
HAPPENED: Mapping[Incident, Words] = {
    Incident.FALLING: (
        "【时间】，{project}【位置】发生外墙（构件）坠落。我们已封闭现场，并设专人值守。",
        "On 【time】 parts of 【place】 at {project} fell. The area is closed off and guarded.",
    ),
    Incident.FIRE: (
        "【时间】，{project}【位置】发生火情。我们已报警，正在配合消防部门处置，并协助住户撤离。",
        "On 【time】 a fire broke out at 【place】, {project}. The fire brigade was called and residents are being helped.",
    ),
    Incident.INJURY: (
        "【时间】，{project}【位置】有人员受伤，已第一时间送医。我们向伤者及家属表示慰问。",
        "On 【time】 a person was hurt at 【place】, {project}, and taken to hospital. Our thoughts are with them.",
    ),
    Incident.OUTAGE: (
        "【时间】起，{project}【范围】停水（停电、停梯）。抢修人员已到场，预计【时间】恢复。",
        "Since 【time】 there is no 【water, power, lift】 in 【area】, {project}. Repair is under way until about 【time】.",
    ),
    Incident.QUALITY: (
        "近日，{project}有业主反映【问题】。我们已安排专人逐户核实，并请具备资质的机构检测。",
        "Owners at {project} reported 【problem】. We are checking every home and have asked a licensed body to test.",
    ),
    Incident.DELIVERY: (
        "{project}【楼栋】的交付时间有调整。调整的原因和新的安排正在核定。",
        "The delivery of 【building】 at {project} changes. Reasons and the new date are being settled.",
    ),
    Incident.GATHERING: (
        "【时间】，{project}部分业主到【地点】反映【诉求】。项目负责人已到场听取意见。",
        "On 【time】 owners of {project} came to 【place】 about 【concern】. The project head is there and listens.",
    ),
    Incident.OTHER: (
        "【时间】，{project}【发生了什么】。我们已【正在做什么】。",
        "On 【time】 at {project} 【what happened】. We have 【what is being done】.",
    ),
}
CLOSING: Words = (
    """原因正在核查，核实之前我们不作推断。新的情况将于【时间】前公布。
给大家带来不便和担心，我们深表歉意。业主如需帮助，请拨打项目热线【电话】。
{project}
{day}""",
    """The cause is being looked into; we draw no conclusion before. We will say more by 【time】.
We are sorry for the worry this causes. For help, owners call 【telephone】.
{project}
{day}""",
)


def first_words(incident: Incident, language: str, project: str, day: str) -> tuple[str, str]:
    """Title and text to start from."""
    column = 0 if language.startswith("zh") else 1
    text = "\n".join((HAPPENED[incident][column], CLOSING[column]))
    return TITLES[incident][column], text.format(project=project, day=day)
