"""The key ring: what it reads, what it refuses, what it gives away."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.keys import Key, KeyRing, KeyRingError, NotSealedError, derived

OLD = Key("k1", b"1" * 32)
NEW = Key("k2", b"2" * 32)


@given(plain=st.binary(), bound=st.binary(max_size=40))
def test_what_is_sealed_opens_in_its_place(plain, bound):
    ring = KeyRing((OLD,))

    assert ring.open("content", ring.seal("content", plain, bound=bound), bound=bound) == plain


def test_a_new_key_writes_and_the_old_one_still_reads():
    before = KeyRing((OLD,)).seal("content", b"leak in 3-2-1201")
    after = KeyRing((NEW, OLD))

    assert after.open("content", before) == b"leak in 3-2-1201"
    with pytest.raises(NotSealedError):
        KeyRing((OLD,)).open("content", after.seal("content", b"x"))


def test_a_seal_holds_only_for_its_use_and_its_place():
    ring = KeyRing((OLD,))
    sealed = ring.seal("content", b"x", bound=b"case/1")

    with pytest.raises(NotSealedError):
        ring.open("payload", sealed, bound=b"case/1")
    with pytest.raises(NotSealedError):
        ring.open("content", sealed, bound=b"case/2")


@given(garbage=st.binary())
def test_garbage_is_refused_in_one_way(garbage):
    with pytest.raises(NotSealedError):
        KeyRing((OLD,)).open("content", garbage)


@given(cut=st.integers(min_value=0, max_value=60))
def test_a_cut_or_changed_seal_is_refused(cut):
    sealed = KeyRing((OLD,)).seal("content", b"words")
    at = cut % len(sealed)
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]

    for broken in (sealed[:at], changed):
        with pytest.raises(NotSealedError):
            KeyRing((OLD,)).open("content", broken)


def test_a_token_is_found_under_every_key():
    first, second = KeyRing((NEW, OLD)).marks("13800000000")

    assert first == KeyRing((NEW,)).marks("13800000000")[0]
    assert second == KeyRing((OLD,)).marks("13800000000")[0]


def test_the_text_form_comes_back():
    ring = KeyRing.generate()

    assert KeyRing.parse(ring.text() + "\n") == ring


@pytest.mark.parametrize(
    "text",
    ["", "k1", "k1:", "k1:!!!", "k1:c2hvcnQ=", "bad kid:" + base64.b64encode(b"1" * 32).decode()],
)
def test_an_unreadable_ring_is_refused(text):
    with pytest.raises(KeyRingError):
        KeyRing.parse(text)


def test_a_ring_names_each_key_once():
    with pytest.raises(KeyRingError):
        KeyRing((OLD, OLD))


def test_each_use_has_a_key_of_its_own():
    keys = {derived(OLD.secret, use) for use in ("payload", "content", "index")}

    assert len(keys) == 3
    assert OLD.secret not in keys


def test_secrets_stay_out_of_what_is_printed():
    assert "11111" not in repr(KeyRing((OLD,)))
