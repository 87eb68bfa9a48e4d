"""Everything the page of a sign-off shows: exactly what is asked, what changed, who else signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.views import ApprovalPage, Receipt
from domain.commands import fields_of
from domain.fields import Field
from domain.signoffs import sign_off
from domain.vocabulary import Decision
from web.clocks import Clock, running
from web.compare import Paragraph, as_text, changes, compare
from web.forms import fresh_id
from web.language import Language
from web.moments import large
from web.pages import Reader
from web.signed import facts
from web.tabs import seat_words
from web.telling import Teller

#: The commands whose fields name the words of what is signed.
WRITTEN_BY: Mapping[str, str] = {
    "plan": "save_plan",
    "statement": "draft_statement",
    "spokesperson": "appoint_spokesperson",
    "report": "file_report",
    "closing": "result_confirmed",
    "unreachable": "close_unreachable",
    "contingency": "activate_contingency",
    "withdrawal": "withdraw",
    "reopening": "reopen",
    "level": "change_level",
    "pause": "ask_pause",
    "extension": "ask_extension",
    "track": "legal_track",
    "merge": "screen_decision",
    "compensation": "ask_compensation",
    "screening": "screen_decision",
    "letter": "lawyers_letter",
    "background": "ask_background",
    "settlement": "settlement",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of what is signed. The text proper has no heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Answering:
    """What was tried on the page so far: words typed, an error, a wish to be confirmed, a receipt."""

    id: str = ""
    comment: str = ""
    error: str = ""
    banner: str = ""
    confirm: bool = False
    done: Receipt | None = None


def approval_view(shown: ApprovalPage, who: Reader, so_far: Answering) -> dict[str, Any]:
    """The data of `approval.html`."""
    teller = teller_of(shown, who)
    diff = difference(shown, teller)
    return {
        "shown": shown,
        "approval": shown.approval,
        "case": shown.case,
        "teller": teller,
        "title": who.lang.label(sign_off(shown.approval.rule, shown.approval.subject)),
        "about": teller.subject(shown.approval.subject),
        "parts": parts(shown, who.lang),
        "headline": headline(shown),
        "beside": beside(shown, who.lang),
        "facts": facts(shown, _command(shown), teller),
        "coded": coded(shown, teller),
        "hidden": hidden(shown, who.lang),
        "diff": diff,
        "changed": changes(diff),
        "against_version": shown.earlier[-1][0] if shown.earlier else 0,
        "countdown": countdown(shown, who),
        "route": [(seat, seat_words(seat, teller)) for seat in shown.route],
        "against": teller.refusal({"code": shown.against.code, **shown.against.details}) if shown.against else "",
        "leads": leads(shown, who.lang),
        "so_far": so_far,
        "done": so_far.done,
        "id": so_far.id or fresh_id(),
        "Decision": Decision,
    }


def teller_of(shown: ApprovalPage, who: Reader) -> Teller:
    return Teller(shown.case, shown.names, {}, who.lang, who.now)


def countdown(shown: ApprovalPage, who: Reader) -> Clock | None:
    """The clock of T26, while the seat is open."""
    if shown.due_at is None or not shown.approval.open:
        return None
    return running(shown.asked_at, shown.due_at, who.now, who.lang)


def parts(shown: ApprovalPage, lang: Language) -> tuple[Part, ...]:
    """The words that are signed, the main text first; steps are shown apart."""
    rows = _rows(shown)
    above = ("title", "grounds") if shown.approval.subject.startswith("statement:") else ()
    texts = [(name, str(text)) for name, text in shown.words.items() if isinstance(text, str) and name not in above]
    texts.sort(key=lambda pair: (pair[0] != "text", list(rows).index(pair[0]) if pair[0] in rows else len(rows)))
    return tuple(Part("" if name == "text" else _heading(name, rows, lang), text) for name, text in texts)


def headline(shown: ApprovalPage) -> str:
    """The title of a statement stands over its text, as it will outside."""
    return str(shown.words.get("title", "")) if shown.approval.subject.startswith("statement:") else ""


def beside(shown: ApprovalPage, lang: Language) -> tuple[Part, ...]:
    """What is signed with a statement and does not go out with it."""
    words = shown.words if shown.approval.subject.startswith("statement:") else {}
    rows = _rows(shown)
    return tuple(Part(_heading(name, rows, lang), str(words[name])) for name in ("grounds",) if words.get(name))


def coded(shown: ApprovalPage, teller: Teller) -> str:
    """What is asked in numbers and codes, where they are what is signed: an amount, attempts."""
    kind, _, no = shown.approval.subject.partition(":")
    record = shown.case.record(kind, int(no)) if kind in ("compensation", "closing", "unreachable") else None
    if record is None or (kind == "closing" and not record.data.get("unreachable")):
        return ""
    return large(teller.what("close_unreachable" if kind == "closing" else WRITTEN_BY[kind], record.data))


def hidden(shown: ApprovalPage, lang: Language) -> list[str]:
    """What is under the digest and not for this reader."""
    return [_heading(name, _rows(shown), lang) for name in shown.hidden]


def _rows(shown: ApprovalPage) -> Mapping[str, Field]:
    return {row.name: row for row in fields_of(_command(shown))}


def _command(shown: ApprovalPage) -> str:
    """The command whose fields name what is signed."""
    return WRITTEN_BY.get(shown.approval.subject.partition(":")[0], "")


def _heading(name: str, rows: Mapping[str, Field], lang: Language) -> str:
    return lang.label(rows[name]) if name in rows else name


def difference(shown: ApprovalPage, teller: Teller) -> tuple[Paragraph, ...]:
    """Against the version before; nothing when there is none."""
    if not shown.earlier:
        return ()
    return compare(as_text(shown.earlier[-1][1], teller.name), as_text(shown.words, teller.name))


def leads(shown: ApprovalPage, lang: Language) -> str:
    """What the last signature makes of the case."""
    row = sign_off(shown.approval.rule, shown.approval.subject)
    if row.subject == "statement":
        return lang.say("With the last signature exactly this text may go out. Change a word, and it is signed anew.")
    if row.approved is None:
        return lang.say("It counts from the last signature on; the case stays where it is.")
    stage = lang.term(row.approved)
    if row.refused is None:
        return lang.say("With the last signature the case goes to %(stage)s.", stage=stage)
    back = lang.term(row.refused)
    return lang.say(
        "With the last signature the case goes to %(stage)s; returned or rejected, back to %(back)s.",
        stage=stage,
        back=back,
    )
