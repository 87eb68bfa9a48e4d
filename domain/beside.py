"""Commands that go beside the stages, as rows: contacts, evidence, reports, sign-offs, ways out (WALK section 5)."""

from domain import asked, guards
from domain.command import CommandRow, has_ask_to_withdraw, no_second_look
from domain.conflict import free_of_conflict
from domain.evidence import current_evidence
from domain.liability import answer_agrees
from domain.reporting import readers
from domain.turn_guards import promise_ahead
from domain.vocabulary import Role, Stage, stages

R = Role
HANDLERS = (R.R02, R.R04)
#: What goes beside the stages goes on while an outside body decides (X4).
OPEN = stages(Stage.S1, Stage.S13) | {Stage.X4}
#: A lead has its evidence and somebody who looks after it (S0).
FROM_A_LEAD = OPEN | {Stage.S0}
REACHABLE = stages(Stage.S2, Stage.S13) | {Stage.X4}
SCREENED = stages(Stage.S3, Stage.S13) | {Stage.X4}
ASSESSED = stages(Stage.S4, Stage.S13) | {Stage.X4}

BESIDE: tuple[CommandRow, ...] = (
    CommandRow(
        "log_contact",
        "登记联系",
        "Log a contact",
        "a contact can be logged",
        REACHABLE,
        (R.R02, R.R03, R.R04, R.R06),
        asked.LOG_CONTACT,
        (guards.contact_fits, answer_agrees),
        gives="contact",
    ),
    CommandRow(
        "contact_attempt",
        "登记未接通",
        "Log an attempt",
        "an attempt can be logged",
        REACHABLE,
        (R.R02, R.R03, R.R04),
        asked.CONTACT_ATTEMPT,
    ),
    CommandRow(
        "interim_measure",
        "登记临时措施",
        "Record an interim measure",
        "a measure can be recorded",
        OPEN,
        (R.R02, R.R04, R.R05),
        asked.INTERIM_MEASURE,
        (promise_ahead,),
    ),
    CommandRow(
        "add_evidence",
        "登记证据",
        "Add evidence",
        "evidence can be added",
        FROM_A_LEAD,
        (R.R02, R.R03, R.R04, R.R05, R.R06, R.R09, R.R13),
        asked.ADD_EVIDENCE,
        (current_evidence,),
        gives="evidence",
    ),
    CommandRow(
        "change_level",
        "调整级别",
        "Change the level",
        "the level can be changed",
        ASSESSED,
        (R.R02, R.R03, R.R04, R.R09),
        asked.CHANGE_LEVEL,
        (
            guards.level_is_another,
            guards.level_above_floor,
            guards.team_named,
            free_of_conflict("team"),
            guards.not_asked("A03"),
        ),
        opens_zh="定级后",
        opens_en="after it is first set",
    ),
    CommandRow(
        "assign",
        "指定责任人",
        "Assign",
        "it can be assigned",
        FROM_A_LEAD,
        (R.R03, R.R06),
        asked.ASSIGN,
        (guards.one_of_owner_department, free_of_conflict("owner")),
    ),
    CommandRow(
        "file_report",
        "提交报告",
        "File a report",
        "a report can be filed",
        SCREENED,
        (R.R02, R.R04, R.R09),
        asked.FILE_REPORT,
        (guards.report_fits,),
        opens_zh="甄别后",
        opens_en="after screening",
        gives="report",
        adds=readers,
    ),
    CommandRow(
        "ask",
        "提请签批",
        "Ask for a sign-off",
        "a sign-off can be asked",
        SCREENED,
        (R.R02, R.R03, R.R04, R.R14),
        asked.ASK,
        (guards.askable,),
        opens_zh="甄别后",
        opens_en="after screening",
    ),
    CommandRow(
        "withdraw_ask",
        "撤回签批",
        "Withdraw a sign-off",
        "a sign-off can be withdrawn",
        frozenset(Stage),
        (R.R01, R.R03),
        asked.WITHDRAW_ASK,
        (guards.withdrawable,),
        requester=True,
        offered=has_ask_to_withdraw,
    ),
    CommandRow(
        "withdraw",
        "登记客户撤诉",
        "Record a withdrawal",
        "a withdrawal can be recorded",
        stages(Stage.S1, Stage.S11),
        (R.R02, R.R13),
        asked.WITHDRAW,
        (guards.evidence_known, guards.not_asked("A27", "withdrawal")),
    ),
    CommandRow(
        "activate_contingency",
        "启动紧急应对",
        "Activate contingency",
        "contingency can be activated",
        stages(Stage.S3, Stage.S11),
        (R.R03, R.R06),
        asked.ACTIVATE_CONTINGENCY,
        (guards.not_declared,),
        opens_zh="甄别后",
        opens_en="after screening",
    ),
    CommandRow(
        "legal_opinion",
        "提交法务意见",
        "File a legal opinion",
        "an opinion can be filed",
        SCREENED,
        (R.R13,),
        asked.LEGAL_OPINION,
        opens_zh="甄别后",
        opens_en="after screening",
    ),
    CommandRow(
        "reopen",
        "重启案件",
        "Reopen the case",
        "it can be reopened",
        frozenset({Stage.S12, Stage.S14, Stage.X1, Stage.X2, Stage.X3}),
        (R.R03, R.R02),
        asked.REOPEN,
        (
            guards.reopener,
            guards.target_fits,
            guards.not_asked("A27", "reopening"),
            guards.not_asked("A28"),
            guards.not_asked("A15"),
        ),
        offered=no_second_look,
        opens_zh="结案后",
        opens_en="after it is closed",
    ),
)
