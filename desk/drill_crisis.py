"""The crisis that is drilled: forty households at a late delivery, from the first sign to the archive.

Latent, outbreak while the project head is away, three statements, a false report and its correction, daily
reports, an agreement, the aftermath. Eleven hours of case time and a little: a minute at factor 720.
"""

from desk.drill_homes import AGREED, ALONE, TAKEN_IN
from desk.drill_script import Day, Part, Scene, Script, contact, do, sign
from domain.codes import Condition
from domain.crisis_codes import StandDown

TEAM = [Part(name) for name in ("head", "deputy", "csm", "cs", "eng", "prop")]

LATENT = Scene(
    "latent", "潜伏：判定潜在危机，发出预警", "Latent: a crisis is judged possible, everybody is warned", 0,
    (
        contact("acknowledge", "告知业主代表已受理和案件编号，今天内给出下一步安排。"),
        do("csm", "assign", owner=Part("cs")),
        do("cs", "screen_decision", outcome="valid", department="engineering", note="交付日期已公告延后，属实。"),
        do(
            "cs", "make_group", cause="1 至 3 号楼延期交付",
            facts="原定交付日已过，外墙和消防验收未完成；四十户要求书面交付日期和延期补偿。",
        ),
        do("csm", "level_set", level="general", team=TEAM, criteria="四十户同因，业主群已有人提议到现场。"),
        do("cs", "latent_crisis", note="业主群有人提议周末到东门集合，并联系本地生活号。"),
        do(
            "cs", "risk_warning", calls=["project_head", "regional_cs"], departments=["engineering", "property"],
            text="四十户延期交付诉求集中，可能集结；请各部门备齐验收进度和答复口径。",
        ),
        do("head", "confirm_team", team=TEAM),
        do("cs", "tick_strategy", items=["identify", "warn_inside", "prepare"]),
    ),
)  # fmt: skip

OUTBREAK = Scene(
    "outbreak", "爆发：集结堵门，媒体到场，负责人外出", "Outbreak: a gate is blocked, the press comes, the head is away", 2.4,
    (
        do("cs", "report_turn", what="organised", note="约四十人在东门集合，出入车辆受阻。"),
        do("cs", "media_involved", kind="self_media", note="本地生活号现场拍摄并发布视频。"),
        do("deputy", "acknowledge"),
        do("csm", "declare_crisis", reason="四十户堵门，自媒体到场。", commander=Part("head")),
        *sign("region", "A11.1.R08"),
        do("head", "change_phase", phase="outbreak", condition="group", reason="诉求扩散为群体行动。"),
        do("head", "hand_over_command", commander=Part("deputy"), note="我在外地，明早返回；现场由你指挥。"),
        do("deputy", "accept_command"),
        do("deputy", "log_attendance", place="东门", note="负责人外出，由副职到场。"),
        do("deputy", "post_person", post="site", account=Part("prop"), where="东门"),
        do("deputy", "post_person", post="monitor", account=Part("sales"), where="营销中心"),
        do("deputy", "post_person", post="liaison", account=Part("csm"), where="派出所"),
        do("csm", "set_reception", venue="会所二楼", staff=[Part("csm"), Part("sales")]),
        do("csm", "crisis_contact", kind="police", person="值班室", number="110"),
        do("cs", "record_fact", text="视频称有业主受伤", source="opinion", certainty="reported"),
        do("prop", "record_fact", text="现场无人受伤，道路已恢复通行", source="site", certainty="confirmed", supersedes=1),
        do("sales", "monitor_log", place="video", outcome="found", what="本地生活号发布现场视频", tone="angry", mentions=31, reach=12000),
        do("deputy", "intensification", reason="有人提议明早再来，人数可能增加。"),
        do(
            "csm", "police_card", conditions="发生推搡或翻越围挡", channel="110；片区民警",
            way="现场负责人直接拨打", people="副总指挥、物业经理", time="到场前 30 分钟",
        ),
        *sign("deputy", "A16.1.R06"),
        do("csm", "brief_site", note="安保和接待人员已逐项告知，不与业主争执。"),
        do("deputy", "note_decision", decision="先答复答复日期，验收结论前不谈原因", known="验收未完成", unknown="消防复验日期"),
        do("cs", "file_report", kind="turn", text="东门集结，自媒体到场，已进入危机状态，副职到场指挥。"),
        do("region", "read_report", report=1),
        do("cs", "tick_strategy", items=["first_response", "confirm_facts", "soothe"]),
    ),
)  # fmt: skip

STATEMENTS = Scene(
    "statements", "三类说辞：起草、法务、送签", "Three statements: written, checked, sent to be signed", 3.8,
    (
        do("pr", "appoint_spokesperson", account=Part("spokes"), reason="统一对外口径。"),
        *sign("exec", "A25.1.R10"),
        do("pr", "do_not_speak", text="除新闻发言人外，任何人不接受采访、不在群里作说明。"),
        do(
            "pr", "draft_statement", audience="media", kind="holding", incident="gathering", title="关于云栖苑交付情况的说明",
            text="今天有业主就交付日期到现场反映诉求，现场平稳，无人受伤。公司正在核实验收进度，明天中午前公布下一步安排。",
        ),
        do(
            "cs", "draft_statement", audience="customers", kind="ordinary", title="致业主：交付安排",
            text="验收尚未完成，让您久等，我们诚恳致歉。明天中午前书面告知交付日期，会所二楼全天有人接待。",
        ),
        do(
            "pr", "draft_statement", audience="staff", kind="ordinary", title="内部说明：云栖苑交付",
            text="验收尚未完成，明天中午前公布安排。请大家不对外发言，遇业主询问请引导到会所二楼。",
        ),
        do("pr", "ask_statement", statement=1),
        *sign("legal", "A08.1.R13"),
        *sign("exec", "A08.1.R10"),
        do("cs", "ask_statement", statement=2),
        *sign("legal", "A09.1.R13"),
        *sign("exec", "A09.1.R10"),
        do("pr", "ask_statement", statement=3),
    ),
)  # fmt: skip

RELEASE = Scene(
    "release", "发布：员工版超时，由副职代签；三版一致后发布",
    "Released: the deputy signs the staff version, which has run over; three that agree go out", 4.6,
    (
        *sign("deputy", "A10.1.R06"),
        *(
            do("legal", "compare_statements", statement=a, **{"with": b}, outcome="consistent", note="事实、日期一致。")
            for a, b in ((2, 1), (3, 1), (3, 2))
        ),
        do("spokes", "release_statement", statement=1, outlet="page"),
        do("cs", "release_statement", statement=2, outlet="group"),
        do("pr", "release_statement", statement=3, outlet="internal"),
        do("pr", "media_contact", outlet="本地生活号", note="已提供说明，约定更新后再联系。"),
    ),
    runs_over="A10.1.R06",
)  # fmt: skip

FALSE_REPORT = Scene(
    "false-report", "失实报道：举证、更正", "A false report is refuted with evidence", 6,
    (
        do("sales", "monitor_log", place="news", outcome="found", what="有报道称业主被打伤", tone="false", mentions=64, reach=90000),
        do("pr", "false_report", outlet_name="本地资讯网", what="称业主在东门被保安打伤", link="news/20261"),
        do("prop", "add_evidence", kind="recording", reason="东门监控全程录像，由物业留存。"),
        do(
            "pr", "draft_statement", audience="media", kind="correction", corrects=1, evidence=[1], title="关于不实报道的更正",
            text="今天有报道称业主在东门受伤，与事实不符：全程录像和医院记录显示无人受伤。请以本公司说明为准。",
        ),
        do("pr", "ask_statement", statement=4),
        *sign("legal", "A08.2.R13"),
        *sign("exec", "A08.2.R10"),
        *(
            do("legal", "compare_statements", statement=4, **{"with": b}, outcome="consistent", note="事实一致。")
            for b in (2, 3)
        ),
        do("spokes", "release_statement", statement=4, outlet="press"),
        do("pr", "prove_release", release=4, proof="本地资讯网已撤稿并致歉，截图已存。"),
    ),
)  # fmt: skip

REPORTS = Scene(
    "reports", "日报、高层报告和阅读", "Daily and executive report, and who has read them", 6.8,
    (
        do("cs", "file_report", kind="daily", text="到场约四十人，现场平稳；三版说辞已发布，失实报道已更正；明天中午前公布安排。"),
        do("cs", "file_report", kind="executive", text="危机状态，副职指挥；公开回应在时限内发出，一篇失实报道已更正撤稿。"),
        do("region", "read_report", report=2),
        do("exec", "read_report", report=3),
        do("eng", "investigation_submitted", liability="ours", cause="material", report="消防复验因材料到货延误 21 天，责任在我方。", no_annex_reason="验收记录随后补交。"),
    ),
)  # fmt: skip

HANDLING = Scene(
    "handling", "处置：方案、法务意见、两级签批", "Handling: plan, legal opinion, two signatures", 7.4,
    (
        do("deputy", "change_phase", phase="handling", condition="informed", reason="业主代表已入座，愿意谈方案。"),
        do("cs", "file_report", kind="turn", text="转入处置期：业主代表五人在会所二楼协商。"),
        do("legal", "legal_opinion", opinion="clear", text="按合同约定计付，方案不低于合同。"),
        do(
            "cs", "save_plan", text="书面承诺交付日期；按合同计付延期违约金；交付前每周公布进度。",
            steps=[{"no": 1, "text": "公布书面交付日期和进度表", "owner": Part("eng"), "due": Day(1)}],
            options="可选择延期违约金，或抵扣一年物业费。", bottom_line="不承诺合同以外的补偿。",
        ),
        do("cs", "plan_submitted", plan=1),
        *sign("exec", "A04.1.R10"),
        *sign("deputy", "A04.1.R06"),
        contact("present", "向业主代表说明方案，逐条答复。", "satisfied", "visit"),
        do("cs", "add_evidence", kind="signed_form", reason="五位业主代表在方案上签字，原件在档案柜。"),
        do("cs", "customer_response", outcome="satisfied", evidence=[2]),
        do("cs", "tick_strategy", items=["transparent", "tiered"]),
    ),
)  # fmt: skip

AGREEMENT = Scene(
    "agreement", "各户逐一办结", "Each household is brought to its end", 8,
    (
        contact("progress", "交付日期和进度表已在会所张贴，并发到各户。"),
        do("cs", "file_report", kind="daily", text="方案获业主代表接受，各户开始签收。"),
    ),
    homes=AGREED,
)  # fmt: skip

AFTERMATH = Scene(
    "aftermath", "善后：恢复方案，负责人返回，解除危机状态", "Aftermath: recovery, the head is back, the crisis is stood down", 10,
    (
        *(do("sales", "monitor_log", place=place, outcome="nothing") for place in ("group", "video", "news")),
        do("deputy", "change_phase", phase="aftermath", condition="calm", reason="现场已清，三处巡查没有新内容。"),
        do("cs", "file_report", kind="turn", text="转入善后期：现场平静，各户陆续签收。"),
        do("deputy", "hand_over_command", commander=Part("head"), note="现场已平静，交回指挥。"),
        do("head", "accept_command"),
        *(do("deputy", "relieve_person", appointment=no, reason="现场已清。") for no in (1, 3)),
        do("csm", "recovery_plan", effects="业主对交付承诺的信任受损，媒体报道仍可检索到。", until=Day(90), departments="营销每周回访，工程公布进度。"),
        do("csm", "recovery_measure", kind="relationship", what="逐户上门说明进度", owner=Part("cs"), due=Day(30)),
        do("cs", "recovery_done", recovery=1, note="四十户已逐户说明。"),
        do("csm", "stand_down", conditions=[str(one) for one in StandDown], reason="现场与舆情平静，方案正在落实。"),
        *sign("head", "A11.2.R06"),
        do("csm", "tick_strategy", items=["remedial", "watch", "review"]),
    ),
)  # fmt: skip

CLOSING = Scene(
    "closing", "结案、回访、总结、归档", "Closed, visited, summed up, archived", 11,
    (
        do("eng", "task_done", task=1, note="书面交付日期和进度表已公布。"),
        do("eng", "execution_complete"),
        contact("result", "书面交付日期已送达业主代表。", "satisfied"),
        do("cs", "add_evidence", kind="customer_confirmation", reason="五位业主代表签收单原件在档案柜。"),
        do("cs", "result_confirmed", satisfaction="satisfied", conditions=[str(one) for one in Condition], evidence=[3]),
        *sign("csm", "A14.1.R03"),
        *sign("eng", "A14.1.R05"),
        *sign("head", "A14.1.R06"),
        do("cs", "visit_recorded", manner="home", answer="satisfied", record="逐一拜访业主代表，对处理结果认可。"),
        do("csm", "improvement", action="验收材料提前 60 天到货检查", owner=Part("eng"), due=Day(60)),
        do("csm", "improvement_verified", improvement=1, note="已列入交付前检查表。"),
        do("cs", "file_report", kind="summary", text="预警及时；员工版说辞签批超时，今后负责人外出前先授权。"),
        do("csm", "archive", report=7),
        *sign("exec", "A19.1.R10"),
    ),
)  # fmt: skip

CRISIS = Script(
    "crisis", "cs",
    {
        "channel": "group",
        "subject": "延期交付，四十户要求书面交付日期和补偿",
        "description": "原定交付日已过，业主群四十户联名，要求书面交付日期；有人提议到东门集合。",
        "demand": "书面承诺交付日期和延期补偿。",
        "complainant": {"name": "业主代表", "phone": "13900000000", "kind": "owner"},
    },
    40,
    "书面承诺交付日期，按合同计付延期违约金。",
    (LATENT, TAKEN_IN, OUTBREAK, ALONE, STATEMENTS, RELEASE, FALSE_REPORT, REPORTS, HANDLING, AGREEMENT, AFTERMATH, CLOSING),
)  # fmt: skip
