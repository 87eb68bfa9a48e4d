"""The tables, checked whole: stages, words, duties, limits, ladders (decision: rows decide)."""

import pytest

from domain import (
    background,
    classification,
    codes,
    crisis_codes,
    mediation,
    promises,
    retention,
    settling,
    statement_codes,
    sudden,
    turn_codes,
    vocabulary,
)
from domain.commands import ROWS, CommandRow
from domain.duties import BY_RULE, DUTIES, DutyRule
from domain.fields import Kind
from domain.policy import HOUR, MINUTE, Policy
from domain.rulebook import as_data, ways
from domain.signoffs import SIGN_OFFS, SignOff
from domain.vocabulary import Level, Role, Stage, Term

#: The modules that bring words of their own.
BOOKS = (
    vocabulary,
    codes,
    turn_codes,
    classification,
    promises,
    mediation,
    settling,
    retention,
    background,
    statement_codes,
    crisis_codes,
    sudden,
)
WORDS = [t for t in Term.__subclasses__() if t.__module__ in {m.__name__ for m in BOOKS}]
TABLES: tuple[CommandRow | DutyRule | SignOff, ...] = (*ROWS, *DUTIES, *SIGN_OFFS)


def reached(starts: set[Stage]) -> set[Stage]:
    """All stages that some way leads to."""
    found = set(starts)
    while more := {way.end for way in ways() if way.start in found} - found:
        found |= more
    return found


def test_every_stage_can_be_reached_from_the_intake() -> None:
    assert reached({Stage.S1}) == set(Stage) - {Stage.S0}
    assert reached({Stage.S0}) == set(Stage) - {Stage.S1}


@pytest.mark.parametrize("stage", Stage)
def test_a_case_can_end_from_every_stage(stage: Stage) -> None:
    assert reached({stage}) & {Stage.S14, Stage.X1, Stage.X2, Stage.X3}


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_word_has_a_name_in_both_languages(words: type[Term]) -> None:
    assert list(words)
    assert all(word.zh and word.en for word in words)
    assert all(any("\u4e00" <= c <= "\u9fff" for c in word.zh) for word in words)
    assert all(word.en.isascii() for word in words)


def test_every_row_has_a_name_in_both_languages() -> None:
    fields = [field for row in ROWS for field in row.fields]

    assert all(row.zh and row.en and row.en.isascii() for row in TABLES)
    assert all(field.zh and field.en and field.en.isascii() for field in fields)


def test_the_codes_of_a_set_are_unique_and_plain() -> None:
    for words in WORDS:
        assert len({str(w) for w in words}) == len(list(words))
        assert all(str(w).replace("_", "").isalnum() and str(w).isascii() for w in words)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_condition_names_a_field_before_it_and_codes_it_has(row) -> None:
    before: dict[str, set[str]] = {}
    for field in row.fields:
        if field.when:
            name, values = field.when
            assert {str(v) for v in values} <= before[name], field.name
        before[field.name] = {str(c) for c in field.codes}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_field_says_what_it_may_hold(row) -> None:
    for field in row.fields:
        assert bool(field.codes) == (field.kind in (Kind.CODE, Kind.CODES)), field.name
        assert bool(field.limit) == (field.kind is Kind.TEXT), field.name
    assert len({f.name for f in row.fields}) == len(row.fields)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.rule)
def test_every_duty_begins_ends_and_has_a_limit(duty) -> None:
    begins = duty.enters or duty.command or duty.begins or duty.standing or duty.rule == "T26"
    commands = {row.name: row for row in ROWS}

    assert begins
    assert duty.due_field or Policy().limit(duty.rule) > 0
    for begin in duty.begins:
        given = commands[begin.command].field(begin.given)
        assert not begin.given or given
        assert given is None or given.name == duty.due_field
    assert duty.stops or duty.rule == "T26", "a decision is the stop of T26"
    for stop in duty.stops:
        assert bool(stop.about) == bool(duty.about)
        if stop.command == "statement_released":
            continue  # a line of the system: what went out, not what was wished (T38, T39)
        assert not stop.about or commands[stop.command].field(stop.about)
        for name, value in stop.when:
            field = commands[stop.command].field(name)
            assert field is not None
            assert value in {str(c) for c in field.codes}


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.rule)
def test_every_ladder_goes_up_to_the_executive(duty) -> None:
    assert duty.ladder[0] is duty.breach_to
    assert duty.ladder[-1] is Role.R10
    assert len(set(duty.ladder)) == len(duty.ladder) <= 4


#: time-rules.md, "Limit" and "On breach"; T07–T10, T23 are the clocks of the sources.
LIMITS = {
    "T03": (4, "R03"), "T07": (12, "R06"), "T08": (1, "R06"), "T09": (12, "R06"), "T10": (24, "R06"), "T11": (24, "R08"),
    "T22": (24, "R03"), "T23": (7 * 24, "R03"), "T48": (72, "R03"), "T49": (24, "R03"), "T50": (1, "R03"), "T26": (8, "R06"),
    "T06a": (0.25, "R08"), "T06b": (1, "R08"), "T12": (7 * 24, "R08"), "T13": (1, "R08"), "T16": (0.25, "R06"),
    "T19": (7 * 24, "R10"), "T21": (3 * 24, "R03"), "T36": (1, "R06"), "T40b": (8, "R03"), "T47": (24, "R03"),
    "T51": (4, "R06"), "D24": (1, "R08"),
    "T33": (14 * 24, "R08"), "T02": (0.25, "R03"),
    "T01": (0.5, "R03"),
    "T24": (7 * 24, "R06"), "T42": (7 * 24, "R03"), "C37": (7 * 24, "R06"),
    "T38": (4, "R10"), "T39": (4, "R10"),
    "T14": (7 * 24, "R06"), "T15": (24, "R06"), "T17": (2, "R06"), "T20": (2, "R08"), "T37": (0.5, "R05"),
    "T18": (7 * 24, "R06"),
}  # fmt: skip


#: Due when it was promised; who hears of a breach.
PROMISED = {"T40a": "R03", "T41": "R03", "C16": "R03", "T25": "R03", "D36": "R14", "D53": "R06"}


@pytest.mark.parametrize("rule", PROMISED)
def test_a_promise_has_no_limit_but_its_own(rule: str) -> None:
    assert str(BY_RULE[rule].breach_to) == PROMISED[rule]
    assert BY_RULE[rule].due_field
    with pytest.raises(KeyError):
        Policy().limit(rule)


@pytest.mark.parametrize("rule", LIMITS)
def test_limits_and_who_hears_of_a_breach_are_those_of_the_time_rules(rule: str) -> None:
    hours, told = LIMITS[rule]

    assert {*LIMITS, *PROMISED} == set(BY_RULE)
    assert Policy().limit(rule, "general") == round(hours * HOUR)
    assert str(BY_RULE[rule].breach_to) == told


def test_duties_bound_to_their_stage_are_those_of_the_walk() -> None:
    """WALK 7.6; T11 has a rule of its own, T26 belongs to its sign-off, T50 to the case. T51 is meant."""
    bound = {row.rule for row in DUTIES if row.bound and not row.standing}

    book_one = {"T03", "T48", "T49", "T07", "T08", "T09", "T10", "T22", "T23"}

    assert bound == {*book_one, "T02", "T24", "T33", "T51"}
    assert all(BY_RULE[rule].enters for rule in bound)


def test_a_major_case_is_investigated_within_a_day() -> None:
    assert Policy().limit("T48", "major") == 24 * HOUR


def test_a_major_case_is_spoken_to_daily_and_an_outbreak_is_reported_daily() -> None:
    """T21, T19."""
    assert Policy().limit("T21", "major") == 24 * HOUR
    assert Policy().limit("T19", "outbreak") == 24 * HOUR


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("rule", sorted({row.rule for row in SIGN_OFFS}))
def test_t26_limits_are_those_of_the_command_table(rule: str, level: Level) -> None:
    plan = 2 * HOUR if level is Level.MAJOR else 4 * HOUR
    expected = {
        "A02": plan,
        "A04": plan,
        "A05": plan,
        "A06": plan,
        "A08": HOUR,
        "A09": HOUR,
        "A10": HOUR,
        "A03": 30 * MINUTE,
    }

    assert Policy().limit("T26", rule, str(level)) == expected.get(rule, 8 * HOUR)


def test_the_rule_book_can_be_given_away_as_data() -> None:
    for language in ("zh", "en"):
        data = as_data(language=language)

        assert {"stages", "moves", "commands", "duties", "sign_offs", "roles", "refusals"} <= set(data)
        assert len(data["commands"]) == len(ROWS)
