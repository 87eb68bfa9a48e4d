"""What the API says about input it cannot take, Chinese and English. A new code is a row."""

from collections.abc import Mapping

from domain.amendable import wrong
from domain.fields import Problem

#: Errors by code.
ERRORS: Mapping[str, tuple[str, str]] = {
    "unauthorised": ("请先用访问令牌登录。", "Sign in with an API token first."),
    "not_found": ("没有找到。", "Not found."),
    "not_allowed": ("这个地址不接受这种请求。", "This address does not take such a request."),
    "unreadable": ("内容没法读取，什么也没有保存：{problems}。", "This cannot be read; nothing was stored: {problems}."),
    "not_json": ("请求内容必须是 UTF-8 的 JSON 对象，键不能重复。", "The body must be a JSON object in UTF-8, no key twice."),
    "too_large": ("内容超过 1 MB（文件 20 MB），什么也没有保存。", "The body is over 1 MB, a file over 20 MB; nothing was stored."),
    "id_reused": ("这个编号已经用在别的内容上；请换一个新的编号。", "This id was used for something else; make a new one."),
    "file_lost": ("文件打不开了；校验会指出它。", "The file does not open any more; verification names it."),
    "too_many": ("尝试太多次，请 {seconds} 秒后再试。", "Too many attempts; try again in {seconds} s."),
    "engine_silent": ("流程引擎暂时没有应答，请稍后再看。", "The engine does not answer at the moment; look again later."),
    "internal": ("出错了，已经记下；已收到的内容不会丢失。", "Something went wrong and was noted; nothing received is lost."),
}  # fmt: skip

#: What is wrong with one field.
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "missing": ("{field} 必填", "{field} is required"),
    "bad_value": ("{field} 的值不对", "{field} has no valid value"),
    "too_long": ("{field} 最多 {limit} 个字", "{field} may have at most {limit} characters"),
    "bad_moment": ("{field} 要写成 2026-12-08T00:00:00+08:00", "{field} is written as 2026-12-08T00:00:00+08:00"),
    "characters": ("{field} 含有不能使用的字符", "{field} holds characters that cannot be used"),
    "unknown_field": ("{field} 不是这里的字段", "{field} is not a field here"),
    "unknown_room": ("{field} 在这个项目里不存在", "{field} does not exist in this project"),
    "unknown_case": ("{field} 不存在", "{field} does not exist"),
    "not_a_group": ("{field} 不是群诉案件", "{field} is no group case"),
    "group_closed": ("{field} 已经结案", "{field} is closed"),
    "other_project": ("{field} 属于别的项目", "{field} is of another project"),
    "drill_apart": ("{field} 一个是演练、一个是真实案件", "{field}: one is a drill, the other a real case"),
    "no_list": ("{field} 不是可以读取的 .xlsx 表格", "{field} is no .xlsx list that can be read"),
    "list_too_large": ("{field} 太大，最多 {limit} 行", "{field} is too large, at most {limit} rows"),
    "no_columns": ("{field} 的第一行缺少列名", "{field} does not name its columns in the first row"),
    "wrong_rows": ("{field} 里有 {limit} 行不对", "{field} has {limit} wrong rows"),
    "empty_list": ("{field} 里没有住户", "{field} has no households"),
    "merged_case": ("{field} 已经并入别的案件", "{field} was itself merged into another case"),
    "empty_file": ("{field} 是空文件", "{field}: the file is empty"),
    "file_too_large": ("{field} 每个最多 {limit} MB", "{field}: a file may have at most {limit} MB"),
    "case_full": (
        "{field}：本案的文件合计最多 {limit} MB",
        "{field}: the files of a case may have {limit} MB together",
    ),
    "no_such_media": (
        "{field} 只收照片、PDF、Word、Excel、录音和录像",
        "{field}: only photos, PDF, Word, Excel, sound and video can be kept",
    ),
    "no_picture": ("{field} 不是能打开的图片", "{field} does not open as a picture"),
    "no_such_file": ("{field}：本案没有保存过这个文件", "{field}: this case keeps no such file"),
    "bad_id": ("{field} 要 8 到 64 位字母、数字或连字符", "{field} must be 8 to 64 letters, digits or hyphens"),
}

#: What an event of the engine means.
MEANINGS: Mapping[str, tuple[str, str]] = {
    "life_began": ("案件流程开始", "A life of the case began"),
    "went_on": ("从上一段接着办", "It went on from the run before"),
    "command_came": ("收到命令", "A command came"),
    "stranger": ("收到不是从系统发出的内容", "Something came that is not from the desk"),
    "lines_written": ("写下流程记录", "Lines of the journal were written"),
    "table_read": ("到时限前先看有没有已收到的命令", "The table of received commands was read"),
    "seat_asked": ("提请签批", "A signature was asked"),
    "seat_closed": ("关闭签批", "A seat is closed"),
    "decision_came": ("收到签批意见", "A decision came"),
    "seat_ended": ("签批结束，没有意见", "A seat ended without a decision"),
    "done": ("已办好", "Done"),
    "not_done": ("没有办成，会再试", "Not done; it is tried again"),
    "clock_set": ("计时开始", "The clock was set"),
    "clock_rang": ("计时到了", "The clock rang"),
    "clock_stopped": ("计时停止", "The clock was stopped"),
    "rolled_over": ("换到新的一段接着办", "It rolled over into a new run"),
    "life_ended": ("案件流程结束", "A life of the case ended"),
    "terminated": ("流程被从外部终止", "It was terminated from outside"),
    "failed": ("流程失败", "It failed"),
    "engine_work": ("引擎自己的工作", "The engine's own work"),
}


def column(language: str) -> int:
    """0 Chinese, 1 English."""
    return 0 if language.startswith("zh") else 1


def error_text(code: str, language: str, **details: object) -> str:
    return ERRORS[code][column(language)].format_map({str(k): v for k, v in details.items()})


def problem_text(problem: Problem, language: str) -> str:
    if words := wrong(problem, language):
        return f"{problem.field}{'：' if language.startswith('zh') else ': '}{words.rstrip('。.')}"
    text = PROBLEMS.get(problem.code, PROBLEMS["bad_value"])[column(language)]
    return text.format(field=problem.field, limit=problem.limit)


def meaning_text(code: str, language: str) -> str:
    return MEANINGS.get(code, MEANINGS["engine_work"])[column(language)]
