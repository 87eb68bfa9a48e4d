"""Everything that can be done in a campaign, and whether it is taken: by whom, under which guards.

A new thing to record is a row in `campaign_windows` or `campaign_deliveries`, and its sentence among the tales.
"""

from collections.abc import Mapping

from domain import campaign_guards as guards
from domain.asked import number, text
from domain.campaign import Campaign
from domain.campaign_codes import CampaignKind, Group, Seat
from domain.campaign_command import BOTH, GROUP, HEADS, LEADER, SHORT, CampaignCommand
from domain.campaign_deliveries import OF_DELIVERIES, OPEN_DELIVERY
from domain.campaign_guards import Asking
from domain.campaign_windows import OF_WINDOWS, OPEN_WINDOW
from domain.fields import Field, Kind
from domain.refusal import Refusal
from domain.vocabulary import Role, Term

#: The form that opens one, by kind.
OPENING: Mapping[CampaignKind, CampaignCommand] = {
    CampaignKind.CONSUMER_DAY: OPEN_WINDOW,
    CampaignKind.DELIVERY: OPEN_DELIVERY,
}
OF_BOTH = (
    CampaignCommand(
        "set_leader", "更换组长", "Change the leader", BOTH, HEADS, (LEADER,), (guards.known_people,), "D17"
    ),
    CampaignCommand(
        "staff_group",
        "编组",
        "Staff a group",
        BOTH,
        (*HEADS, Seat.LEADER, Group.COORDINATION),
        (
            GROUP,
            Field("members", Kind.ACCOUNTS, "本系统人员", "People with an account"),
            number("others", "其他人数（无账号）", "Others, without an account", required=False),
            text("names", "其他人员姓名", "Their names", SHORT, restricted=True),
        ),
        (guards.group_here, guards.known_people),
        "D29",
    ),
    CampaignCommand(
        "set_least",
        "调整最低人数",
        "Set the least head-count",
        BOTH,
        (Role.R06,),
        (
            GROUP,
            number("least", "最低人数", "Least heads", required=True),
            text("reason", "理由", "Reason", SHORT, required=True),
        ),
        (guards.group_here,),
        "D29",
    ),
    CampaignCommand(
        "add_case",
        "纳入案件",
        "Bring a case in",
        BOTH,
        (Seat.ANYONE,),
        (Field("case", Kind.CASE, "案件编号", "Case number", required=True),),
        (guards.of_project, guards.not_in_it),
        "D17",
    ),
)
CAMPAIGN_COMMANDS = (*OF_DELIVERIES, *OF_WINDOWS, *OF_BOTH)


def command_of(kind: CampaignKind, name: str) -> CampaignCommand | None:
    """The row of a command of this kind of campaign."""
    return next((row for row in CAMPAIGN_COMMANDS if row.name == name and kind in row.kinds), None)


def seat_of(row: CampaignCommand, campaign: Campaign, asking: Asking) -> Term | None:
    """As what this person may send it: a group or seat of the campaign before a role; None when as nothing."""
    held = [h.role for h in asking.roster.holdings if h.person == asking.person]
    for term in sorted(row.who, key=lambda one: isinstance(one, Role)):
        is_leader = term is Seat.LEADER and asking.person == campaign.leader
        is_member = isinstance(term, Group) and guards.in_a_group(campaign, asking, (term,))
        if is_leader or is_member or (term is Seat.ANYONE and held) or (isinstance(term, Role) and term in held):
            return term
    return None


def against(row: CampaignCommand, campaign: Campaign, asking: Asking) -> Refusal | None:
    """Why it is not taken; None when it is."""
    if campaign.closed_at is not None or seat_of(row, campaign, asking) is None:
        return not_offered(row, campaign)
    found = (guard(campaign, asking) for guard in row.guards)
    return next((refusal for refusal in found if refusal), None)


def not_offered(row: CampaignCommand, campaign: Campaign) -> Refusal:
    """Why somebody may not even try: it is closed, or this is for others."""
    if campaign.closed_at is not None:
        return Refusal("campaign_closed")
    return Refusal("not_yours", {"seats": [str(term) for term in row.who], "of": "campaign"})


def offered(campaign: Campaign, asking: Asking) -> tuple[CampaignCommand, ...]:
    """What this person may send now, whatever is still missing for it."""
    if campaign.closed_at is not None:
        return ()
    rows = (row for row in CAMPAIGN_COMMANDS if campaign.kind in row.kinds)
    return tuple(row for row in rows if seat_of(row, campaign, asking))
