"""The sentences of refusals of statements and of who speaks, Chinese and English."""

from collections.abc import Mapping

STATEMENTS: Mapping[str, tuple[str, str]] = {
    "no_spokesperson": (
        "还没有任命新闻发言人；请公关提请任命，由集团高层签批。",
        "No spokesperson is appointed yet; PR proposes one and the executive signs.",
    ),
    "not_the_spokesperson": (
        "对外只由新闻发言人{by}发布；请转给{by}。",
        "Only the spokesperson {by} speaks outside; pass it on to {by}.",
    ),
    "text_replaced": (
        "第 {no} 稿已改为第 {newest} 稿；请用第 {newest} 稿。",
        "Text {no} was replaced by text {newest}; go on with text {newest}.",
    ),
    "statement_withdrawn": ("第 {no} 稿已撤下；请另行起草。", "Text {no} was withdrawn; draft a new statement."),
    "text_rejected": (
        "第 {no} 稿已被驳回；请修改后再送签。",
        "Text {no} was rejected; edit it, then send it to be signed.",
    ),
    "text_approved": ("第 {no} 稿已签批，可以发布。", "Text {no} is signed already and can be released."),
    "text_is_out": (
        "第 {no} 稿已发布，不能再撤下、推迟或重发。",
        "Text {no} is out; it cannot be withdrawn, held back or sent again.",
    ),
    "not_approved": (
        "第 {no} 稿还没有签完，不能发布；案件升级后要按新级别重签。",
        "Text {no} is not signed by all and cannot go out; after a rise of the level it is signed anew.",
    ),
    "held_back": ("第 {no} 稿定在 {when} 以后发布。", "Text {no} is held back until {when}."),
    "not_compared": (
        "还没有比对第 {no} 稿与已发布的第 {other} 稿；请先比对事实是否一致。",
        "Text {no} was not compared with text {other}, which is out; compare their facts first.",
    ),
    "contradiction": (
        "第 {no} 稿与已发布的第 {other} 稿事实有出入；请改好并重新比对。",
        "Text {no} and text {other}, which is out, tell different facts; put that right and compare again.",
    ),
    "same_audience": (
        "两稿说给同一类对象；请选不同对象的两稿。",
        "Both texts speak to one audience; choose two audiences.",
    ),
    "weekly_for_group": (
        "每周进展通知只写给群诉案件的业主（客户版）；其他情况请选正式说明。",
        "The weekly notice speaks to the owners of a group case (customers); otherwise choose an ordinary statement.",
    ),
    "not_out": ("第 {no} 号还没有发布。", "Number {no} is not out yet."),
    "no_evidence": (
        "更正要有证据；请先登记证据，再选上编号。",
        "A correction needs evidence; add it, then name its number.",
    ),
    "text_changed": (
        "保存的第 {no} 稿与签批的不是同一份文字，没有发布；请核对案件。",
        "Text {no} as it is kept is not the one that was signed; nothing went out. Verify the case.",
    ),
}
