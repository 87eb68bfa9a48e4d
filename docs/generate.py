"""Write the files that follow from the rows: the process chart, the glossary, and what is covered.

`python -m docs.generate` writes them, `--check` fails when one is not up to date.
"""

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from docs import coverage
from domain import campaign_codes, classification, codes, mediation, promises, vocabulary
from domain.campaign_commands import CAMPAIGN_COMMANDS, OPENING
from domain.command import CommandRow
from domain.commands import ROWS
from domain.daily import DAILY, FILERS, DailyRule
from domain.duties import BY_RULE, DUTIES, DutyRule
from domain.policy import DAY, HOUR, MINUTE, Policy
from domain.refusals import DECIDED_WORDS, SENTENCES
from domain.rulebook import Way, ways
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import Level, Stage, Term

HERE = Path(__file__).parent
NOTICE = "<!-- Written by `make docs` from the rows of domain/. Do not edit. -->"

#: The modules that bring words.
BOOKS = (vocabulary, codes, classification, promises, mediation, campaign_codes)

#: A way that starts in more stages than this would hide the chart; it is listed below it.
ANYWHERE = 3

CHART = """
## Stages and ways

A way with a rule number (A02 …) is taken by the last signature; all others by a command.
"""


DAYS = """
They belong to a project and a day, not to a case; one sheet is signed for both.
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") or "–" for cell in line) + " |" for line in lines)


def process() -> str:
    """docs/process.md: what can happen to a case."""
    parts = [NOTICE, "# The process", CHART.strip(), chart(), anywhere(), "## Commands", commands(), "## Duties"]
    parts += [duties(), "## Daily duties of a project", DAYS.strip(), days(), "## Sign-offs", sign_offs()]
    parts += ["## Campaigns", campaigns(), "## Refusals", refusals()]
    return "\n\n".join(parts) + "\n"


def chart() -> str:
    """The stages and the ways between them as a Mermaid state diagram."""
    shown = [way for way in ways() if not _from_anywhere(way)]
    used = {stage for way in ways() for stage in (way.start, way.end)}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'  state "{s} {s.zh} {s.en}" as {s}' for s in Stage if s in used]
    lines += [f"  [*] --> {stage}" for stage in (Stage.S0, Stage.S1)]
    for (start, end), group in groupby(shown, key=lambda way: (way.start, way.end)):
        lines.append(f"  {start} --> {end}: {_label(group)}")
    lines += [f"  {s} --> [*]" for s in Stage if s in used and s in vocabulary.FINAL_STAGES]
    return "\n".join([*lines, "```"])


def _label(group: Iterable[Way]) -> str:
    """Mermaid ends a label at a colon or a semicolon; ours have none."""
    return " / ".join(way.by.replace("{", "(").replace("}", ")") for way in group)


def _from_anywhere(way: Way) -> bool:
    return sum(other.by == way.by and other.end is way.end for other in ways()) > ANYWHERE


def anywhere() -> str:
    """The ways that start nearly everywhere."""
    rows: dict[tuple[str, Stage], list[str]] = {}
    for way in filter(_from_anywhere, ways()):
        rows.setdefault((way.by, way.end), []).append(str(way.start))
    return table(
        ("By", "To", "From"), [(f"`{by}`", _stage(end), " ".join(starts)) for (by, end), starts in rows.items()]
    )


def _stage(stage: Stage) -> str:
    return f"{stage} {stage.zh} {stage.en}"


def commands() -> str:
    head = ("Command", "中文", "English", "Stages", "Roles", "Fields")
    return table(head, [_command(row) for row in ROWS])


def _command(row: CommandRow) -> Sequence[str]:
    fields = ", ".join(f"{f.name}{'!' if f.required else '?'}{' (when)' if f.when else ''}" for f in row.fields)
    stages = " ".join(str(s) for s in Stage if s in row.stages) if row.stages != frozenset(Stage) else "all"
    return (f"`{row.name}`", row.zh, row.en, stages, " ".join(map(str, row.roles)), fields)


def duties() -> str:
    head = ("Duty", "中文", "English", "Starts", "Limit", "Owner", "Stopped by", "Marks", "Told at 100 %, 200 % …")
    return table(head, [_duty(row) for row in DUTIES])


def _duty(row: DutyRule) -> Sequence[str]:
    begins = ", ".join(f"`{b.command}`" + "".join(f" {name}={value}" for name, value in b.when) for b in row.begins)
    command = ", ".join(filter(None, (f"`{row.command}`" if row.command else "", begins)))
    starts = _stage(row.enters) if row.enters else command or STARTS[row.rule]
    stops = [f"`{s.command}`" + "".join(f" {name}={value}" for name, value in s.when) for s in row.stops]
    stop = ", ".join(stops) or "a decision"
    marks = " ".join(row.warnings)
    told = " → ".join(map(str, row.ladder)) if row.rule != "T26" else "its deputy → the seats above it"
    return (row.rule, row.zh, row.en, starts, limits(row.rule), str(row.owner_role), stop, marks, told)


STARTS = {
    "T11": "S9, crisis mode, the outbreak, or a major case in S4–S11",
    "T12": "S4–S13 of a general or major case, while T11 is not owed",
    "T14": "a crisis, until the case is archived",
    "T15": "a crisis, until the case is archived",
    "T18": "a major group complaint in S2–S11, and each notice",
    "T19": "a major case in S4–S11",
    "T21": "S4–S10, and each contact",
    "T26": "a sign-off is asked",
    "D24": "a level that rises by rule, in S4–S10, while no team is named",
}


def days() -> str:
    """What every day of an active project brings (T04, T05), whoever signs it."""
    head = ("Duty", "中文", "English", "Starts", "Limit", "Signed by", "Marks", "Told at 100 %, 200 % …", "Fields")
    return table(head, [_day(row) for row in DAILY])


def _day(row: DailyRule) -> Sequence[str]:
    fields = ", ".join(f"{f.name}{'!' if f.required else '?'}{' (when)' if f.when else ''}" for f in row.fields)
    told, signed = " → ".join(map(str, row.ladder)), " ".join(map(str, FILERS))
    limit = span(Policy().limits[row.rule])
    return (row.rule, row.zh, row.en, "midnight of the project", limit, signed, " ".join(row.warnings), told, fields)


def limits(rule: str) -> str:
    """`72 h, major 24 h`."""
    policy = Policy()
    if rule == "T11":
        return f"{policy.report_hour}:00 of the day; in a drill {span(policy.limits[rule])}"
    if due := BY_RULE[rule].due_field:
        return f"as promised (`{due}`)"
    if BY_RULE[rule].days:
        return f"the day named last; {span(policy.limits[rule])} where none lies ahead, and between the rungs"
    found = {name: seconds for name, seconds in policy.limits.items() if name.split(".")[0] == rule}
    return ", ".join(f"{' '.join(name.split('.')[1:])} {span(seconds)}".strip() for name, seconds in found.items())


def span(seconds: int) -> str:
    """A limit as people say it."""
    if seconds % DAY == 0 and seconds > 3 * DAY:
        return f"{seconds // DAY} d"
    return f"{seconds // HOUR} h" if seconds % HOUR == 0 else f"{seconds // MINUTE} min"


def campaigns() -> str:
    """What can be done in a campaign (D17, D28, D29), by whom."""
    lines = [
        (row.rule, f"{row.zh}<br>{row.en}", f"`{row.name}`", ", ".join(k.en for k in row.kinds), _seats(row.who))
        for row in (*OPENING.values(), *CAMPAIGN_COMMANDS)
    ]
    return table(("Rule", "What", "Code", "Kind", "Who"), lines)


def _seats(who: Iterable[Term]) -> str:
    return ", ".join(term.en for term in who)


def sign_offs() -> str:
    head = ("Rule", "About", "中文", "English", "Minor", "General", "Major", "Waits in", "Approved", "Not approved")
    return table(head, [_sign_off(row) for row in SIGN_OFFS])


def _sign_off(row: SignOff) -> Sequence[str]:
    seats = [(" + " if row.together else " then ").join(map(str, row.route(level))) for level in Level]
    ends = (row.approved, row.refused)
    return (
        row.rule,
        row.subject,
        row.zh,
        row.en,
        *seats,
        str(row.waits_in or ""),
        *(_stage(s) if s else "stays" for s in ends),
    )


def refusals() -> str:
    rows = [(f"`{code}`", zh, en) for code, (zh, en) in SENTENCES.items() if zh]
    rows += [(f"`decided` ({state})", zh, en) for state, (zh, en) in DECIDED_WORDS.items()]
    return table(("Code", "中文", "English"), rows)


def glossary() -> str:
    """docs/glossary.md: every word of the trade, by its set."""
    sets = [t for module in BOOKS for t in vars(module).values() if _is_set(t, module.__name__)]
    parts = [NOTICE, "# Glossary", "The code is stored, sent and logged; the names are only shown."]
    for words in sets:
        parts += [f"## {words.__name__}", (words.__doc__ or "").strip().splitlines()[0]]
        parts.append(table(("中文", "English", "Code"), [(w.zh, w.en, f"`{w}`") for w in words]))
    fields = {(f.zh, f.en, f.name): row.name for row in ROWS for f in row.fields}
    parts += [
        "## Fields of commands",
        table(("中文", "English", "Code"), sorted((zh, en, f"`{n}`") for zh, en, n in fields)),
    ]
    return "\n\n".join(parts) + "\n"


def _is_set(thing: object, module: str) -> bool:
    return isinstance(thing, type) and issubclass(thing, Term) and thing is not Term and thing.__module__ == module


def covered() -> str:
    """docs/coverage.md: what of the rule book is held, and by which test."""
    return f"{NOTICE.replace('the rows of domain/', 'coverage.toml')}\n\n{coverage.shown()}"


FILES = {"process.md": process, "glossary.md": glossary, "coverage.md": covered}


def main(arguments: Sequence[str]) -> int:
    """Write, or with `--check` compare; 1 when something is not up to date."""
    late = [name for name, made in FILES.items() if not _is_current(HERE / name, made())]
    if "--check" in arguments:
        for name in late:
            print(f"docs/{name} is not up to date: run make docs")
        return 1 if late else 0
    for name in late:
        (HERE / name).write_text(FILES[name](), "utf-8")
        print(f"wrote docs/{name}")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
