"""The reader's language: sentences from the catalogue, words of the trade from the rows of `domain/`.

Sentences are English message ids; zh_CN is complete. A new sentence is one msgid and its translation.
"""

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from domain.vocabulary import Term

CATALOGUE = Path(__file__).parent / "translations" / "zh_CN" / "LC_MESSAGES" / "messages.po"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the pages."""

    code: str
    translations: NullTranslations

    @property
    def column(self) -> int:
        """0 Chinese, 1 English: where rows keep the words of this language."""
        return 0 if self.chinese else 1

    @property
    def chinese(self) -> bool:
        return self.code.startswith("zh")

    def say(self, message: str, **values: object) -> str:
        """A sentence of the catalogue."""
        found = self.translations.gettext(message)
        return found % values if values else found

    def count(self, one: str, many: str, n: int) -> str:
        """A sentence with a number in it (`%(n)s`)."""
        return self.translations.ngettext(one, many, n) % {"n": n}

    def term(self, word: Term | None) -> str:
        """A word of the trade."""
        return "" if word is None else self.either(word.zh, word.en)

    def either(self, zh: str, en: str) -> str:
        return zh if self.chinese else en

    def label(self, row: Any) -> str:
        """The name of a row that has `zh` and `en`."""
        return self.either(row.zh, row.en)

    def listed(self, words: list[str]) -> str:
        return ("、" if self.chinese else ", ").join(words)


@cache
def languages() -> dict[str, Language]:
    """Every language, Chinese first: it is the default."""
    return {"zh-CN": Language("zh-CN", catalogue()), "en": Language("en", NullTranslations())}


def language(code: str | None) -> Language:
    """The language nearest to a code; Chinese when it is none of ours."""
    known = languages()
    return known["en"] if (code or "").lower().startswith("en") else known["zh-CN"]


def catalogue() -> Translations:
    """The Chinese catalogue, compiled in memory: there is no .mo file to forget."""
    compiled = BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="zh_CN"))
    compiled.seek(0)
    return Translations(compiled)
