"""The folded case, its policy and its commands as text, and back. The one place that knows how."""

from pydantic import TypeAdapter

from domain.case import Case
from domain.messages import Command
from domain.policy import Policy

_CASE = TypeAdapter(Case)
_POLICY = TypeAdapter(Policy)
_COMMAND = TypeAdapter(Command)


def to_json(case: Case) -> str:
    """The case as text; the same case always gives the same text."""
    return _CASE.dump_json(case).decode()


def from_json(text: str) -> Case:
    """The case that `to_json` wrote, or an older version of it did."""
    return _CASE.validate_json(text)


def policy_to_json(policy: Policy) -> str:
    return _POLICY.dump_json(policy).decode()


def policy_from_json(text: str) -> Policy:
    return _POLICY.validate_json(text)


def command_to_json(command: Command) -> bytes:
    return _COMMAND.dump_json(command)


def command_from_json(text: bytes) -> Command:
    return _COMMAND.validate_json(text)
