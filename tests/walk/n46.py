"""Story N46 as data: every call of the walk with the lines it must leave, by the clock."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

NUMBER = "YXY-2026-0147"


@dataclass(frozen=True)
class Line:
    """One expected journal line, abbreviated as the walk prints it."""

    seq: int
    actor: str
    role: str
    type: str
    says: str


@dataclass(frozen=True)
class Moment:
    """One row of the walk: a call by somebody, or a mark of the clock."""

    at: datetime
    account: str
    call: str
    seat: str
    body: dict[str, Any]
    stage: str
    version: int
    lines: tuple[Line, ...]
    duties: str = ""
    sign_offs: str = ""

    @property
    def by_clock(self) -> bool:
        return self.account == "clock"


def read() -> tuple[Moment, ...]:
    """All rows, in time."""
    rows = json.loads((Path(__file__).parent / "n46.json").read_text("utf-8"))
    return tuple(
        Moment(
            datetime.fromisoformat(row["at"]), row["account"], row.get("call", ""), row.get("seat", ""),
            row.get("body", {}), row["stage"], row["version"], tuple(Line(**line) for line in row["entries"]),
            row.get("duties", ""), row.get("signoffs", ""),
        )
        for row in rows
    )  # fmt: skip


WALK = read()


def form_of(moment: Moment) -> dict[str, Any]:
    """The body as the desk flattens it: the complainant's fields beside the others."""
    form = dict(moment.body)
    if complainant := form.pop("complainant", None):
        form |= {
            "complainant": complainant["kind"],
            **{k: complainant[k] for k in ("name", "phone", "room")},
        }
    form.pop("project", None)
    return form


def says(line: Line, data: dict[str, Any]) -> bool:
    """Does the entry's data say what the walk's abbreviation says?"""
    text = line.says
    if line.type == "moved":
        return text == f"{data['from']}→{data['to']}"
    if line.type == "asked":
        return text == f"{'.'.join(data['approval'].split('.')[-3:])} {data['subject']}"
    if line.type == "signed":
        return text == f"{'.'.join(data['approval'].split('.')[-3:])} {data['decision']}"
    if line.type == "duty_warned":
        told = ", ".join(t["person"] for t in data["told"])
        return text == f"{data['duty']} {data['mark']}, told {told}"
    if line.type in ("duty_started", "duty_met", "duty_cancelled"):
        return _duty_says(text, data)
    return _command_says(text, data)


def _duty_says(text: str, data: dict[str, Any]) -> bool:
    parts = [
        data["duty"],
        *([".".join(data["approval"].split(".")[-3:])] if "approval" in data else []),
        *([data["why"]] if "why" in data else []),
    ]
    return text == " ".join(parts)


def _command_says(text: str, data: dict[str, Any]) -> bool:
    words = [w for w in text.replace(", ", ",").split(" ") if not w.startswith(("ct-", "("))]
    expected = dict(w.split("=", 1) for w in words if "=" in w)
    shown = {k: json.dumps(v, separators=(",", ":")) if isinstance(v, list) else str(v) for k, v in data.items()}
    return all(shown.get(k) == v for k, v in expected.items()) and ("ct-" in text) == ("content" in data)
