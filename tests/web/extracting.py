"""Every sentence of the pages: what templates and Python ask the catalogue for."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_python
from jinja2.ext import babel_extract

WEB = Path(__file__).parents[2] / "web"
#: How sentences are asked for: `lang.say("…")`, `lang.count("one", "many", n)`, `_("…")`, `ngettext(…)`.
KEYWORDS = dict.fromkeys(("say", "count", "_", "ngettext"))
OPTIONS = {"trimmed": "false", "newstyle_gettext": "true", "extensions": "jinja2.ext.do"}


def sentences() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(file, message id or its forms)."""
    for path in sorted(WEB.rglob("*.py")):
        with path.open("rb") as file:
            yield from ((path.name, m) for m in _messages(extract_python(file, KEYWORDS, (), {})))
    for path in sorted(WEB.rglob("*.html")):
        with path.open("rb") as file:
            yield from ((path.name, m) for m in _messages(babel_extract(file, tuple(KEYWORDS), (), OPTIONS)))


def _messages(found) -> Iterator[str | tuple[str, ...]]:
    for _, function, messages, _ in found:
        if function is None:
            continue
        if function in ("count", "ngettext"):
            yield tuple(m for m in messages[:2] if m)
        elif isinstance(messages, str):
            yield messages
        elif isinstance(messages, tuple) and messages[0]:
            yield messages[0]
