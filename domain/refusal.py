"""A refusal: the rules said no. It is an answer, not a fault; its sentence is in `refusals`."""

from dataclasses import dataclass, field

from domain.entries import Data


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command was not taken: a stable code, and the numbers and codes its sentence needs."""

    code: str
    details: Data = field(default_factory=dict, hash=False)

    @property
    def status(self) -> int:
        """The HTTP status of the answer: 403 for authority, 409 for all other codes (CONTRACT.md)."""
        return 403 if self.code in ("not_yours", "own_work", "out_of_scope") else 409
