"""Reading a posted form: strict about bytes, so that no text changes on its way in."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi import Request

from desk.errors import Unreadable
from domain.fields import Problem

#: More fields than any form of ours has.
MOST_FIELDS = 1000


class Posted:
    """The fields of a posted form, each a list, in the order they came."""

    def __init__(self, pairs: list[tuple[str, str]], *, readable: bool = True) -> None:
        self.pairs, self.readable = pairs, readable

    def one(self, name: str) -> str:
        return next((value for key, value in self.pairs if key == name), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)

    def names(self) -> list[str]:
        return list(dict.fromkeys(key for key, _ in self.pairs))

    def check(self) -> None:
        """Raise `Unreadable` when some bytes were no UTF-8; the form itself can still be shown again."""
        if not self.readable:
            raise Unreadable((Problem("", "characters"),))


async def read_form(request: Request) -> Posted:
    """The form of this request. Bytes that are no UTF-8 are told, not silently replaced."""
    body = await request.body()
    try:
        return Posted(_pairs(body, "strict"))
    except UnicodeDecodeError:
        return Posted(_pairs(body, "replace"), readable=False)


def _pairs(body: bytes, errors: str) -> list[tuple[str, str]]:
    text = body.decode("ascii", errors=errors)
    try:
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors=errors, max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise Unreadable((Problem("", "too_many"),)) from None


def words_of(posted: Posted, wanted: Mapping[str, str]) -> dict[str, str]:
    """Single values by name, for pages with a form of their own."""
    return {name: posted.one(key) for name, key in wanted.items()}
