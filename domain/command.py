"""What the row of a command says; the rows are in `commands`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.entries import Data
from domain.fields import Field
from domain.guards import Guard
from domain.messages import Command
from domain.policy import ALWAYS, Policy
from domain.vocabulary import ORDER, Role, Stage

Offered = Callable[[Case, str, tuple[str, ...]], bool]
Adds = Callable[[Case, Command, Policy], Data]


def nothing(case: Case, command: Command, policy: Policy) -> Data:
    return {}


def always(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    return True


def has_ask_to_withdraw(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    """Something open that this person requested, or may withdraw as CS manager."""
    return any(a.requested_by == actor or Role.R03 in roles for a in case.open_approvals())


def no_second_look(case: Case, actor: str, roles: tuple[str, ...]) -> bool:
    """Nobody is looking at the screening once more (A15): its rejection is the way back."""
    return not case.open_approvals("A15")


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One command. `zh`, `en` are verb and object, as on a button.

    `can_en` and `opens_zh/en` make the sentence of `wrong_stage`. `own_department`: a department head
    counts only for the responsible department. `gives` is the numbered thing it adds to the case,
    `adds` what its line says besides what was sent.
    """

    name: str
    zh: str
    en: str
    can_en: str
    stages: frozenset[Stage]
    roles: tuple[Role, ...]
    fields: tuple[Field, ...] = ()
    guards: tuple[Guard, ...] = ()
    opens_zh: str = ""
    opens_en: str = ""
    gives: str = ""
    own_department: bool = False
    requester: bool = False
    offered: Offered = always
    since: datetime = ALWAYS
    adds: Adds = nothing

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)

    def wrong_stage(self, stage: Stage, column: int) -> str:
        """Why not now, and when: "现在是“方案审批”，还不能登记客户答复；方案批准后才可以。" """
        way = self.stages - {Stage.X4} or self.stages  # outside bodies lie beside the way
        early = any(ORDER.index(stage) < ORDER.index(s) for s in way)
        if column:
            when = f" only {self.opens_en}" if early and self.opens_en else " no more" if not early else " only later"
            return f"The case is in {stage.en}: {self.can_en}{when}."
        if not early:
            return f"现在是“{stage.zh}”，已不能{self.zh}。"
        return f"现在是“{stage.zh}”，还不能{self.zh}" + (f"；{self.opens_zh}才可以。" if self.opens_zh else "。")
