"""The codec: ours comes back whole, everything else becomes a tombstone, nothing raises."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st
from temporalio.api.common.v1 import Payload
from temporalio.api.failure.v1 import Failure
from temporalio.exceptions import ApplicationError

from engine.client import data_converter
from engine.codec import ENCODING, SealedCodec, is_tombstone
from engine.keys import Key, KeyRing

RING = KeyRing((Key("k1", b"1" * 32),))
CODEC = SealedCodec(RING)

payloads = st.builds(Payload, metadata=st.dictionaries(st.text(), st.binary(), max_size=4), data=st.binary())


@given(st.lists(payloads, max_size=4))
async def test_ours_comes_back_and_nothing_of_it_shows(sent):
    sealed = await CODEC.encode(sent)

    assert await CODEC.decode(sealed) == sent
    assert all(set(payload.metadata) == {"encoding", "kid"} for payload in sealed)


@given(payloads)
async def test_what_is_not_ours_becomes_a_tombstone(payload):
    [opened] = await CODEC.decode([payload])

    assert is_tombstone(opened)
    digest = hashlib.sha256(payload.data).hexdigest()
    assert json.loads(opened.data) == {"not_from_desk": digest}


@given(st.binary())
async def test_garbage_marked_as_sealed_becomes_a_tombstone(data):
    [opened] = await CODEC.decode([Payload(metadata={"encoding": ENCODING}, data=data)])

    assert is_tombstone(opened)


async def test_another_ring_or_a_lost_key_becomes_a_tombstone():
    sealed = await SealedCodec(KeyRing((Key("k1", b"2" * 32),))).encode([Payload(data=b"x")])
    unknown = await SealedCodec(KeyRing((Key("k9", b"1" * 32),))).encode([Payload(data=b"x")])

    assert [is_tombstone(p) for p in await CODEC.decode([*sealed, *unknown])] == [True, True]


async def test_a_tombstone_cannot_be_sent():
    forged = Payload(metadata={"encoding": b"json/plain", "anlan": b"tombstone"}, data=b"{}")
    [opened] = await CODEC.decode([forged])

    assert json.loads(opened.data) == {"not_from_desk": hashlib.sha256(b"{}").hexdigest()}


async def test_a_failure_tells_the_engine_nothing():
    converter, failure = data_converter(RING), Failure()
    await converter.encode_failure(ApplicationError("Mr Zhang, 13800000000", "unit 1201"), failure)

    assert "Zhang" not in str(failure)
    assert "1201" not in str(failure)

    told = await converter.decode_failure(failure)

    assert str(told) == "Mr Zhang, 13800000000"
