"""What comes over the wire, read without ever raising: a command of the desk, or a stranger."""

import hashlib
from collections.abc import Sequence

from temporalio import workflow
from temporalio.api.common.v1 import Payload
from temporalio.common import RawValue

from domain.messages import Command, Stranger
from engine.client import SIGNAL
from engine.codec import is_tombstone

NOTHING = hashlib.sha256(b"").hexdigest()


def read_signal(number: str, name: str, args: Sequence[RawValue]) -> Command | Stranger:
    """A signal by any name with any number of arguments (ARCHITECTURE 3, WALK 3 i)."""
    payloads = [raw.payload for raw in args]
    command = _command(payloads[0]) if name == SIGNAL and len(payloads) == 1 else None
    if command is None or command.case != number or not command.id:
        return Stranger("signal", name, sha256=_unsealed(payloads))
    return command


def read_completion(number: str, approval: str, raw: object) -> Command | Stranger:
    """What somebody completed a seat with: the sealed decision on this very approval, or nothing of ours.

    What is not a value at all is a seat that was failed from outside.
    """
    if not isinstance(raw, RawValue):
        return Stranger("completion", approval=approval)
    command = _command(raw.payload)
    if command is None or command.case != number or command.data.get("approval") != approval or not command.id:
        return Stranger("completion", approval=approval, sha256=_unsealed([raw.payload]))
    return command


def _command(payload: Payload) -> Command | None:
    if is_tombstone(payload):
        return None
    try:
        read: Command = workflow.payload_converter().from_payload(payload, Command)
    except Exception:  # whatever it is, it is not a command; a signal must never stop a case
        return None
    return read


def _unsealed(payloads: Sequence[Payload]) -> str:
    """The digest of the first payload that was not ours, as the codec found it; of nothing when there is none."""
    for payload in payloads:
        if is_tombstone(payload):
            found = workflow.payload_converter().from_payload(payload, dict)
            return str(found.get("not_from_desk", NOTHING))
    return NOTHING
