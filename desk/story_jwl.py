"""The demo's cases in 江湾里: one that has grown into a crisis among them."""

from desk.story import Deed, Tale, complaint, contact, investigated, levelled, planned, taken_up

TEAM = ("head2", "csm2", "cs2", "eng2")

FACADE = Tale(
    "facade", 52, "cs2",
    complaint(
        "JWL", "group", "外墙砖空鼓脱落，砸坏车辆",
        "大风后 5 号楼东侧外墙砖成片脱落，砸坏两辆车，无人受伤。业主群里已有三十多户要求说明，有人联系了电视台。",
        "全面排查外墙，赔偿车损，公布检测报告。", ("高远", "13900001301", "5-2-1001"),
    ),
    (
        *taken_up(52, "cs2", "csm2", "engineering", "现场已封闭，无人受伤。"),
        Deed(50.2, "cs2", "interim_measure", {"what": "封闭 5 号楼东侧 20 米范围，设安全员值守，车辆登记拍照。"}),
        levelled(50, "csm2", "major", TEAM, "外墙脱落危及安全，三十户以上，媒体可能介入。"),
        Deed(47, "legal", "legal_opinion", {"opinion": "conditions", "text": "先行垫付车损，不作责任表述；检测报告公布前统一口径。"}),
        Deed(30, "cs2", "file_report", {"kind": "daily", "text": "已排查 5 号楼东立面，空鼓 46 处；车主两户已登记；业主群情绪趋稳。"}),
        investigated(10, "eng2", "ours", "workmanship", "粘结层厚度不足，东立面空鼓率 11%。其余三面待检测。"),
        Deed(4, "csm2", "activate_contingency", {"reason": "业主代表约定明天到售楼处集中，需统一接待和口径。", "venue": "售楼处二层会议室"}),
        Deed(3.9, "csm2", "declare_crisis", {"reason": "三十多户要求说明，已有电视台来电。", "commander": "head2"}),
        Deed(3.8, "head2", "change_phase", {"phase": "outbreak", "condition": "media", "reason": "电视台来电，业主约好集中到售楼处。"}),
        Deed(3.6, "head2", "post_person", {"post": "site", "account": "eng2", "where": "5 号楼东侧"}),
        Deed(3.5, "head2", "post_person", {"post": "monitor", "account": "cs2", "where": "客服中心"}),
        Deed(3.4, "cs2", "record_fact", {"text": "业主群传有人被砸伤", "source": "opinion", "certainty": "reported"}),
        Deed(3.2, "eng2", "record_fact", {"text": "现场无人受伤，受损车辆两辆", "source": "site", "certainty": "confirmed", "supersedes": 1}),
        Deed(3, "cs2", "monitor_log", {"place": "group", "outcome": "found", "what": "业主群转发视频，问检测结果", "tone": "critical", "mentions": 18}),
        Deed(2.6, "head2", "note_decision", {"decision": "检测结论公布前不作责任表述", "known": "东立面空鼓率 11%", "unknown": "其余三面结果"}),
        Deed(2.5, "csm2", "tick_strategy", {"items": ["first_response", "confirm_facts"]}),
        Deed(2.2, "cs2", "monitor_log", {"place": "video", "outcome": "found", "what": "本地号发布外墙脱落视频", "tone": "angry", "mentions": 42}),
        Deed(2, "cs2", "file_report", {"kind": "daily", "text": "东立面已搭设防护；车主两户达成垫付；业主代表三人明天上午到场。"}),
        Deed(
            0.4, "pr", "ask",
            {
                "rule": "A08",
                "text": "5 号楼外墙砖脱落一事，现场已封闭，无人受伤。公司已委托检测机构对全部外墙进行检测，结果将向业主公布；受损车辆由公司先行垫付维修。",
            },
        ),
    ),
)  # fmt: skip

KITCHEN = Tale(
    "kitchen", 30, "cs2",
    complaint(
        "JWL", "hotline", "厨房吊顶渗水，维修未按时到",
        "厨房吊顶滴水三天，约好昨天上午来修，没有人来也没有电话。", "今天修好，说明失约原因。",
        ("马骏", "13800000902", "6-1-0902"),
    ),
    (
        *taken_up(30, "cs2", "csm2", "engineering", "维修派单漏发。"),
        levelled(27.5, "csm2", "minor", (), "单户，无次生损失。"),
    ),
)  # fmt: skip

RAILING = Tale(
    "railing", 20, "cs2",
    complaint(
        "JWL", "letter", "阳台栏杆松动",
        "三户联名来信，阳台栏杆固定件松动，家里有小孩。", "逐户检查加固。", ("何佩佩", "13700001002", "5-2-1002"),
    ),
    taken_up(20, "cs2", "csm2", "engineering", "来信三户，电话核实属实。"),
)  # fmt: skip

BALCONY = Tale(
    "balcony", 96, "cs2",
    complaint(
        "JWL", "visit", "阳台地漏返水，客厅泡水",
        "雨天阳台地漏返水，客厅木地板起拱。", "疏通并更换地板。", ("唐立新", "13600000701", "1-2-0701"),
    ),
    (
        *taken_up(96, "cs2", "csm2", "engineering", "地漏返水属实。"),
        levelled(92, "csm2", "general", TEAM, "有财产损失。"),
        investigated(21.5, "eng2", "ours", "design", "雨水立管与阳台地漏共用，暴雨倒灌。"),
        planned(
            20.5, "cs2", "阳台地漏改接独立立管，地板按实更换。", ("改接立管", "eng2", 3), ("更换地板", "eng2", 6),
            compensation=True,
        ),
        contact(19, "cs2", "progress", "phone", "告知方案已拟定，等内部审定。"),
    ),
)  # fmt: skip

JWL = (BALCONY, FACADE, KITCHEN, RAILING)
