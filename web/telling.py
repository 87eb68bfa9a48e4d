"""The journal in plain words, for one reader of one case."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.views import Names, Words
from domain.case import Case, Duty
from domain.codes import Track
from domain.commands import COMMANDS, fields_of
from domain.contingency import ContingencyItem
from domain.duties import BY_RULE
from domain.entries import Entry, moment
from domain.fields import Kind
from domain.refusals import SENTENCES, Refusal, sentence
from domain.retention import Confidentiality
from domain.signoffs import SIGN_OFFS, sign_off
from domain.statement_codes import Outlet
from domain.turn_codes import FloorReason
from domain.vocabulary import ApprovalState, Level, Role, Stage, Term
from web.language import Language
from web.moments import HOUR, date_of, small, span, within
from web.tales import BREACHES, DECIDED_WORDS, DOORS, MARKS, QUOTED, SUBJECTS, WHY, tale_of
from web.telling_crisis import CRISIS_WORDS

OPTIONAL = re.compile(r"\[([^\]]*)\]")
HOLE = re.compile(r"\{(\w+)\}")
#: A quotation in the journal is a glance, not the whole text.
GLANCE = 140


@dataclass(frozen=True, slots=True)
class Tale:
    """One line, told. `who` is empty for the system; `tone` colours its number."""

    seq: int
    who: str
    role: str
    what: str
    quote: str
    rule: str
    at: datetime
    applied_at: datetime
    hash: str
    prev: str
    type: str
    tone: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the lines of one case."""

    case: Case
    names: Names
    contents: Mapping[str, Words]
    lang: Language
    now: datetime

    def tell(self, entry: Entry) -> Tale:
        """One line of the journal in words."""
        happened = entry.data.get("happened_at")
        return Tale(
            entry.seq,
            "" if entry.actor == "system" else self.name(entry.actor),
            role_name(entry.role, self.lang),
            self.what(entry.type, entry.data),
            self.quote(entry),
            self.rule(entry.data),
            moment(entry.at),
            moment(entry.applied_at),
            entry.hash,
            entry.prev,
            entry.type,
            {"refused": "refused", "duty_breached": "over", "duty_escalated": "over", "not_from_desk": "refused"}.get(
                entry.type, ""
            ),
            moment(happened) if happened else None,
        )

    def name(self, id: str) -> str:
        names = self.names.get(id)
        return names[self.lang.column] if names else self.lang.term(Role.SYSTEM) if id == "system" else id

    def owner(self) -> str:
        """Who is accountable: a person, or the seat while nobody has been named."""
        owner = self.case.owner
        return role_name(owner.rpartition(".")[2], self.lang) if "." in owner else self.name(owner)

    def what(self, type: str, data: Mapping[str, Any]) -> str:
        """The sentence of a line, its optional parts left out where there is nothing to say."""
        told = BREACHES.get(self.rule(data)) if type == "duty_breached" else None
        template = (told or tale_of(type))[self.lang.column]
        said = OPTIONAL.sub(lambda part: self._fill(part[1], type, data, optional=True), template)
        return self._fill(said, type, data)

    def _fill(self, template: str, type: str, data: Mapping[str, Any], *, optional: bool = False) -> str:
        words = {name: self._word(name, type, data) for name in HOLE.findall(template)}
        if optional and not all(words.values()):
            return ""
        return HOLE.sub(lambda hole: words[hole[1]], template)

    def _word(self, name: str, type: str, data: Mapping[str, Any]) -> str:
        if special := SPECIAL.get(name):
            return special(self, data)
        value = data.get(name)
        if value in (None, "", []):
            return ""
        return self._said(type, name, str(value))

    def _said(self, type: str, name: str, value: str) -> str:
        """The value of a field in words; English codes in the middle of a sentence are small."""
        field = next((f for f in fields_of(type) if f.name == name), None)
        if field and field.kind is Kind.ACCOUNT:
            return self.name(value)
        if field and field.kind is Kind.DATE:
            return self.on(value)
        if field and field.kind is Kind.INSTANT:
            return within(moment(value), self.now, self.lang)
        if term := next((c for c in (field.codes if field else ()) if str(c) == value), None):
            return self.small(term)
        return value

    def on(self, day: str) -> str:
        """A date as it stands in a line."""
        return date_of(date.fromisoformat(day), self.now, self.lang)

    def small(self, term: Term) -> str:
        word = self.lang.term(term)
        return word if isinstance(term, Stage | Role) else small(word, self.lang)

    def people(self, ids: list[str]) -> str:
        return self.lang.listed([self.name(one) for one in dict.fromkeys(ids)]) or self.lang.say("nobody")

    def subject(self, about: str) -> str:
        """What a sign-off is about: `plan:2` in words."""
        kind, _, no = about.partition(":")
        level = self.lang.term(Level(no)) if no in set(Level) else ""
        no = self.small(Track(no)) if no in set(Track) else no
        asked = self.case.record(kind, int(no)) if kind in ("pause", "extension") else None
        duty, time = (self.duty(asked.data), self._more_time(asked.data)) if asked else ("", "")
        return SUBJECTS.get(kind, (about, about))[self.lang.column].format(no=no, level=level, duty=duty, span=time)

    def _more_time(self, asked: Mapping[str, Any]) -> str:
        """How much more time is asked: so many hours, or until the end of a day (A13)."""
        if "until" in asked:
            day = self.on(str(asked["until"]))
            return self.lang.either(f"到 {day}", f"until {day}")
        return span(int(asked["hours"]) * HOUR, self.lang)

    def duty(self, data: Mapping[str, Any]) -> str:
        rule = str(data.get("rule") or str(data.get("duty", "")).partition(".")[0])
        known = self.case.duty(str(data.get("duty", "")))
        return duty_label(rule, known, self.case, self.lang)

    def about(self, data: Mapping[str, Any]) -> str:
        if "subject" in data:
            return self.subject(str(data["subject"]))
        approval = self.case.approval(str(data.get("approval", "")))
        return self.subject(approval.subject) if approval else _signing(self, data)

    def quote(self, entry: Entry) -> str:
        """The words that go with a line: the first text of its content, or the sentence of a refusal."""
        if entry.type == "refused":
            return self.refusal(entry.data)
        words = self.contents.get(str(entry.data.get("content", "")), {})
        found = next((str(words[name]) for name in QUOTED if words.get(name)), "")
        return found if len(found) <= GLANCE else found[:GLANCE].rstrip() + "…"

    def refusal(self, data: Mapping[str, Any]) -> str:
        code = str(data.get("code", ""))
        known = code in SENTENCES or code == "wrong_stage"
        return sentence(Refusal(code, dict(data)), self.lang.code, self.name) if known else code

    def rule(self, data: Mapping[str, Any]) -> str:
        """The rule a line rests on, shown small behind it."""
        if "rule" in data:
            return str(data["rule"])
        if "duty" in data:
            return str(data["duty"]).partition(".")[0]
        approval = str(data.get("approval", "")).rpartition(f"{self.case.number}.")[2]
        return approval.partition(".")[0]


def role_name(code: str, lang: Language) -> str:
    return lang.term(Role(code)) if code in set(Role) else code


def duty_label(rule: str, duty: Duty | None, case: Case, lang: Language) -> str:
    """What a duty asks; the one of a sign-off names what is to be signed."""
    row = BY_RULE.get(rule)
    approval = case.approval(duty.approval) if duty and duty.approval else None
    if approval:
        return lang.say("Sign: %(what)s", what=lang.label(sign_off(approval.rule, approval.subject)))
    label = lang.label(row) if row else rule
    return f"{label} {duty.about}" if duty and duty.about else label


def _told(teller: Teller, data: Mapping[str, Any]) -> str:
    return teller.people([t["person"] for t in data.get("told", [])]) if data.get("told") else ""


def _signing(teller: Teller, data: Mapping[str, Any]) -> str:
    rule = str(
        data.get("rule") or str(data.get("approval", "")).rpartition(f"{teller.case.number}.")[2].partition(".")[0]
    )
    row = next((s for s in SIGN_OFFS if s.rule == rule), None)
    return small(teller.lang.label(row), teller.lang) if row else rule


def _at(name: str) -> Callable[[Teller, Mapping[str, Any]], str]:
    return lambda teller, data: within(moment(str(data[name])), teller.now, teller.lang)


def _seconds(name: str) -> Callable[[Teller, Mapping[str, Any]], str]:
    return lambda teller, data: span(data[name], teller.lang) if data.get(name) else ""


def _pair(name: str, rows: Mapping[str, tuple[str, str]]) -> Callable[[Teller, Mapping[str, Any]], str]:
    """A word from a table by the code in this field; nothing where the line does not have it."""
    return lambda teller, data: rows.get(str(data.get(name, "")), (str(data.get(name, "")),) * 2)[teller.lang.column]


def _command(teller: Teller, data: Mapping[str, Any]) -> str:
    name = str(data.get("name", ""))
    row = COMMANDS.get(name)
    return teller.lang.label(row) if row else DECIDED_WORDS.get(name, (name, name))[teller.lang.column]


#: Holes that are not a field of the command.
SPECIAL: Mapping[str, Callable[[Teller, Mapping[str, Any]], str]] = {
    **CRISIS_WORDS,
    "told": _told,
    "class": lambda teller, data: teller.small(Confidentiality(data["class"])) if data.get("class") else "",
    "left": lambda teller, data: teller.name(str(data.get("left", ""))),
    "plans": lambda _, data: str(len(data.get("plans", []))),
    "documents": lambda teller, data: teller.lang.listed([str(no) for no in data.get("documents", [])]),
    "files": lambda teller, data: (
        teller.lang.count("%(n)s file", "%(n)s files", len(data["files"])) if data.get("files") else ""
    ),
    "above_limit": lambda teller, data: (
        teller.lang.say(", above the project head's limit") if data.get("above_limit") else ""
    ),
    "for": lambda teller, data: teller.name(str(data["for"])) if data.get("for") else "",
    "duty": lambda teller, data: teller.duty(data),
    "due": _at("due_at"),
    "until": _at("until"),
    "visit": _at("at"),
    "reply_by": _at("reply_by"),
    "where": lambda teller, data: teller.small(Outlet(str(data["outlet"]))),
    "release_reason": lambda teller, data: teller.refusal({"code": data["reason"], "no": data["statement"]}).rstrip(
        "。."
    ),
    "raised": lambda teller, data: teller.lang.term(Level(str(data["level"]))),
    "because": lambda teller, data: teller.lang.term(FloorReason(str(data["reason"]))),
    "paused": _seconds("paused"),
    "late": _seconds("late_by"),
    "recorded": _seconds("recorded_late"),
    "mark": _pair("mark", MARKS),
    "why": _pair("why", WHY),
    "door": _pair("door", DOORS),
    "decided": _pair("decision", DECIDED_WORDS),
    "command": _command,
    "signing": _signing,
    "subject": lambda teller, data: teller.about(data),
    "asked_of": lambda teller, data: teller.people(data.get("asked_of", [])),
    "added": lambda teller, data: teller.people(data.get("added", [])),
    "state": lambda teller, data: teller.small(ApprovalState(str(data["state"]))),
    "to": lambda teller, data: teller.lang.term(Stage(str(data["to"]))) if data.get("to") else "",
    "day": lambda teller, data: teller.on(str(data["due"])) if data.get("due") else "",
    "receiver": lambda teller, data: teller.name(str(data.get("to", ""))),
    "unticked": lambda teller, data: teller.lang.listed(
        [teller.small(ContingencyItem(item)) for item in data.get("unticked", [])]
    ),
    "improvements": lambda teller, data: teller.lang.listed([str(no) for no in data.get("improvements", [])]),
    "channel": lambda teller, data: teller._said("register", "channel", str(data.get("channel", ""))),  # noqa: SLF001
}
