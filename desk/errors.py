"""Why the desk does not even take something. A refusal by the rules is not here: that is an answer.

DeskError
├── NotFound      it is not there, or not for this person: nobody can tell which
├── Unreadable    the input cannot be read; nothing was stored
├── Refused       the rules said no where no case could put it on record (opening one)
├── FileLost      a file that was kept is gone or damaged
├── IdReused      the same id was used for something else
└── TooMany       too often; try again later
"""

# ruff: noqa: N818 - each is an answer to a person, and reads as one

from dataclasses import dataclass

from domain.fields import Problem
from domain.refusal import Refusal


class DeskError(Exception):
    """What the desk raises on purpose."""

    code = "error"
    status = 500


class NotFound(DeskError):
    """It is not there, or this person may not see it."""

    code, status = "not_found", 404


@dataclass
class Unreadable(DeskError):
    """The input cannot be read. Nothing was stored; the input is never echoed."""

    problems: tuple[Problem, ...]
    code = "unreadable"
    status = 422


@dataclass
class Refused(DeskError):
    """Opening a case was refused: there is no case to journal it in."""

    refusal: Refusal

    @property
    def status(self) -> int:  # type: ignore[override]
        return self.refusal.status


class FileLost(DeskError):
    """A file that was kept does not open any more; verification names it."""

    code, status = "file_lost", 500


class IdReused(DeskError):
    """This id was used with other content, for another case or by another person."""

    code, status = "id_reused", 409


@dataclass
class TooMany(DeskError):
    """Too many attempts; `retry_after` seconds from now it may be tried again."""

    retry_after: int
    code = "too_many"
    status = 429
