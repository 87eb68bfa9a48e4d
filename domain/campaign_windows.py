"""What can be done in the window around consumer day: register, re-inspect, watch, contact, close (D17, T34)."""

from domain import campaign_guards as guards
from domain.asked import number, one_of, text
from domain.campaign import CLOSED, OPENED
from domain.campaign_codes import Found, Group, Passed, Reached, Seat, Settled, Standing, Watched
from domain.campaign_command import (
    CARRIED,
    HEADS,
    LEADER,
    NOTE,
    REPORT,
    SHORT,
    WINDOW,
    CampaignCommand,
    day,
    person,
    some_of,
)
from domain.fields import Field, Kind
from domain.vocabulary import Role

#: The form that opens one.
OPEN_WINDOW = CampaignCommand(
    OPENED,
    "设立3·15专项",
    "Open a 15 March campaign",
    WINDOW,
    HEADS,
    (day("first", "第一天", "First day"), day("last", "最后一天", "Last day"), LEADER),
    (guards.window_right, guards.known_people),
    "T34",
)
ISSUE = number("issue", "事项编号", "Issue", required=True)
OF_WINDOWS = (
    CampaignCommand(
        "register_issue",
        "登记重点事项",
        "Register an issue",
        WINDOW,
        (*HEADS, Seat.LEADER, Group.SPECIAL, Role.R02),
        (
            one_of("standing", "现状", "Standing", tuple(Standing)),
            text("problem", "问题", "Problem", SHORT, required=True),
            text("risk", "风险", "Risk", SHORT, required=True),
            text("measures", "对策措施", "Strategy, measures", 500, required=True),
            text("flow", "处理流程", "Handling flow", 500, required=True),
            person("owner", "负责人", "Owner"),
            day("due", "完成日期", "Due"),
            Field("reinspection", Kind.FLAG, "办结前须与业主复验", "To be re-inspected with the owner"),
        ),
        (guards.known_people,),
        "D17",
    ),
    CampaignCommand(
        "reinspect",
        "登记复验",
        "Record a re-inspection",
        WINDOW,
        (Seat.LEADER, Group.SPECIAL, Role.R02, Role.R03, Role.R05),
        (ISSUE, one_of("result", "复验结果", "Result", tuple(Passed)), NOTE),
        (guards.issue_open,),
        "D17",
    ),
    CampaignCommand(
        "settle_issue",
        "办结事项",
        "Settle an issue",
        WINDOW,
        (*HEADS, Seat.LEADER, Group.SPECIAL),
        (
            ISSUE,
            one_of("settled", "办结方式", "How", tuple(Settled)),
            text("outcome", "结果", "Outcome", 500, required=True),
        ),
        (guards.issue_open, guards.reinspected),
        "D17",
    ),
    CampaignCommand(
        "monitor",
        "登记当日监测",
        "Record a day's monitoring",
        WINDOW,
        (Seat.LEADER, Group.SPECIAL, Role.R02, Role.R03, Role.R14),
        (
            day("day", "日期", "Day"),
            some_of("watched", "监测范围", "Watched", tuple(Watched)),
            one_of("found", "情况", "What was found", tuple(Found)),
            text("words", "情况说明", "What it was", 500, required=True, when=("found", ("something",))),
        ),
        (guards.day_of_window,),
        "T34",
    ),
    CampaignCommand(
        "add_key_customer",
        "列入重点客户",
        "List a key customer",
        WINDOW,
        (*HEADS, Seat.LEADER, Group.SPECIAL, Role.R02),
        (
            text("customer", "客户（姓名、房号）", "Customer: name, room", 60, required=True, restricted=True),
            text("concern", "诉求", "Concern", SHORT, required=True),
            person("owner", "联系人", "Who contacts", required=True),
        ),
        (guards.known_people,),
        "T34",
    ),
    CampaignCommand(
        "contact_key_customer",
        "登记重点客户联系",
        "Record a contact",
        WINDOW,
        (*HEADS, Seat.LEADER, Group.SPECIAL, Role.R02),
        (
            number("customer", "重点客户编号", "Key customer", required=True),
            one_of("way", "方式", "How", tuple(Reached)),
            text("outcome", "沟通情况", "What was said", 500, required=True),
        ),
        (guards.customer_there,),
        "T34",
    ),
    CampaignCommand(
        CLOSED,
        "提交报告并关闭",
        "Report and close",
        WINDOW,
        (Seat.LEADER,),
        (REPORT, CARRIED, text("no_customers", "没有重点客户的理由", "Why there are no key customers", SHORT)),
        (guards.over, guards.key_customers_listed, guards.nothing_open),
        "T34",
    ),
)
