"""What changed between two versions of a text, paragraph by paragraph, word by word."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

#: Chinese is compared by character, everything else by word.
PIECES = re.compile(r"[A-Za-z0-9_.-]+|\s+|.", re.DOTALL)
#: Shorter islands of agreement between two changes only make a change hard to read.
ISLAND = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paragraph: `same`, `ins` or `del`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the new text, or one that is gone."""

    no: str
    parts: tuple[Part, ...]

    @property
    def same(self) -> bool:
        return all(p.kind == "same" for p in self.parts)


def compare(old: str, new: str) -> tuple[Paragraph, ...]:
    """The new text with what was added and what was taken out."""
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[Paragraph] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Paragraph(f"¶{n + 1}", (Part("same", after[n]),)) for n in range(b1, b2)]
        else:
            found += list(_changed(before[a1:a2], after[b1:b2], b1))
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _changed(old: list[str], new: list[str], at: int) -> Iterator[Paragraph]:
    for n in range(max(len(old), len(new))):
        before, after = old[n] if n < len(old) else "", new[n] if n < len(new) else ""
        yield Paragraph(f"¶{at + n + 1}" if after else "–", parts(before, after))


def parts(old: str, new: str) -> tuple[Part, ...]:
    """One paragraph, changed."""
    a, b = PIECES.findall(old), PIECES.findall(new)
    made: list[Part] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        small = kind == "equal" and b2 - b1 <= ISLAND and b1 > 0 and b2 < len(b)
        if kind == "equal" and not small:
            made.append(Part("same", "".join(b[b1:b2])))
            continue
        made += [Part("del", "".join(a[a1:a2]))] if a2 > a1 else []
        made += [Part("ins", "".join(b[b1:b2]))] if b2 > b1 else []
    return tuple(_joined(made))


def _joined(made: list[Part]) -> Iterator[Part]:
    """Neighbouring changes together: what was taken out first, then what came in."""
    run: list[Part] = []
    for part in [*made, Part("same", "")]:
        if part.kind != "same":
            run.append(part)
            continue
        for kind in ("del", "ins"):
            if text := "".join(p.text for p in run if p.kind == kind):
                yield Part(kind, text)
        run = []
        if part.text:
            yield part


def changes(paragraphs: tuple[Paragraph, ...]) -> int:
    """How many places changed."""
    return sum(sum(p.kind != "same" for p in line.parts) > 0 for line in paragraphs)


def as_text(words: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """A document as one text, steps included, so that two versions can be compared."""
    lines = [str(words[name]) for name in words if name != "steps" and isinstance(words[name], str)]
    lines += [f"{s['no']}. {s['text']} {name(s['owner'])} {s['due']}" for s in words.get("steps", ())]
    return "\n".join(lines)
