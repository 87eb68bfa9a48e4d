"""Leads (S0), as rows: what is heard before anybody complains, and what becomes of it (lifecycle 5.1, 5.2; T02).

`register_lead` opens a case as `register` does: before its first line a case stands in S1, after it in S0.
"""

from domain.asked import REASON, one_of, text
from domain.case import Case
from domain.codes import LeadSource
from domain.command import CommandRow
from domain.entries import Data
from domain.messages import Command
from domain.policy import Policy
from domain.vocabulary import Channel, ComplainantKind, Role, Stage

R = Role
CS = (R.R02, R.R03)
IN_S0 = frozenset({Stage.S0})

REGISTER_LEAD = (
    one_of("source", "线索来源", "Where it was heard", tuple(LeadSource)),
    text("subject", "标题", "Subject", 40, required=True),
    text("description", "情况", "What happened", 4000, required=True),
    text("link", "链接或出处", "Link or place", 500),
)
LEAD_ACKNOWLEDGED = (text("note", "备注", "Note", 2000),)
#: The complainant as in `register`, as far as known: a lead may have nobody to call yet.
CONVERT_LEAD = (
    one_of("channel", "来电来访方式", "Channel", tuple(Channel)),
    text("demand", "诉求", "What is asked", 1000),
    text("name", "姓名", "Name", 60),
    text("phone", "电话", "Telephone", 30),
    text("room", "房号", "Room", 20),
    one_of("complainant", "身份", "Who complains", tuple(ComplainantKind), required=False),
)


def to_customer_service(case: Case, command: Command, policy: Policy) -> Data:
    """Who hears of a lead at once (T02)."""
    return {"told": [{"role": str(r), "person": p} for r in CS for p in command.roster.people(r)]}


LEADS: tuple[CommandRow, ...] = (
    CommandRow(
        "register_lead",
        "登记线索",
        "Report a lead",
        "a lead can be reported",
        frozenset({Stage.S1}),
        (R.R02, R.R03, R.R01),
        REGISTER_LEAD,
        adds=to_customer_service,
    ),
    CommandRow(
        "lead_acknowledged",
        "确认收到线索",
        "Acknowledge the lead",
        "a lead can be acknowledged",
        IN_S0,
        CS,
        LEAD_ACKNOWLEDGED,
    ),
    CommandRow(
        "convert_lead",
        "转为投诉案件",
        "Turn the lead into a complaint",
        "a lead can be turned into a complaint",
        IN_S0,
        CS,
        CONVERT_LEAD,
    ),
    CommandRow(
        "dismiss_lead",
        "关闭线索",
        "Dismiss the lead",
        "a lead can be dismissed",
        IN_S0,
        CS,
        REASON,
    ),
)
