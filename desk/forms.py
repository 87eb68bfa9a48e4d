"""A form read strictly by its fields: what cannot be read is told field by field, nothing is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.errors import Unreadable
from domain.entries import Data
from domain.fields import Field, Problem, sort_out


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as codes and words."""

    data: Data = field(default_factory=dict)
    texts: Data = field(default_factory=dict)


def read_form(fields: tuple[Field, ...], form: Mapping[str, Any]) -> Entered:
    """The form; what other answers make superfluous is left out. Raises Unreadable."""
    found = sort_out(fields, form)
    asked = {f.name for f in fields if f.asked(found.data)}
    known = {*found.data, *found.texts, *found.bad, *(p.field for p in found.problems)}
    missing = [Problem(f.name, "missing") for f in fields if f.required and f.name in asked - known]
    bad = [Problem(name, "bad_value") for name in found.bad]
    if problems := (*found.problems, *missing, *bad):
        raise Unreadable(problems)
    return Entered(_only(found.data, asked), _only(found.texts, asked))


def _only(values: Data, names: Iterable[str]) -> Data:
    return {name: value for name, value in values.items() if name in set(names)}
