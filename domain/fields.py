"""The fields of commands as rows, and how a form is sorted into codes and words.

Codes, numbers, dates and account ids travel; words are sealed in a content document and only named.
"""

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from domain.entries import Data, instant
from domain.files import MOST_FILES
from domain.vocabulary import Term


class Kind(StrEnum):
    """What a field holds."""

    CODE = "code"
    CODES = "codes"
    TEXT = "text"
    NUMBER = "number"
    NUMBERS = "numbers"
    FLAG = "flag"
    DATE = "date"
    ACCOUNT = "account"
    ACCOUNTS = "accounts"
    APPROVAL = "approval"
    STEPS = "steps"
    DUTY = "duty"
    INSTANT = "instant"
    CASE = "case"
    DIGEST = "digest"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a command. `when` = (other field, its values): only then it is asked (and required).

    `folded`: one of a sheet that a form shows folded, so that what must be said stands first.
    `unless`: it is required only while that other field is empty.
    """

    name: str
    kind: Kind
    zh: str
    en: str
    required: bool = False
    codes: tuple[Term, ...] = ()
    limit: int = 0
    when: tuple[str, tuple[str, ...]] | None = None
    restricted: bool = False
    hint_zh: str = ""
    hint_en: str = ""
    folded: bool = False
    unless: str = ""

    @property
    def always(self) -> bool:
        """Is it required whatever else is said?"""
        return self.required and self.when is None and not self.unless

    def needed(self, given: Container[str]) -> bool:
        """Is it required, given the names of what else was said?"""
        return self.required and not (self.unless and self.unless in given)

    def asked(self, data: Mapping[str, Any]) -> bool:
        """Does what else was said make this field one of the form?"""
        return self.when is None or str(data.get(self.when[0], "")) in self.when[1]


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that cannot be read at all (422): nothing is stored. `code`: too_long, characters, unknown_field …"""

    field: str
    code: str
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Sorted:
    """A form, sorted. `bad` names fields whose value is of the wrong form: the core refuses them."""

    data: Data = field(default_factory=dict)
    texts: Data = field(default_factory=dict)
    bad: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


ACCOUNT_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
APPROVAL_FORM = re.compile(r"[A-Z0-9-]{0,24}\.?A\d\d\.\d{1,4}(\.R\d\d)?")
DUTY_FORM = re.compile(r"T\d\d[ab]?\.\d{1,4}", re.ASCII)
CASE_FORM = re.compile(r"[A-Z0-9]{1,20}-(D-)?\d{4}-\d{4,9}", re.ASCII)
DIGEST_FORM = re.compile(r"[0-9a-f]{64}", re.ASCII)
NUMBER_FORM = re.compile(r"\d{1,9}", re.ASCII)
DATE_FORM = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TRUE, FALSE = frozenset({"true", "on", "1"}), frozenset({"false", "off", "0", ""})
INSTANT_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
CHINA = timezone(timedelta(hours=8))
STEP_LIMIT, STEP_TEXT = 50, 500
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def readable(text: str) -> bool:
    """No surrogates, NUL, control or bidi characters; new lines and tabs are fine."""
    return not any(c in BIDI or (unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t") for c in text)


def clean(text: str) -> str:
    """The text as it is kept: Unix line ends, no white space around it."""
    return text.replace("\r\n", "\n").strip()


def sort_out(fields: tuple[Field, ...], values: Mapping[str, Any]) -> Sorted:
    """Sort what a person entered by the rows. Raises nothing; see `problems` and `bad`."""
    known = {f.name: f for f in fields}
    problems = [Problem(name[:40], "unknown_field") for name in values if name not in known]
    data: Data = {}
    texts: Data = {}
    bad: list[str] = []
    for row in fields:
        value = values.get(row.name)
        if value is None or value in ("", []):
            continue
        found = _problems(row, value)
        problems += found
        if not found:
            _sort_one(row, value, data, texts, bad)
    return Sorted(data, texts, tuple(bad), tuple(problems))


def _problems(row: Field, value: object) -> list[Problem]:
    """What cannot be read in one value, whatever its kind."""
    if any(not readable(clean(text)) for text in _strings(value)):
        return [Problem(row.name, "characters")]
    if row.kind is Kind.TEXT and isinstance(value, str) and len(clean(value)) > row.limit:
        return [Problem(row.name, "too_long", row.limit)]
    if row.kind is Kind.STEPS and isinstance(value, list):
        long = [s for s in value if isinstance(s, dict) and len(clean(str(s.get("text") or ""))) > STEP_TEXT]
        return [Problem(row.name, "too_long", STEP_TEXT)] if long else []
    return []


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for pair in value.items() for part in pair for s in _strings(part)]
    if isinstance(value, list | tuple):
        return [s for part in value for s in _strings(part)]
    return []


def _sort_one(row: Field, value: object, data: Data, texts: Data, bad: list[str]) -> None:
    if row.kind is Kind.TEXT:
        if not isinstance(value, str):
            bad.append(row.name)
        elif clean(value):
            texts[row.name] = clean(value)
    elif row.kind is Kind.STEPS:
        _sort_steps(row, value, data, texts, bad)
    elif (read := READERS[row.kind](row, value)) is None:
        bad.append(row.name)
    else:
        data[row.name] = read


def _sort_steps(row: Field, value: object, data: Data, texts: Data, bad: list[str]) -> None:
    """Who and when travel; what is done is sealed, together with who and when."""
    steps = [_step(s) for s in value] if isinstance(value, list) else []
    if not steps or None in steps or len(steps) > STEP_LIMIT:
        bad.append(row.name)
        return
    kept = [s for s in steps if s is not None]
    data[row.name] = [{"no": s["no"], "owner": s["owner"], "due": s["due"]} for s in kept]
    texts[row.name] = kept
    if [s["no"] for s in kept] != list(range(1, len(kept) + 1)):
        bad.append(row.name)


def _step(value: object) -> Data | None:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not clean(value["text"]):
        return None
    no, owner, due = _number(value.get("no")), _account(value.get("owner")), _date(value.get("due"))
    if no is None or owner is None or due is None:
        return None
    return {"no": no, "text": clean(value["text"]), "owner": owner, "due": due}


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 10**9 else None
    return int(value) if isinstance(value, str) and NUMBER_FORM.fullmatch(value) else None


def _account(value: object) -> str | None:
    return value if isinstance(value, str) and ACCOUNT_FORM.fullmatch(value) else None


def _date(value: object) -> str | None:
    if not isinstance(value, str) or not DATE_FORM.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _instant(value: object) -> str | None:
    """An instant; one without a zone is of the project's clock, as a form gives it."""
    if not isinstance(value, str) or not INSTANT_FORM.match(value):
        return None
    try:
        read = datetime.fromisoformat(value)
        return instant(read if read.tzinfo else read.replace(tzinfo=CHINA))
    except (ValueError, OverflowError):
        return None


def _flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in TRUE | FALSE:
        return value in TRUE
    return None


def _digest(value: object) -> str | None:
    """A SHA-256 as tools print it, in small letters."""
    text = value.strip().lower() if isinstance(value, str) else ""
    return text if DIGEST_FORM.fullmatch(text) else None


def _files(value: object) -> list[str] | None:
    """Files by their digests, no more than one piece may have."""
    found = _many(value, _digest)
    return None if found is None or len(found) > MOST_FILES else found


def _code(row: Field, value: object) -> str | None:
    return value if isinstance(value, str) and any(value == str(c) for c in row.codes) else None


def _many(value: object, read: Any) -> list[Any] | None:
    """A list, or one value where a form sent only one; each once, in the order given."""
    items = [read(v) for v in (value if isinstance(value, list) else [value])]
    return None if None in items or len(items) > 100 else list(dict.fromkeys(items))


READERS: Mapping[Kind, Any] = {
    Kind.CODE: _code,
    Kind.CODES: lambda row, value: _many(value, lambda v: _code(row, v)),
    Kind.NUMBER: lambda _, value: _number(value),
    Kind.NUMBERS: lambda _, value: _many(value, _number),
    Kind.FLAG: lambda _, value: _flag(value),
    Kind.DATE: lambda _, value: _date(value),
    Kind.ACCOUNT: lambda _, value: _account(value),
    Kind.ACCOUNTS: lambda _, value: _many(value, _account),
    Kind.DUTY: lambda _, value: value if isinstance(value, str) and DUTY_FORM.fullmatch(value) else None,
    Kind.INSTANT: lambda _, value: _instant(value),
    Kind.APPROVAL: lambda _, value: value if isinstance(value, str) and APPROVAL_FORM.fullmatch(value) else None,
    Kind.CASE: lambda _, value: value if isinstance(value, str) and CASE_FORM.fullmatch(value) else None,
    Kind.DIGEST: lambda _, value: _digest(value),
    Kind.FILES: lambda _, value: _files(value),
}
