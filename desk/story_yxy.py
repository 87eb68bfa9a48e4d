"""The demo's cases in 云栖苑."""

from desk.story import (
    Deed,
    Tale,
    approved,
    complaint,
    contact,
    investigated,
    levelled,
    planned,
    returned,
    submitted,
    taken_up,
    task,
)

TEAM = ("head", "csm", "cs", "eng")

WINDOW = Tale(
    "window", 142, "cs",
    complaint(
        "YXY", "visit", "主卧外窗渗水，两次维修后复发",
        "交付验房时主卧外窗下口渗水，物业两次换胶条后又渗，墙纸起泡，孩子的房间有霉味。业主情绪激动，要求当天给说法。",
        "拆窗重做防水，书面说明原因，墙面和地板按实修复。", ("林秀岚", "13800000147", "3-2-1201"),
    ),
    (
        *taken_up(142, "cs", "csm", "engineering", "两次维修记录属实，属质量问题。"),
        levelled(139, "csm", "general", TEAM, "同一问题三次报修，业主提出向媒体反映。"),
        investigated(
            96, "eng", "ours", "workmanship",
            "外窗下口后塞缝空鼓，雨水沿缝渗入。两次维修只换胶条，未触及原因。隔壁 1202 同位置无渗漏。",
        ),
        planned(90, "cs", "更换外窗胶条并打密封胶，恢复墙面。", ("更换胶条并打胶", "eng", 2), ("恢复墙面", "eng", 4)),
        submitted(89, "cs"),
        returned(87, "head", "A02.1.R06", "只换胶条不够，请加淋水试验并写明复验时间。"),
        planned(
            70, "cs",
            "外窗下口后塞缝空鼓，雨水沿缝渗入。拆除下口石材后重做防水，先做 24 小时淋水试验，合格后再恢复墙面。",
            ("拆除窗下口石材，重做防水", "eng", 2), ("淋水试验 24 小时，业主可到场", "eng", 4),
            ("恢复墙面、地板，业主复验", "prop", 8),
            options="周末施工；或工作日施工并安排临时住处两晚。", bottom_line="最多延长该处防水质保 2 年，不赔付租金。",
            compensation=True,
        ),
        submitted(8.2, "cs", 2),
        approved(6.2, "head", "A02.2.R06", comment="按这个做。淋水试验请业主到场看。"),
        Deed(2.1, "cs", "contact_attempt", {"purpose": "present", "way": "phone", "outcome": "no_answer", "note": "第一次拨打，未接通。"}),
    ),
)  # fmt: skip

CEILING = Tale(
    "ceiling", 190, "cs",
    complaint(
        "YXY", "hotline", "楼上装修破坏防水，天花渗水",
        "楼上 1602 卫生间改造后，本户次卧天花持续渗水，已影响入住。物业协调两次，楼上不配合。",
        "请公司出面恢复楼上防水，修复天花。", ("赵敏芝", "13900000152", "2-1-1502"),
    ),
    (
        *taken_up(190, "cs", "csm", "property", "物业核实渗水点在楼上卫生间。"),
        levelled(186, "csm", "minor", (), "影响单户，未涉及人身安全。"),
        investigated(140, "prop", "partly", "use", "楼上装修破坏原防水层；物业装修巡查记录缺两次，负部分责任。"),
        planned(
            130, "cs", "由物业协调楼上业主恢复防水，费用由楼上承担；本户天花由物业修复。",
            ("楼上卫生间重做防水并闭水 48 小时", "prop", 1), ("修复本户天花", "prop", 3),
        ),
        submitted(129, "cs"),
        approved(126, "csm", "A01.1.R03", comment="闭水合格后再修天花。"),
        contact(120, "cs", "present", "home", "上门说明方案，业主同意先做闭水。", "satisfied"),
        Deed(23.2, "cs", "customer_response", {"outcome": "satisfied"}),
    ),
)  # fmt: skip

DELAY = Tale(
    "delay", 150, "cs",
    complaint(
        "YXY", "email", "延期交付违约金计算有误",
        "合同约定交付日期延后 47 天，公司只按 32 天计付。业主认为应按实际交房日计算，并已联系同楼其他业主。",
        "按 47 天补付违约金并书面说明计算方式。", ("陈立行", "13700000803", "1-2-0803"),
    ),
    (
        *taken_up(150, "cs", "csm", "sales", "合同与通知书日期不一致，需复核。"),
        levelled(146, "csm", "general", ("head", "csm", "cs", "sales"), "涉及多户，可能集体交涉。"),
        investigated(100, "sales", "partly", "sales", "交付通知书晚送达 15 天，系统按通知书日期起算；合同约定以实际交付为准。"),
        planned(96, "cs", "按实际交付日重新计算，补付 15 天违约金。", ("复核本楼同类 6 户", "sales", 3), ("补付并出具说明", "sales", 7)),
        submitted(95, "cs"),
        approved(93, "head", "A02.1.R06"),
        contact(84, "cs", "present", "phone", "电话说明重算结果。", "undecided"),
        Deed(0.6, "cs", "customer_response", {"outcome": "dissatisfied", "words": "少了利息，一起来的邻居都要算清楚。"}),
    ),
)  # fmt: skip

LIFT = Tale(
    "lift", 2.5, "cs",
    complaint(
        "YXY", "hotline", "电梯运行异响",
        "3 号楼 1 单元东侧电梯上行到 5、6 层有金属摩擦声，夜里更明显，老人不敢坐。",
        "尽快检修，给出安全证明。", ("刘建平", "13600000602", "3-1-0602"), "tenant",
    ),
    (contact(2.1, "cs", "acknowledge", "phone", "告知已受理，维保单位下午到场。"),),
)  # fmt: skip

DOOR = Tale(
    "door", 60, "cs",
    complaint(
        "YXY", "desk", "单元门无法关闭",
        "2 号楼 2 单元入户门闭门器损坏半个月，外人随意进出，报修三次没有人来。",
        "马上修好，说明为什么没有人来。", ("吴敏", "13500000301", "2-2-0301"),
    ),
    (
        *taken_up(60, "cs", "csm1", "property", "报修三次未派单。"),
        levelled(57, "csm1", "minor", (), "影响单元门禁，无人身伤害。"),
        investigated(30, "prop", "ours", "service", "报修单录入时选错楼栋，三次都派到 3 号楼。闭门器已到货。"),
        planned(5, "cs", "更换门磁和闭门器，当班回电；报修系统加楼栋核对。", ("更换闭门器与门磁", "prop", 1), ("逐户回电说明", "prop", 1)),
        submitted(4.4, "cs"),
    ),
)  # fmt: skip

NOISE = Tale(
    "noise", 300, "cs",
    complaint(
        "YXY", "chat", "空调外机噪声扰民",
        "1 号楼商铺空调外机正对卧室，夜间噪声超过 50 分贝，业主自测并录音。",
        "移位或加隔声罩，夜间停用。", ("郑启明", "13400001103", "1-1-1103"),
    ),
    (
        *taken_up(300, "cs", "csm", "engineering", "现场实测 52 分贝。"),
        levelled(296, "csm", "general", TEAM, "涉及同单元四户。"),
        investigated(250, "eng", "ours", "design", "外机平台距卧室窗不足 3 米，设计未考虑夜间运行。"),
        planned(240, "cs", "外机移至裙楼屋面，加装隔声罩，完成后复测。", ("外机移位", "eng", -3), ("隔声罩安装与复测", "eng", -2)),
        submitted(238, "cs"),
        approved(236, "head", "A02.1.R06", comment="复测报告给业主一份。"),
        contact(230, "cs", "present", "home", "四户一起说明，均无异议。", "satisfied"),
        Deed(226, "cs", "customer_response", {"outcome": "satisfied"}),
        contact(210, "cs", "progress", "chat", "告知进场时间，夜间先停用。"),
        task(60, "eng", 1, "外机已移到裙楼屋面，试运行正常。"),
        task(40, "eng", 2, "夜间复测 38 分贝，业主在场。"),
        Deed(38, "eng", "execution_complete", {"note": "两项全部完成，复测合格。"}),
        contact(30, "cs", "result", "home", "出示复测报告，业主签字确认。", "satisfied"),
        Deed(
            6, "cs", "add_evidence",
            {
                "kind": "customer_confirmation", "files": ["signed_form", "reading"],
                "reason": "业主已在确认单上签字，原件存客服部。复测读数一并拍照。",
            },
        ),
        Deed(
            5.5, "cs", "result_confirmed",
            {
                "satisfaction": "satisfied", "conditions": ["steps", "customer", "departments", "file"],
                "evidence": [1], "note": "四户均已确认。",
            },
        ),
        approved(4.0, "eng", "A14.1.R05", "result_confirmed"),
    ),
)  # fmt: skip

SHOWROOM = Tale(
    "showroom", 170, "cs",
    complaint(
        "YXY", "social", "样板间与交付标准不一致",
        "业主发帖称入户门、地板品牌与样板间不同，附购房时照片，阅读量上升。",
        "按样板间标准更换或补差价。", ("孙立", "13300001801", "1-1-1801"), "buyer",
    ),
    (
        *taken_up(170, "cs", "csm", "sales", "帖文属实，需核对合同附件。"),
        levelled(166, "csm", "general", ("head", "csm", "cs", "sales"), "已有网络传播。"),
        investigated(130, "sales", "not_ours", "sales", "合同附件三列明品牌为同档，样板间有“展示用”标识，照片中可见。"),
        planned(124, "cs", "解释合同约定，提供同档品牌检测报告，赠送一次深度保洁。", ("出具检测报告", "sales", 2), ("约业主当面说明", "cs", 1)),
        submitted(123, "cs"),
        approved(121, "head", "A02.1.R06"),
        contact(115, "cs", "present", "visit", "在客服中心当面说明，业主不接受。", "dissatisfied"),
        Deed(13.8, "cs", "customer_response", {"outcome": "dissatisfied", "words": "当时销售说就是这个标准。"}),
        Deed(13.3, "cs", "rework", {"outcome": "not_adjustable", "reason": "合同附件约定明确，更换无依据。"}),
    ),
)  # fmt: skip

PARKING = Tale(
    "parking", 420, "cs",
    complaint(
        "YXY", "desk", "地下车位划线与图纸不符",
        "B2 层 117 号车位比图纸窄 15 厘米，开门碰柱。", "按图纸重新划线。", ("余晓棠", "13200000117", "2-2-1301"),
    ),
    (
        *taken_up(420, "cs", "csm", "engineering", "现场量测属实。"),
        levelled(416, "csm", "minor", (), "单个车位。"),
        investigated(400, "eng", "ours", "workmanship", "划线班组放线错一跨，同排 116 号偏宽。"),
        planned(396, "cs", "116、117 号重新划线，错峰施工。", ("重新放线划线", "eng", -12)),
        submitted(395, "cs"),
        approved(392, "csm", "A01.1.R03"),
        contact(388, "cs", "present", "phone", "业主同意，周末施工。", "satisfied"),
        Deed(387, "cs", "customer_response", {"outcome": "satisfied"}),
        contact(380, "cs", "progress", "chat", "告知周六上午施工。"),
        task(350, "eng", 1, "复测宽 2.4 米，与图纸一致。"),
        Deed(349, "eng", "execution_complete", {}),
        contact(340, "cs", "result", "home", "业主现场试停，满意。", "satisfied"),
        Deed(338, "cs", "add_evidence", {"kind": "customer_confirmation", "reason": "确认单已签，存客服部。"}),
        Deed(
            337, "cs", "result_confirmed",
            {
                "satisfaction": "satisfied", "conditions": ["steps", "customer", "departments", "file"],
                "evidence": [1], "note": "已现场确认。",
            },
        ),
        approved(334, "csm", "A14.1.R03", "result_confirmed"),
        Deed(250, "cs", "visit_recorded", {"manner": "phone", "answer": "satisfied", "record": "停车方便，没有其他问题。"}),
        Deed(200, "csm", "archive", {}),
    ),
)  # fmt: skip

FEES = Tale(
    "fees", 75, "cs",
    complaint(
        "YXY", "hotline", "咨询空置房物业费减免",
        "业主常年在外，询问空置期间物业费能否打折。", "告知政策和办理方式。", ("贺岚", "13100000101", "1-1-0101"),
    ),
    (
        contact(74.6, "cs", "acknowledge", "phone", "已接听，查政策后回复。"),
        Deed(73, "cs", "screen_decision", {"outcome": "enquiry", "explanation": "按合同约定空置不减免，可申请按季缴纳；已电话说明。"}),
    ),
)  # fmt: skip

YXY = (PARKING, NOISE, CEILING, SHOWROOM, DELAY, WINDOW, FEES, DOOR, LIFT)
