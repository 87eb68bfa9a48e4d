"""What request bodies look like, for the OpenAPI document: from the same rows that check them."""

from typing import Any

from domain.amendable import SETTINGS
from domain.campaign_commands import CAMPAIGN_COMMANDS, OPENING
from domain.commands import COMMANDS
from domain.daily import REASON
from domain.daily import SHEET as OF_A_DAY
from domain.delegation import FORM
from domain.files import MEDIA
from domain.outlived import FIELDS as OF_AN_IMPROVEMENT
from domain.schema import form_schema, json_schema

Extra = dict[str, Any]
ID: Extra = {"type": "string", "pattern": "^[A-Za-z0-9-]{8,64}$"}


def _body(schema: Extra, *parameters: Extra) -> Extra:
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}, "parameters": list(parameters)}


def _complaint() -> Extra:
    """The form of `register`, with what concerns the complainant together."""
    flat = json_schema(COMMANDS["register"], "en")["properties"]
    inside = {name: flat[name] for name in ("name", "phone", "room")} | {"kind": flat["complainant"]}
    outside = {name: flat[name] for name in ("channel", "subject", "description", "demand", "group")}
    factor = {"type": "integer", "minimum": 2, "maximum": 86400}
    person = {"type": "object", "properties": inside, "required": list(inside), "additionalProperties": False}
    properties = {"project": {"type": "string"}, **outside, "complainant": person}
    drill = {"type": "object", "properties": {"factor": factor}, "required": ["factor"]}
    return {
        "type": "object",
        "properties": {**properties, "drill": drill, "happened_at": {"type": "string", "format": "date-time"}},
        "required": [name for name in properties if name != "group"],
        "additionalProperties": False,
    }


def _lead() -> Extra:
    """The form of `register_lead`, with its project."""
    lead = json_schema(COMMANDS["register_lead"], "en")
    opening = {name: _complaint()["properties"][name] for name in ("drill", "happened_at")}
    properties = {"project": {"type": "string"}, **lead["properties"], **opening}
    return {**lead, "properties": properties, "required": ["project", *lead["required"]]}


KEY: Extra = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": ID}
SECONDS: Extra = {"type": "number", "minimum": 0, "maximum": 10, "default": 2}

COMPLAINT = _body(_complaint(), KEY)
LEAD = _body(_lead(), KEY)
COMMAND = _body(
    {
        "type": "object",
        "properties": {
            "id": ID,
            "name": {"type": "string", "enum": sorted(COMMANDS)},
            "data": {"type": "object"},
            "version": {"type": "integer", "minimum": 0},
        },
        "required": ["id", "name", "data"],
        "additionalProperties": False,
    }
)
DECISION = _body(
    {
        "type": "object",
        "properties": {
            "id": ID,
            "decision": {"type": "string", "enum": ["approve", "reject", "return"]},
            "comment": {"type": "string", "maxLength": 2000},
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "required": ["id", "decision", "digest"],
        "additionalProperties": False,
    }
)
WAIT: Extra = {"parameters": [{"name": "wait", "in": "query", "required": False, "schema": SECONDS}]}
DELEGATION = _body(form_schema(FORM, ID))
AMENDMENT = _body(
    {
        "type": "object",
        "properties": {
            "id": ID,
            "since": {"type": "string", "format": "date-time"},
            "changed": {
                "type": "object",
                "properties": {
                    name: {"type": "integer", "minimum": row.least, "maximum": row.most}
                    for name, row in SETTINGS.items()
                },
                "additionalProperties": False,
            },
            "reason": {"type": "string", "minLength": 1, "maxLength": 1000},
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "required": ["since", "changed", "reason"],
        "additionalProperties": False,
    }
)
ANSWER = _body(
    {
        "type": "object",
        "properties": {
            "id": ID,
            "decision": {"type": "string", "enum": ["approve", "reject", "withdraw"]},
            "comment": {"type": "string", "maxLength": 1000},
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "required": ["id", "decision"],
        "additionalProperties": False,
    }
)
DAY_SHEET = _body({**form_schema(OF_A_DAY, ID), "required": ["id"]})
ACTIVE = _body(
    {
        **form_schema(REASON, ID),
        "properties": {**form_schema(REASON, ID)["properties"], "active": {"type": "boolean"}},
        "required": ["id", "active", "reason"],
    }
)
VERIFIED_IMPROVEMENT = _body(form_schema(OF_AN_IMPROVEMENT, ID))
END_OF_DELEGATION = _body({"type": "object", "properties": {"id": ID}, "required": ["id"]})

CAMPAIGN = _body(
    {
        "type": "object",
        "properties": {
            "id": ID,
            "project": {"type": "string"},
            "kind": {"type": "string", "enum": [str(kind) for kind in OPENING]},
            **{
                name: shape
                for row in OPENING.values()
                for name, shape in form_schema(row.fields, ID)["properties"].items()
            },
        },
        "required": ["id", "project", "kind", "first", "last", "leader"],
        "additionalProperties": False,
    }
)
CAMPAIGN_COMMAND = _body(
    {
        "type": "object",
        "properties": {
            "id": ID,
            "name": {"type": "string", "enum": sorted({row.name for row in CAMPAIGN_COMMANDS})},
            "data": {"type": "object"},
        },
        "required": ["id", "name", "data"],
        "additionalProperties": False,
    }
)

FILE: Extra = {
    "requestBody": {
        "required": True,
        "content": {media.code: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA},
    }
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET: Extra = {
    "requestBody": {"required": True, "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}
