"""The form that opens a campaign."""

from collections.abc import Iterable, Mapping
from typing import Any

from desk.errors import Unreadable
from desk.forms import Entered, read_form
from domain.campaign_codes import CampaignKind
from domain.campaign_commands import OPENING
from domain.fields import Problem


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
    return str(project), known, read_form(OPENING[known].fields, rest)
