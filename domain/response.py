"""Who responds to a crisis, and whether there is one: questions to a case, asked by rights, clocks and pages."""

from domain.case import Case, Record
from domain.commanding import commander_of
from domain.crisis_codes import Post
from domain.spokesman import spokesperson
from domain.vocabulary import Level, Phase

#: The first book under which the spokesperson of a crisis belongs to its team (lifecycle 5.5).
WITH_SPEAKER = 2


def in_crisis(case: Case) -> bool:
    """Crisis mode is declared and not stood down, contingency runs, or the phase is outbreak (C-01, C-07)."""
    return not case.ended and (case.crisis or case.phase is Phase.OUTBREAK)


def crisis_case(case: Case) -> bool:
    """It is or was a crisis and is still open: media are kept contact with, opinion is watched (T14, T15)."""
    broke_out = any(r.data["phase"] == Phase.OUTBREAK for r in case.of_kind("phase"))
    return not case.ended and (in_crisis(case) or broke_out or bool(case.of_kind("crisis")))


def watched(case: Case) -> bool:
    """Are its phases looked at? Those of an ordinary complaint say nothing to anybody (lifecycle 5.4)."""
    flagged = case.level is Level.MAJOR or case.of_kind("latent_crisis") or case.phase is not Phase.LATENT
    return not case.ended and (bool(flagged) or crisis_case(case))


def in_post(case: Case, post: str = "") -> tuple[Record, ...]:
    """The appointments that stand: of one post, or of all."""
    over = {r.data["appointment"] for r in case.of_kind("relief")}
    standing = (r for r in case.of_kind("appointment") if r.no not in over)
    return tuple(r for r in standing if post in ("", r.data["post"]))


def holders_of(case: Case, post: str) -> tuple[str, ...]:
    """Who has a post now."""
    if post == Post.COMMANDER:
        return (commander,) if (commander := commander_of(case)) else ()
    if post == Post.SPOKESPERSON:
        return (speaks,) if (speaks := spokesperson(case)) else ()
    return tuple(dict.fromkeys(str(r.data["account"]) for r in in_post(case, post)))


def responders(case: Case) -> tuple[str, ...]:
    """Everybody with a post in the response; they count as the crisis team (R09). The spokesperson's post is A25's."""
    people = (str(r.data["account"]) for r in in_post(case))
    speaks = holders_of(case, Post.SPOKESPERSON) if case.book >= WITH_SPEAKER and crisis_case(case) else ()
    return tuple(dict.fromkeys((*((case.commander,) if case.commander else ()), *people, *speaks)))


def offered_command(case: Case) -> Record | None:
    """The handover of the command that waits for an answer (C-13): the newest, while its giver still commands."""
    if not (given := case.of_kind("command_handover")):
        return None
    newest = given[-1]
    answered = any(r.data["handover"] == newest.no for r in case.of_kind("command_answer"))
    return None if answered or newest.data["from"] != case.commander else newest
