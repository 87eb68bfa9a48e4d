"""A case on paper: the real core, driven by hand, with the clock in the caller's hands."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from domain.act import act
from domain.case import Case
from domain.clock import next_alarm
from domain.commands import fields_of
from domain.entries import Entry, canonical, sha256
from domain.fields import sort_out
from domain.lapse import lapse
from domain.messages import Command, Members
from domain.outcome import Outcome
from domain.policy import Policy
from domain.rights import roles_on
from domain.roster import Roster

COMMAND_LAG, CLOCK_LAG = timedelta(milliseconds=120), timedelta(milliseconds=50)


@dataclass
class PaperCase:
    """Sorts forms as the desk does, seals nothing, and keeps every outcome."""

    roster: Roster
    number: str = "YXY-2026-0147"
    policy: Policy = field(default_factory=Policy)
    case: Case = field(init=False)
    entries: list[Entry] = field(default_factory=list)
    contents: int = 0
    position: int = 0
    members: Members | None = None

    def __post_init__(self) -> None:
        self.case = Case.unopened(self.number)

    def register(
        self, who: str, at: datetime, id: str = "", drill: int = 0, came: datetime | None = None, **form: Any
    ) -> Outcome:
        """Open the case as `POST /cases` does, for a contact that came earlier if it names when."""
        form = {
            "channel": "visit", "subject": "渗水", "description": "…", "demand": "…", "name": "林秀岚",
            "phone": "13800000147", "room": "3-2-1201", "complainant": "owner", **form,
        }  # fmt: skip
        command = self.command(who, "register", form, at, id)
        command.data["project"] = self.roster.project
        if drill:
            command.data["drill"] = drill
        return self.take(replace(command, happened_at=came))

    def report(self, who: str, at: datetime, drill: int = 0, **form: Any) -> Outcome:
        """Open the case with a lead, as `POST /leads` does."""
        form = {"source": "forum", "subject": "渗水帖子", "description": "…", **form}
        command = self.command(who, "register_lead", form, at)
        command.data["project"] = self.roster.project
        if drill:
            command.data["drill"] = drill
        return self.take(command)

    def do(
        self,
        who: str,
        name: str,
        at: datetime,
        id: str = "",
        /,
        version: int | None = None,
        **form: Any,
    ) -> Outcome:
        """One command, as `who` sends it."""
        return self.take(self.command(who, name, form, at, id, version))

    def sign(
        self,
        who: str,
        seat: str,
        at: datetime,
        decision: str = "approve",
        id: str = "",
        **form: Any,
    ) -> Outcome:
        """One decision; the digest is what is being asked unless given."""
        approval = self.case.approval(f"{self.number}.{seat}")
        digest = form.pop("digest", approval.digest if approval else "")
        form = {"approval": f"{self.number}.{seat}", **form}
        command = self.command(who, decision, form, at, id)
        command.data["digest"] = digest
        return self.take(command)

    def command(
        self,
        who: str,
        name: str,
        form: dict[str, Any],
        at: datetime,
        id: str = "",
        version: int | None = None,
    ) -> Command:
        """The sealed command, as the desk would write it."""
        found = sort_out(fields_of(name), form)
        assert not found.problems, found.problems
        roles, departments = roles_on(self.case, who, self.roster)
        self.position += 1
        content = ""
        if found.texts:
            self.contents += 1
            content = f"ct-{self.contents:04}"
        life = max(self.case.life, 1) + (self.case.ended and name == "reopen")
        return Command(
            id or f"cmd-{self.position:06}", self.number, life, name, who, roles, departments, at,
            data=found.data, texts=tuple(found.texts), bad=found.bad, content=content,
            digest=sha256(canonical(found.texts)) if content else "", version=version,
            position=self.position, roster=self.roster, members=self.members,
        )  # fmt: skip

    def take(self, command: Command) -> Outcome:
        """Let the clock run up to the command, then take it."""
        self.wait(command.received_at, including=False)
        return self._keep(act(self.case, command, command.received_at + COMMAND_LAG, self.policy))

    def wait(self, until: datetime, *, including: bool = True) -> None:
        """Let everything happen that is due by then."""
        while (alarm := next_alarm(self.case, self.policy)) and (alarm.at < until or (including and alarm.at == until)):
            self._keep(lapse(self.case, alarm, alarm.at + CLOCK_LAG, self.policy, self.roster))

    def _keep(self, outcome: Outcome) -> Outcome:
        self.case = outcome.case
        self.entries += outcome.entries
        return outcome

    def types(self, since: int = 0) -> list[str]:
        """The types of the lines after a sequence number."""
        return [e.type for e in self.entries if e.seq > since]
