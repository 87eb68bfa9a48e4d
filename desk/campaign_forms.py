"""Forms of campaigns, read strictly by their rows: what cannot be read is told field by field, nothing is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.errors import Unreadable
from domain.campaign_codes import CampaignKind
from domain.campaign_command import CampaignCommand
from domain.campaign_commands import OPENING
from domain.entries import Data
from domain.fields import Problem, sort_out


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as codes and words."""

    data: Data = field(default_factory=dict)
    texts: Data = field(default_factory=dict)


def read_fields(row: CampaignCommand, form: Mapping[str, Any]) -> Entered:
    """The form of a command; what other answers make superfluous is left out. Raises Unreadable."""
    found = sort_out(row.fields, form)
    asked = {f.name for f in row.fields if f.asked(found.data)}
    known = {*found.data, *found.texts, *found.bad, *(p.field for p in found.problems)}
    missing = [Problem(f.name, "missing") for f in row.fields if f.required and f.name in asked - known]
    bad = [Problem(name, "bad_value") for name in found.bad]
    if problems := (*found.problems, *missing, *bad):
        raise Unreadable(problems)
    return Entered(_only(found.data, asked), _only(found.texts, asked))


def _only(values: Data, names: Iterable[str]) -> Data:
    return {name: value for name, value in values.items() if name in set(names)}


def read_opening(form: Mapping[str, Any], projects: Iterable[str]) -> tuple[str, CampaignKind, Entered]:
    """The form that opens a campaign: in which project, of which kind, and the rest. Raises Unreadable."""
    project, kind = form.get("project", ""), form.get("kind", "")
    problems = []
    if project not in tuple(projects):
        problems.append(Problem("project", "bad_value" if project else "missing"))
    if kind not in tuple(map(str, CampaignKind)):
        problems.append(Problem("kind", "bad_value" if kind else "missing"))
    if problems:
        raise Unreadable(tuple(problems))
    known = CampaignKind(kind)
    rest = {name: value for name, value in form.items() if name not in ("project", "kind")}
    return str(project), known, read_fields(OPENING[known], rest)
