"""Forms filled in by chance: for any command row there is or will be, by what its fields hold."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from domain.case import Case
from domain.delegation import FORM, signable
from domain.fields import Field, Kind, sort_out
from domain.phases import STRATEGIES
from domain.roster import Delegation
from tests.walk.paper import PaperCase

#: What every text field is filled with, and what opens a case in a scene: never in a line.
WORDS = ("密语", "林秀岚", "13800000147")

RUBBISH: tuple[Any, ...] = ("", "x", "S99", 7, -1, True, None, [], ["x"], {"a": 1}, "A02", "2026-02-30")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def day(paper: PaperCase, now: datetime, chance: Random) -> str:
    """A day near now, on the project's clock: yesterday to next week."""
    return (paper.policy.local(now) + chance.choice((-1, 0, 1, 1, 2, 7)) * DAY).date().isoformat()


def people(paper: PaperCase) -> list[str]:
    return sorted({h.person for h in paper.roster.holdings})


def numbers(field: Field, paper: PaperCase) -> list[int]:
    """Numbers a field of this name may mean: things of the kind it is called after, else any numbered thing."""
    case = paper.case
    meant = {
        "plan": [len(case.plans)] * 3,
        "task": [t.no for t in case.tasks if not t.done] * 2,
    }.get(field.name) or [r.no for r in case.of_kind(field.name)]
    return [*meant, *meant, len(case.records), 1, 3] if meant else [1, 2, 3, *(r.no for r in case.records[-3:])]


def listed(field: Field, paper: PaperCase, chance: Random) -> list[int]:
    """Numbers of evidence, or of what else the field is called after."""
    known = [r.no for r in paper.case.of_kind(field.name)] or [r.no for r in paper.case.of_kind("evidence")] or [1]
    return known if chance.random() < 0.7 else chance.sample(known, chance.randint(1, len(known)))


def steps(paper: PaperCase, now: datetime, chance: Random) -> list[dict[str, Any]]:
    return [
        {"no": no, "text": WORDS[0], "due": day(paper, now, chance), "owner": chance.choice(people(paper))}
        for no in range(1, chance.randint(1, 3) + 1)
    ]


def several(codes: list[str], case: Case, chance: Random) -> list[str]:
    """All of them, or some; of the measures of a crisis mostly those of its phase."""
    measures = [str(s) for s in STRATEGIES[case.phase]]
    known = measures if {*measures} <= {*codes} and chance.random() < 0.8 else codes
    return known if chance.random() < 0.7 else chance.sample(known, chance.randint(1, len(known)))


def good(field: Field, paper: PaperCase, now: datetime, chance: Random) -> Any:
    """A value of the field's kind, mostly of a thing that exists. A kind nobody wrote down here is found out."""
    case = paper.case
    codes = [str(c) for c in field.codes]
    kinds: Mapping[Kind, Callable[[], Any]] = {
        Kind.CODE: lambda: chance.choice(codes),
        Kind.CODES: lambda: several(codes, case, chance),
        Kind.TEXT: lambda: WORDS[0],
        Kind.NUMBER: lambda: chance.choice(numbers(field, paper)),
        Kind.NUMBERS: lambda: listed(field, paper, chance),
        Kind.FLAG: lambda: chance.random() < 0.5,
        Kind.DATE: lambda: day(paper, now, chance),
        Kind.ACCOUNT: lambda: chance.choice(people(paper)),
        Kind.ACCOUNTS: lambda: chance.sample(people(paper), 3),
        Kind.APPROVAL: lambda: chance.choice([a.request for a in (case.open_approvals() or case.approvals)] or ["A02.1"]),
        Kind.DUTY: lambda: chance.choice([d.id for d in case.owed()] or ["T48.1"]),
        Kind.CASE: lambda: chance.choice([f"{paper.roster.project}-2026-{n:04}" for n in (1, 2, 3)] + [f"{paper.roster.project}-D-2026-0002"]),
        Kind.INSTANT: lambda: (now + chance.choice((-2, 2, 6, 30, 90)) * HOUR).isoformat(timespec="minutes"),
        Kind.STEPS: lambda: steps(paper, now, chance),
    }  # fmt: skip
    return kinds[field.kind]() if field.kind in kinds else found_out(field, paper, now, chance)


def found_out(field: Field, paper: PaperCase, now: datetime, chance: Random) -> Any:
    """A value that the form takes for a kind of a later day: instants, days, cases, people, numbers."""
    hour = paper.policy.local(now + chance.choice((-2, 2, 6, 30)) * HOUR)
    pool: list[Any] = [
        hour.isoformat(timespec="minutes"), hour.strftime("%Y-%m-%dT%H:%M"), hour.strftime("%H:%M"),
        day(paper, now, chance), f"{paper.roster.project}-2026-{chance.randint(1, 3):04}", paper.number,
        chance.choice(people(paper)), 1, "1", ["1"], "A02.1",
    ]  # fmt: skip
    chance.shuffle(pool)
    taken = [v for v in pool if not (r := sort_out((field,), {field.name: v})).problems and not r.bad]
    return taken[0] if taken else "x"


def well_filled(
    fields: tuple[Field, ...], paper: PaperCase, now: datetime, chance: Random, said: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What is asked, and now and then what is not required; `said` is settled before."""
    form: dict[str, Any] = dict(said or {})
    for field in fields:
        if field.name not in form and field.asked(form) and (field.required or field.when or chance.random() < 0.4):
            form[field.name] = good(field, paper, now, chance)
    return form


def ill_filled(fields: tuple[Field, ...], paper: PaperCase, now: datetime, chance: Random) -> dict[str, Any]:
    """Fields missing, nonsense in others."""
    form: dict[str, Any] = {}
    for field in fields:
        how = chance.choice(("good", "good", "good", "bad", "left out"))
        if how != "left out":
            form[field.name] = good(field, paper, now, chance) if how == "good" else chance.choice(RUBBISH)
    return form


def delegation(principal: str, paper: PaperCase, now: datetime, chance: Random) -> Delegation:
    """Somebody lets another sign, mostly what they may sign themselves, for some days around now."""
    form = well_filled(FORM, paper, now, chance)
    mine = signable(principal, paper.roster)
    if mine and chance.random() < 0.9:
        form["rules"] = list(mine) if chance.random() < 0.6 else chance.sample(mine, chance.randint(1, len(mine)))
    data = sort_out(FORM, form).data
    zone = paper.policy.local(now).tzinfo
    first, last = (datetime.fromisoformat(data[name]).replace(tzinfo=zone) for name in ("first", "last"))
    until = last + DAY
    return Delegation(
        principal, data["delegate"], tuple(data["rules"]), first, until, data["outside"], data.get("limit", 0)
    )
