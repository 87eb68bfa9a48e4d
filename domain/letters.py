"""Letters to the customer, drafted from what the file says: the interim one and the final one (C-12, D08, D10).

A draft says nothing that the file does not: the finding on responsibility is told as it was found, an open
finding promises an answer only, and promises are told with their dates. People edit it before it goes out.
"""

from collections.abc import Mapping

from domain.case import Case, Record
from domain.codes import Liability
from domain.numbered import still_open
from domain.promises import PromiseKind
from domain.terms import policy_of
from domain.vocabulary import Channel, Stage, stages

#: Chinese and English.
Words = tuple[str, str]

GREETING: Words = ("尊敬的客户：\n您好！", "Dear customer,")
RECEIVED: Words = (
    "您于 {day} 通过{channel}反映的问题（编号 {number}），我们已受理。",
    "Thank you for raising your concern on {day} by {channel}. We keep it under the number {number}.",
)
CLOSING: Words = (
    "如有疑问，请随时与我们联系。\n{project} 客户服务中心",
    "If anything is unclear, please contact us at any time.\nCustomer service, {project}",
)
DONE: Words = (
    "您反映的问题已处理完毕，{tasks}请您核对结果。",
    "Your concern has now been dealt with. {tasks}Please look at the result.",
)
TASKS: Words = ("方案中的 {done} 项措施均已完成。", "All {done} measures of the plan are done. ")
RATING: Words = (
    "请您告诉我们：对处理结果是否满意，对办理过程是否满意。结案后一周内，我们还会回访。",
    "Please tell us whether you are content with the outcome and with your treatment. We will call within a week.",
)

#: How far it is, by stage: what the customer may know of it.
PROGRESS: tuple[tuple[frozenset[Stage], Words], ...] = (
    (stages(Stage.S1, Stage.S3), ("我们正在核实情况。", "We are looking into what happened.")),
    (
        frozenset({Stage.S4}),
        ("责任部门正在调查。", "The responsible department is investigating."),
    ),
    (
        stages(Stage.S5, Stage.S6),
        ("调查已经完成，我们正在拟定处理方案。", "The investigation is complete and we are preparing a plan."),
    ),
    (
        stages(Stage.S7, Stage.S9),
        ("处理方案正在与您沟通。", "We are discussing the plan with you."),
    ),
    (
        frozenset({Stage.S10}),
        (
            "处理方案正在执行，{total} 项措施已完成 {done} 项。",
            "The plan is being carried out: {done} of {total} measures are done.",
        ),
    ),
)
HANDLED: Words = ("问题已处理完毕，正在请您确认。", "It has been dealt with; we ask you to confirm the result.")

#: The finding as the customer reads it: never dodged, never more than was found (C-12).
FINDING: Mapping[Liability, Words] = {
    Liability.OURS: (
        "经调查，问题由我方原因造成，我们向您诚恳道歉。",
        "Our investigation found that the cause lies with us, and we sincerely apologise.",
    ),
    Liability.PARTLY: (
        "经调查，我方负有部分责任，就此向您致歉，并承担应由我方承担的部分。",
        "Our investigation found that we are partly responsible. We apologise for our part and will answer for it.",
    ),
    Liability.NOT_OURS: (
        "经调查，问题不属于我方责任；我们愿意继续协助您。",
        "Our investigation found that the cause does not lie with us; we remain glad to help where we can.",
    ),
    Liability.UNDETERMINED: (
        "责任尚在核实，还没有结论；有结论后我们会答复您。",
        "Responsibility has not been determined yet; we will give you an answer once it is.",
    ),
}
PROMISED: Mapping[PromiseKind, Words] = {
    PromiseKind.ANSWER: ("我们将在 {due} 前答复您。", "You will have our answer by {due}."),
    PromiseKind.ACTION: ("我们承诺的事项将在 {due} 前办妥。", "What we promised you will be done by {due}."),
}


def finding(case: Case) -> Liability:
    """The newest finding; before there is one, responsibility is undetermined."""
    found = case.of_kind("investigation")
    return Liability(found[-1].data["liability"]) if found else Liability.UNDETERMINED


def is_final(case: Case) -> bool:
    """From the confirmation of the result on, the letter is the final one."""
    return case.stage in stages(Stage.S11, Stage.S13)


def letter(case: Case, language: str, *, final: bool) -> str:
    """The draft of the interim or the final letter, in the language asked for."""
    column = 0 if language.startswith("zh") else 1
    facts = _facts(case, column)
    middle = _final(case, column) if final else _interim(case, column)
    lines = [GREETING[column], RECEIVED[column], *middle, CLOSING[column]]
    return "\n".join(line.format_map(facts) for line in lines)


def _facts(case: Case, column: int) -> dict[str, object]:
    opened = policy_of(case).local(case.opened_at)
    channel = next((c for c in Channel if c == case.channel), None)
    return {
        "day": opened.date().isoformat(),
        "channel": (channel.en.lower() if column else channel.zh) if channel else case.channel,
        "number": case.number,
        "project": case.project,
        "total": len(case.tasks),
        "done": sum(t.done for t in case.tasks),
    }


def _interim(case: Case, column: int) -> list[str]:
    """How far it is, what was found, what was promised."""
    progress = next((words for here, words in PROGRESS if case.stage in here), HANDLED)
    return [progress[column], FINDING[finding(case)][column], *(_promise(p, column) for p in told_promises(case))]


def _final(case: Case, column: int) -> list[str]:
    """The result, what was found, and the two questions of satisfaction."""
    tasks = TASKS[column] if case.tasks and all(t.done for t in case.tasks) else ""
    promises = (_promise(p, column) for p in told_promises(case))
    return [DONE[column].replace("{tasks}", tasks), FINDING[finding(case)][column], *promises, RATING[column]]


def told_promises(case: Case) -> tuple[Record, ...]:
    """Promises still open; while responsibility is undetermined, of answers only (C-12)."""
    open_ones = still_open(case, "pledge", "promise_kept")
    if finding(case) is not Liability.UNDETERMINED:
        return open_ones
    return tuple(p for p in open_ones if p.data["kind"] == PromiseKind.ANSWER)


def _promise(promise: Record, column: int) -> str:
    words = PROMISED[PromiseKind(promise.data["kind"])][column]
    return words.replace("{due}", str(promise.data["due"]))
