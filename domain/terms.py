"""The numbers of a policy by name, what of them no release has, and the policy that a case lives under.

A case opened under a version that was approved here says so in its first line: the version, its book, its first
moment and every number that is not the release's. So its journal alone tells which clocks it has (C-31).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.case import Case
from domain.entries import Data, instant, moment
from domain.policy import LIMITS, POLICIES, Policy

#: Numbers of a policy that are no limits of a rule.
OTHERS = ("valid_for", "report_hour", "quiet_from", "quiet_until", "quiet_notice")
#: What the name of a number of yuan begins with.
YUAN = "yuan."


def numbers(policy: Policy) -> dict[str, int]:
    """Every number of a policy by its name: limits as in the rule book, `valid_for`, `yuan.A07.R06` …"""
    found = {**LIMITS, **policy.limits, **{name: getattr(policy, name) for name in OTHERS}}
    return found | {YUAN + name: value for name, value in policy.yuan.items()}


def amended(base: Policy, version: int, since: datetime, changed: Mapping[str, int], book: int = 0) -> Policy:
    """The version that has these numbers and else those of `base`."""
    other = {name: value for name, value in changed.items() if name in OTHERS}
    yuan = {name.removeprefix(YUAN): value for name, value in changed.items() if name.startswith(YUAN)}
    limits = {n: v for n, v in changed.items() if n not in OTHERS and not n.startswith(YUAN)}
    return replace(
        base,
        version=version,
        effective_at=since,
        limits={**base.limits, **limits},
        yuan={**base.yuan, **yuan},
        book=book or base.book,
        **other,
    )


def changes(old: Policy, new: Policy) -> dict[str, int]:
    """The numbers of `new` that are not those of `old`."""
    before = numbers(old)
    return {name: value for name, value in numbers(new).items() if before.get(name) != value}


def terms_of(policy: Policy) -> Data:
    """What the first line of a case says of a version that no release has; empty for one that a release has."""
    if policy.version in POLICIES:
        return {}
    changed = changes(POLICIES[policy.book], policy)
    return {"book": policy.book, "since": instant(policy.effective_at), "changed": changed}


def policy_of(case: Case) -> Policy:
    """The policy under which this case was opened."""
    if not case.terms:
        return POLICIES.get(case.policy, POLICIES[1])
    base, since = POLICIES[case.terms["book"]], moment(case.terms["since"])
    return amended(base, case.policy, since, case.terms["changed"])
