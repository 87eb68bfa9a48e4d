"""The key ring: named secrets, of which the first one writes and all may read."""

import base64
import binascii
import hmac
import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: What a key is used for. Each use has a key of its own, so that none can stand in for another.
Purpose = Literal["payload", "content", "index"]

_KID = re.compile(r"[A-Za-z0-9._-]{1,32}")
_NONCE = 12
_VERSION = b"\x01"


class KeyRingError(ValueError):
    """A key ring that cannot be read. The message never holds a secret."""


class NotSealedError(ValueError):
    """These bytes were not sealed under this ring, for this use and this place."""


@dataclass(frozen=True, slots=True)
class Key:
    """One secret of 32 bytes and the name it is known by."""

    kid: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys in order: the first one writes, every one reads."""

    keys: tuple[Key, ...]

    def __post_init__(self) -> None:
        if not self.keys:
            raise KeyRingError("the key ring is empty")
        if len({key.kid for key in self.keys}) != len(self.keys):
            raise KeyRingError("the key ring names a key twice")

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read `kid:base64,kid:base64`; every key has 32 bytes."""
        return cls(tuple(_key(part.strip()) for part in text.split(",") if part.strip()))

    @classmethod
    def generate(cls) -> "KeyRing":
        """A ring with one fresh key."""
        return cls((Key(f"k{secrets.token_hex(4)}", secrets.token_bytes(32)),))

    def text(self) -> str:
        """The form that `parse` reads."""
        return ",".join(f"{key.kid}:{base64.b64encode(key.secret).decode()}" for key in self.keys)

    @property
    def writer(self) -> Key:
        return self.keys[0]

    def find(self, kid: str) -> Key | None:
        return next((key for key in self.keys if key.kid == kid), None)

    def seal(self, purpose: Purpose, plain: bytes, *, bound: bytes = b"") -> bytes:
        """Encrypt under the writing key; it opens only with the same `bound` (say, row and column)."""
        kid = self.writer.kid.encode()
        head = _VERSION + bytes([len(kid)]) + kid
        nonce = secrets.token_bytes(_NONCE)
        cipher = AESGCM(derived(self.writer.secret, purpose))
        return head + nonce + cipher.encrypt(nonce, plain, head + bound)

    def open(self, purpose: Purpose, sealed: bytes, *, bound: bytes = b"") -> bytes:
        """What `seal` was given, or NotSealedError."""
        if sealed[:1] != _VERSION or len(sealed) < 2:
            raise NotSealedError("not in the form this ring writes")
        start = 2 + sealed[1]
        head, nonce, body = sealed[:start], sealed[start : start + _NONCE], sealed[start + _NONCE :]
        key = self.find(head[2:].decode("utf-8", "replace"))
        if key is None or len(nonce) < _NONCE:
            raise NotSealedError("sealed under a key that is not in the ring")
        try:
            return AESGCM(derived(key.secret, purpose)).decrypt(nonce, body, head + bound)
        except InvalidTag:
            raise NotSealedError("changed since it was sealed, or sealed elsewhere") from None

    def marks(self, token: str) -> tuple[bytes, ...]:
        """The keyed hashes of a token, one per key: write the first, search for any."""
        return tuple(hmac.digest(derived(key.secret, "index"), token.encode(), "sha256") for key in self.keys)


@lru_cache(maxsize=64)
def derived(secret: bytes, purpose: Purpose) -> bytes:
    """The key of one use, from which neither the secret nor another use's key can be told."""
    return HKDF(SHA256(), 32, salt=None, info=b"anlan/" + purpose.encode()).derive(secret)


def _key(part: str) -> Key:
    kid, colon, encoded = part.partition(":")
    if not colon or not _KID.fullmatch(kid):
        raise KeyRingError("a key is written kid:base64, the kid in letters, digits, . _ -")
    try:
        secret = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise KeyRingError(f"key {kid} is not base64") from None
    if len(secret) != 32:
        raise KeyRingError(f"key {kid} has {len(secret)} bytes instead of 32")
    return Key(kid, secret)
