"""What the engine may read of us: nothing. Every payload is sealed, and only ours is opened."""

import hashlib
import json
import logging
from collections.abc import Sequence

from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

from engine.keys import KeyRing, NotSealedError

ENCODING = b"binary/anlan-sealed"
#: Metadata of a payload that stands for one which is not ours. Nobody outside can set it:
#: what comes from outside is never opened.
MARK = "anlan"
TOMBSTONE = b"tombstone"

log = logging.getLogger(__name__)


class SealedCodec(PayloadCodec):
    """AES-256-GCM under the ring. Decoding never raises and lets no plain text through.

    A payload that cannot be opened would otherwise stop the case for good, and one in plain text
    would be taken for ours. Both become a tombstone, which the workflow can put on record.
    """

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._sealed(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._opened(payload) for payload in payloads]

    def _sealed(self, payload: Payload) -> Payload:
        return Payload(
            metadata={"encoding": ENCODING, "kid": self._ring.writer.kid.encode()},
            data=self._ring.seal("payload", payload.SerializeToString()),
        )

    def _opened(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != ENCODING:
            return tombstone(payload)
        try:
            return Payload.FromString(self._ring.open("payload", payload.data))
        except NotSealedError:
            return tombstone(payload)
        except Exception:  # a payload must never stop a case
            log.exception("a payload could not be read")
            return tombstone(payload)


def tombstone(payload: Payload) -> Payload:
    """What stands in for a payload that is not ours: the digest of its data as it came."""
    digest = hashlib.sha256(payload.data).hexdigest()
    return Payload(
        metadata={"encoding": b"json/plain", MARK: TOMBSTONE},
        data=json.dumps({"not_from_desk": digest}).encode(),
    )


def is_tombstone(payload: Payload) -> bool:
    """Whether this payload, already decoded, stands for one that was not ours."""
    return payload.metadata.get(MARK) == TOMBSTONE
