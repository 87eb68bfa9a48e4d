"""Forms made from command rows: what the page shows, and how what was posted is read.

No form of a command is written by hand: a new row in `domain/` is a new form here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from desk.errors import Unreadable
from desk.sight import reads_all
from desk.views import CasePage
from domain.codes import Purpose
from domain.commanding import FUNCTION, commander_of
from domain.commands import CommandRow
from domain.duties import BY_RULE
from domain.fields import STEP_LIMIT, Field, Kind, Problem
from domain.letters import is_final, letter
from domain.phases import proposed
from domain.report_draft import draft
from domain.vocabulary import Stage
from web import happened
from web.choices import MOST_CHIPS, Choice, choices, people
from web.clocks import urgent
from web.consequences import Leads
from web.evidence import FileShown, files_named
from web.language import Language
from web.reading import Posted

#: Texts up to this length stand on one line.
ONE_LINE, SMALL_TEXT = 60, 1000
#: How a field looks that is typed in; any other is a number.
TYPED = {
    Kind.FLAG: "flag",
    Kind.DATE: "date",
    Kind.INSTANT: "instant",
    Kind.STEPS: "steps",
    Kind.CASE: "line",
    Kind.DIGEST: "line",
    Kind.FILES: "files",
}
#: A new plan starts with this many empty steps.
EMPTY_STEPS = 2
#: More codes than this with a word each are pulled down, not laid out.
#: The folded sheet of a form, where it is not the assessment.
SHEETS = {"save_plan": "negotiation", "add_evidence": "provenance", "level_set": "team"}
LISTS = (Kind.CODES, Kind.NUMBERS, Kind.ACCOUNTS, Kind.FILES)


@dataclass(frozen=True, slots=True)
class Input:
    """One field as it is shown. `look`: line area radio chips select checks flag date instant number steps files.

    `files` are those that the form names already.
    """

    name: str
    label: str
    look: str
    required: bool = False
    value: Any = ""
    choices: tuple[Choice, ...] = ()
    limit: int = 0
    hint: str = ""
    error: str = ""
    restricted: bool = False
    when: str = ""
    values: str = ""
    folded: bool = False
    files: tuple[FileShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A command's form. `id` is the caller's id of the command: posting twice does it once."""

    name: str
    title: str
    action: str
    id: str
    version: int
    inputs: tuple[Input, ...]
    lead: str = ""
    rule: str = ""
    banner: str = ""
    wrong: tuple[Input, ...] = ()
    people: tuple[Choice, ...] = ()
    happened: Input = Input(happened.NAME, "", "moment")

    @property
    def carries_files(self) -> bool:
        """Files come with it: it is sent in parts."""
        return any(i.look == "files" for i in self.inputs)

    @property
    def sheet(self) -> str:
        """Which sheet is folded: the command that asks it says."""
        return SHEETS.get(self.name, "")

    @property
    def folded(self) -> tuple[Input, ...]:
        """The fields of a sheet that is shown folded."""
        return tuple(i for i in self.inputs if i.folded)


def fresh_id() -> str:
    """An id for one command, made before it is sent."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the forms of one case for one reader."""

    page: CasePage
    lang: Language

    def form(
        self,
        row: CommandRow,
        values: Mapping[str, Any] | None = None,
        id: str = "",
        errors: Mapping[str, str] | None = None,
    ) -> Form:
        """The form of a command: empty, or with what was typed and what is wrong with it."""
        case = self.page.case
        known = self.defaults(row) if values is None else values
        inputs = tuple(self._input(row, f, known.get(f.name, ""), (errors or {}).get(f.name, "")) for f in row.fields)
        earlier = self._happened(known, errors or {})
        lead, rule = Leads(case, self.page.policy, self.lang).of_command(row)
        return Form(
            row.name,
            self.lang.label(row),
            f"/cases/{case.number}/do/{row.name}",
            id or fresh_id(),
            case.version,
            inputs,
            lead,
            rule,
            wrong=tuple(i for i in (*inputs, earlier) if i.error),
            people=people(self.page, self.lang),
            happened=earlier,
        )

    def _happened(self, known: Mapping[str, Any], errors: Mapping[str, str]) -> Input:
        """When it happened, if earlier: folded away until somebody used it."""
        name = happened.NAME
        return Input(name, happened.label(self.lang), "moment", value=known.get(name, ""), error=errors.get(name, ""))

    def defaults(self, row: CommandRow) -> dict[str, Any]:
        """What the form starts with: the purpose that a running duty asks for, the plan as it was, a letter."""
        known: dict[str, Any] = {}
        for duty in urgent(self.page.case.duties):
            for stop in BY_RULE[duty.rule].stops:
                if stop.command == row.name and not known:
                    known.update(stop.when)
                    if stop.about:
                        known[stop.about] = duty.about
        known |= self._as_it_was(row)
        if row.gives == "report" and self.page.case.stage is not Stage.S13:
            known["text"] = draft(self.page.case, self.page.entries, self.page.policy, self.lang.code)
        if row.name == "change_phase" and (wanted := proposed(self.page.case)):
            known["phase"], known["condition"] = map(str, wanted)
        if row.field("letter"):
            final = known.get("purpose") == Purpose.RESULT or is_final(self.page.case)
            known["letter"] = letter(self.page.case, self.lang.code, final=final)
        return known

    def _as_it_was(self, row: CommandRow) -> dict[str, Any]:
        """What the case says already: the plan, the assessment, who commands."""
        known: dict[str, Any] = {}
        if row.gives == "plan" and self.page.case.plans:
            known.update(self.page.contents.get(self.page.case.plans[-1].content, {}))
        if row.gives == "assessment" and (before := self.page.case.of_kind("assessment")):
            known.update(before[-1].data)
        if row.field(FUNCTION) and row.name != "hand_over_command":
            known[FUNCTION] = commander_of(self.page.case)
        return known

    def _input(self, row: CommandRow, field: Field, value: Any, error: str) -> Input:
        offered = choices(field, self.page, self.lang, row.name)
        noted = tuple(self._with_lead(row, field, c) for c in offered or ())
        return Input(
            field.name,
            self.lang.label(field),
            look_of(field, noted, typed=offered is None),
            field.always,
            self._value(field, value, noted),
            noted,
            field.limit,
            self._stays(row, field) or self.lang.either(field.hint_zh, field.hint_en),
            error,
            field.restricted,
            field.when[0] if field.when else "",
            " ".join(map(str, field.when[1])) if field.when else "",
            field.folded,
            files_named(value, self.page.files, self.lang) if field.kind is Kind.FILES else (),
        )

    def _stays(self, row: CommandRow, field: Field) -> str:
        """What an empty field of a new version keeps, unread by its author (D06)."""
        plans = self.page.case.plans if row.gives == "plan" and field.restricted else ()
        if not plans or reads_all(self.page.roles) or field.name in self.page.contents.get(plans[-1].content, {}):
            return ""
        return self.lang.say(
            "Left empty, it stays as in version %(no)s, where you do not see it; what you write replaces it.",
            no=plans[-1].no,
        )

    def _with_lead(self, row: CommandRow, field: Field, choice: Choice) -> Choice:
        if field.kind is not Kind.CODE:
            return choice
        note, rule = Leads(self.page.case, self.page.policy, self.lang).of_choice(row.name, field.name, choice.value)
        return replace(choice, note=note, rule=rule) if note else choice

    def _value(self, field: Field, value: Any, offered: tuple[Choice, ...]) -> Any:
        if field.kind is Kind.STEPS:
            steps = list(value or ())
            return steps + [{}] * max(EMPTY_STEPS - len(steps), 1)
        if field.kind in LISTS:
            return [str(v) for v in (value if isinstance(value, list | tuple) else [value]) if v]
        only = len(offered) == 1 or (field.kind is Kind.NUMBER and offered)
        return offered[0].value if field.required and not value and only else str(value) if value != "" else ""


def look_of(field: Field, offered: tuple[Choice, ...], *, typed: bool) -> str:
    """How a field is shown, by its kind and by how much there is to choose."""
    if field.kind is Kind.TEXT:
        return "line" if field.limit <= ONE_LINE else "small" if field.limit <= SMALL_TEXT else "area"
    if typed:
        return TYPED.get(field.kind, "number")
    if field.kind in LISTS:
        return "checks"
    if any(c.note for c in offered) and field.kind is Kind.CODE:
        return "radio"
    return "chips" if 0 < len(offered) <= MOST_CHIPS else "select"


def asked_values(row: CommandRow, posted: Posted) -> dict[str, Any]:
    """What was posted, by field: only what the form asked for, given the other answers. Raises Unreadable."""
    posted.check()
    twice = [f.name for f in row.fields if f.kind not in LISTS and len(posted.all(f.name)) > 1]
    if twice:
        raise Unreadable(tuple(Problem(name, "twice") for name in twice))
    values = {f.name: read(f, posted) for f in row.fields}
    asked = {f.name: values[f.name] for f in row.fields if f.asked(values) and values[f.name] not in ("", [])}
    earlier = happened.instant_of(posted)
    return asked | {happened.NAME: earlier} if earlier else asked


def typed_values(row: CommandRow, posted: Posted) -> dict[str, Any]:
    """Everything that was typed, to show it again."""
    return {f.name: read(f, posted) for f in row.fields} | {happened.NAME: posted.one(happened.NAME)}


def read(field: Field, posted: Posted) -> Any:
    """One field of a posted form, in the shape of its kind."""
    if field.kind is Kind.STEPS:
        return _steps(field.name, posted)
    if field.kind in LISTS:
        return [v for v in posted.all(field.name) if v]
    if field.kind is Kind.FLAG:
        return "true" if posted.one(field.name) else ""
    return posted.one(field.name)


def _steps(name: str, posted: Posted) -> list[dict[str, Any]]:
    """Lines of a plan, numbered anew; empty ones are left out, but for who asks for one more."""
    parts = ("text", "owner", "due")
    lines = [
        {part: posted.one(f"{name}.{at}.{part}").strip() for part in parts}
        for at in range(1, STEP_LIMIT + 2)
        if posted.has(f"{name}.{at}.text")
    ]
    kept = lines if posted.has("_more") else [line for line in lines if line["text"] or line["due"]]
    return [{"no": no, **line} for no, line in enumerate(kept, 1)]
