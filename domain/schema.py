"""The form of a command as JSON Schema, from its rows: for the API and for programs."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.commands import CommandRow
from domain.fields import (
    ACCOUNT_FORM,
    APPROVAL_FORM,
    CASE_FORM,
    DIGEST_FORM,
    DUTY_FORM,
    STEP_LIMIT,
    STEP_TEXT,
    Field,
    Kind,
)
from domain.files import MOST_FILES

Schema = dict[str, Any]


def json_schema(row: CommandRow, language: str = "zh") -> Schema:
    """What `data` of this command may hold. Conditional fields are listed, not required."""
    return {
        "type": "object",
        "title": label(row, language),
        "properties": {f.name: _field(f, language) for f in row.fields},
        "required": [f.name for f in row.fields if f.always],
        "additionalProperties": False,
    }


def form_schema(fields: tuple[Field, ...], id: Schema, language: str = "en") -> Schema:
    """What a form that is no command of a case may hold, together with the id it is sent under."""
    return {
        "type": "object",
        "properties": {"id": id} | {f.name: _field(f, language) for f in fields},
        "required": ["id", *(f.name for f in fields if f.required)],
        "additionalProperties": False,
    }


def label(row: CommandRow | Field, language: str) -> str:
    """The row's name in the language asked for."""
    return row.zh if language.startswith("zh") else row.en


def _field(field: Field, language: str) -> Schema:
    schema = {"title": label(field, language), **SHAPES[field.kind](field)}
    if field.when:
        schema["x-when"] = {field.when[0]: [str(v) for v in field.when[1]]}
    return schema


def _codes(field: Field) -> Schema:
    return {"type": "string", "enum": [str(c) for c in field.codes]}


ACCOUNT: Schema = {"type": "string", "pattern": f"^{ACCOUNT_FORM.pattern}$"}
COUNT: Schema = {"type": "integer", "minimum": 0}
INSTANT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
SHA256: Schema = {"type": "string", "pattern": f"^{DIGEST_FORM.pattern}$"}
STEP: Schema = {
    "type": "object",
    "properties": {
        "no": {"type": "integer", "minimum": 1},
        "text": {"type": "string", "minLength": 1, "maxLength": STEP_TEXT},
        "owner": ACCOUNT,
        "due": DAY,
    },
    "required": ["no", "text", "owner", "due"],
}


def _many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


SHAPES: Mapping[Kind, Callable[[Field], Schema]] = {
    Kind.CODE: _codes,
    Kind.CODES: lambda field: _many(_codes(field)),
    Kind.TEXT: lambda field: {"type": "string", "maxLength": field.limit},
    Kind.NUMBER: lambda _: COUNT,
    Kind.NUMBERS: lambda _: _many(COUNT),
    Kind.FLAG: lambda _: {"type": "boolean"},
    Kind.DATE: lambda _: DAY,
    Kind.ACCOUNT: lambda _: ACCOUNT,
    Kind.ACCOUNTS: lambda _: _many(ACCOUNT),
    Kind.APPROVAL: lambda _: {"type": "string", "pattern": f"^{APPROVAL_FORM.pattern}$"},
    Kind.DUTY: lambda _: {"type": "string", "pattern": f"^{DUTY_FORM.pattern}$"},
    Kind.INSTANT: lambda _: INSTANT,
    Kind.STEPS: lambda _: {**_many(STEP), "minItems": 1, "maxItems": STEP_LIMIT},
    Kind.CASE: lambda _: {"type": "string", "pattern": f"^{CASE_FORM.pattern}$"},
    Kind.DIGEST: lambda _: SHA256,
    Kind.FILES: lambda _: {**_many(SHA256), "maxItems": MOST_FILES},
}
