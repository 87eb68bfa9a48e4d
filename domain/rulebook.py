"""The whole rule book as data: for `GET /process`, `anlan process`, the chart and the glossary."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.commands import ROWS, CommandRow
from domain.daily import DAILY, DailyRule
from domain.duties import DUTIES, DutyRule
from domain.entries import Data
from domain.moves import MOVES, Move
from domain.passages import passages
from domain.policy import Policy
from domain.refusals import SENTENCES
from domain.schema import json_schema
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import Level, Role, Stage, Term


def as_data(policy: Policy | None = None, language: str = "zh") -> Data:
    """Stages, moves, commands with fields, duties, sign-offs, roles and refusal codes."""
    return {
        "stages": [word(s) for s in Stage],
        "levels": [word(level) for level in Level],
        "roles": [word(r) for r in Role],
        "moves": [_move(m) for m in MOVES] + list(_moves_by_signature()),
        "commands": [_command(row, language) for row in ROWS],
        "duties": [_duty(row, policy or Policy()) for row in DUTIES],
        "daily": [_of_a_day(row, policy or Policy()) for row in DAILY],
        "sign_offs": [_sign_off(row) for row in SIGN_OFFS],
        "refusals": sorted({*SENTENCES, "wrong_stage"}),
    }


def word(term: Term) -> Data:
    return {"code": str(term), "zh": term.zh, "en": term.en}


def _codes(terms: Iterable[Term]) -> list[str]:
    return [str(t) for t in terms]


def _move(move: Move) -> Data:
    data = {
        "command": move.command,
        "to": str(move.target) if move.target else None,
        "when": dict(move.when),
        "from": str(move.stage) if move.stage else None,
        "level": str(move.level) if move.level else None,
        "asks": move.asks,
        "ends": move.ends,
    }
    return {k: v for k, v in data.items() if v}


def _moves_by_signature() -> Iterable[Data]:
    """Moves that the last signature takes."""
    for row in SIGN_OFFS:
        if row.approved:
            yield {
                "sign_off": row.rule,
                "decision": "approve",
                "subject": row.subject,
                "to": str(row.approved),
            }
        if row.refused:
            yield {
                "sign_off": row.rule,
                "decision": "reject",
                "subject": row.subject,
                "to": str(row.refused),
            }


def _command(row: CommandRow, language: str) -> Data:
    return {
        "name": row.name,
        "zh": row.zh,
        "en": row.en,
        "stages": [str(s) for s in Stage if s in row.stages],
        "roles": _codes(row.roles),
        "schema": json_schema(row, language),
    }


def _duty(row: DutyRule, policy: Policy) -> Data:
    limits = {name: seconds for name, seconds in policy.limits.items() if name.split(".")[0] == row.rule}
    return {
        "rule": row.rule,
        "zh": row.zh,
        "en": row.en,
        "owner_role": str(row.owner_role),
        "limits": limits,
        "enters": str(row.enters) if row.enters else None,
        "begins": [{"command": b.command, "when": dict(b.when)} for b in row.begins],
        "policy": row.book,
        "warnings": list(row.warnings),
        "ladder": _codes(row.ladder),
        "stops": [{"command": s.command, "when": dict(s.when)} for s in row.stops],
    }


def _of_a_day(row: DailyRule, policy: Policy) -> Data:
    """A duty of every day of an active project; its limit counts from midnight."""
    return {
        "rule": row.rule,
        "zh": row.zh,
        "en": row.en,
        "owner_role": str(row.owner_role),
        "limit": policy.limit(row.rule),
        "policy": row.book,
        "warnings": list(row.warnings),
        "ladder": _codes(row.ladder),
        "fields": [field.name for field in row.fields],
    }


def _sign_off(row: SignOff) -> Data:
    return {
        "rule": row.rule,
        "zh": row.zh,
        "en": row.en,
        "subject": row.subject,
        "seats": {str(level): _codes(row.route(level)) for level in Level},
        "together": row.together,
        "waits_in": str(row.waits_in) if row.waits_in else None,
    }


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """One way from stage to stage: by a command (with the fields it needs) or by the last signature."""

    start: Stage
    end: Stage
    by: str
    signed: bool = False


def ways() -> tuple[Way, ...]:
    """Every way that a row opens, for the chart and for whoever checks that no stage is a dead end."""
    return tuple(dict.fromkeys(Way(p.start, p.end, p.by, bool(p.decision)) for p in passages()))
