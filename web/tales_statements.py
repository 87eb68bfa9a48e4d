"""How the lines of statements read, and of who speaks outside (D35, D36)."""

from collections.abc import Mapping

STATEMENTS: Mapping[str, tuple[str, str]] = {
    "draft_statement": (
        "起草声明（第 {statement} 稿，{audience}）",
        "drafted a statement (text {statement}, {audience})",
    ),
    "edit_statement": (
        "把第 {replaces} 稿改为第 {statement} 稿",
        "changed text {replaces} into text {statement}",
    ),
    "ask_statement": ("把第 {statement} 稿送签", "sent text {statement} to be signed"),
    "withdraw_statement": ("撤下第 {statement} 稿", "withdrew text {statement}"),
    "hold_back_statement": (
        "第 {statement} 稿定在 {until} 以后发布",
        "held text {statement} back until {until}",
    ),
    "compare_statements": (
        "比对第 {statement} 稿与第 {with} 稿：{outcome}",
        "compared texts {statement} and {with}: {outcome}",
    ),
    "release_statement": ("发布第 {statement} 稿：{outlet}", "released text {statement}: {outlet}"),
    "statement_released": (
        "第 {statement} 稿已发布：{where}，与签批的文字一致",
        "Text {statement} is out: {where}, word for word as signed",
    ),
    "release_refused": (
        "第 {statement} 稿没有发布：{release_reason}",
        "Text {statement} did not go out: {release_reason}",
    ),
    "prove_release": ("登记第 {release} 次发布的凭据", "recorded the proof of release {release}"),
    "appoint_spokesperson": ("提请由{account}担任新闻发言人", "proposed {account} as spokesperson"),
    "do_not_speak": ("发出不对外发言通知", "sent the notice not to speak"),
    "silence_read": ("已读不对外发言通知（{silence}）", "has read the notice not to speak ({silence})"),
    "media_inquiry": (
        "登记媒体问询（{inquiry}），{reply_by} 前回复",
        "recorded inquiry {inquiry} of the press, reply by {reply_by}",
    ),
    "inquiry_answered": ("答复媒体问询（{inquiry}）", "answered inquiry {inquiry} of the press"),
    "interview": ("登记采访（{interview}）", "recorded interview {interview}"),
    "false_report": ("登记失实报道（{false_report}）", "recorded false report {false_report}"),
}

#: What a sign-off is about.
ABOUT: Mapping[str, tuple[str, str]] = {
    "statement": ("声明（第 {no} 稿）", "statement (text {no})"),
    "spokesperson": ("任命新闻发言人", "appointing the spokesperson"),
}
