"""The process chart: every stage from its rows, and where a case stands in it."""

import re
from dataclasses import replace

import pytest
from markupsafe import escape

from domain import moves, passages
from domain.campaign_commands import CAMPAIGN_COMMANDS, OPENING
from domain.commands import COMMANDS, ROWS
from domain.daily import DAILY
from domain.moves import MOVES, Move
from domain.policy import POLICIES
from domain.vocabulary import Role, Stage
from web import process, stages
from web.lanes import Drawing, lanes
from web.language import language
from web.process import rights
from web.stages import Chart

ZH, EN = language("zh-CN"), language("en")


def row_of(text: str, stage: str) -> str:
    """The row of a stage on the page."""
    found = re.search(rf'<li id="{stage}" class="map-row.*?(?=<li id="|</ol>\n)', text, re.DOTALL)
    assert found, stage
    return found[0]


def chart(lang=ZH):
    return {row.stage: row for row in Chart(lang, POLICIES[max(POLICIES)]).rows()}


async def test_every_stage_has_a_row_with_its_ways(enter):
    text = (await (await enter("audit")).get("/process")).text
    assert re.findall(r'<li id="(\w+)" class="map-row', text) == [str(s) for s in Stage]
    planning = row_of(text, "S5")
    assert 'href="#S6"' in planning
    assert "提交方案" in planning
    assert "<details" in planning


async def test_a_stage_tells_who_may_do_what_within_which_limit(enter):
    text = (await (await enter("cs", "en")).get("/process")).text
    screening = row_of(text, "S2")
    assert "Record the screening" in screening
    assert "CS agent, CS manager" in screening
    assert "4 h" in screening
    approving = row_of(text, "S6")
    assert 'href="/process#A04"' in approving
    assert "Executive + Project head" in approving


async def test_a_stage_can_be_opened_by_its_address(enter):
    text = (await (await enter("cs")).get("/process?stage=S7")).text
    assert 'map-more" open' in row_of(text, "S7")
    assert 'map-more" open' not in row_of(text, "S6")


@pytest.fixture
def mediation(monkeypatch):
    """A stage that the book does not have, with a command, a way in and two ways out: rows and nothing else."""
    stage = str.__new__(Stage, "S8c")
    stage._name_, stage._value_, stage.zh, stage.en = "S8C", "S8c", "诉前协调", "Conciliation"
    names = list(Stage._member_names_)
    names.insert(names.index("S8B") + 1, "S8C")
    monkeypatch.setitem(Stage._member_map_, "S8C", stage)
    monkeypatch.setitem(Stage._value2member_map_, "S8c", stage)
    monkeypatch.setattr(Stage, "_member_names_", names)
    row = replace(
        COMMANDS["explanation_response"],
        name="conciliation_result",
        zh="登记协调结果",
        en="Record the conciliation",
        stages=frozenset({stage}),
        roles=(Role.R15,),
        fields=(),
    )
    monkeypatch.setitem(COMMANDS, row.name, row)
    for module in (stages, process):
        monkeypatch.setattr(module, "ROWS", (*ROWS, row))
    added = (
        *MOVES,
        Move("explanation_response", stage, (("outcome", "not_understood"),)),
        Move("conciliation_result", Stage.S10),
        Move("conciliation_result", Stage.S5),
    )
    for module in (moves, passages, stages, process):
        monkeypatch.setattr(module, "MOVES", added)
    return stage


async def test_a_new_stage_is_on_the_chart_by_its_rows(mediation, enter):
    text = (await (await enter("cs")).get("/process")).text
    row = row_of(text, "S8c")
    assert "诉前协调" in row
    assert 'href="#S10"' in row
    assert 'href="#S5"' in row
    assert '登记协调结果 <span class="faint">新闻发言人' in row
    assert 'href="#S8c"' in row_of(text, "S8b")
    cells = next(cells for command, cells in rights().rows if command.name == "conciliation_result")
    assert [role for role, cell in cells if cell] == [Role.R15]


def test_rights_say_who_counts_only_for_the_own_department():
    table = {row.name: dict(cells) for row, cells in rights().rows}
    assert table["investigation_submitted"][Role.R05] == "own"
    assert table["task_done"][Role.R05] == "may"
    assert table["archive"][Role.R02] == ""
    assert not {Role.R31, Role.R32, Role.SYSTEM} & set(rights().roles)


def test_ways_of_most_stages_are_told_apart():
    row = chart()[Stage.S7]
    assert {one.end for one in row.exits} == {Stage.S8, Stage.S10, Stage.S12}  # S12: nobody could be reached (C-26)
    assert {one.end for one in row.always} >= {Stage.S9, Stage.X3}


def test_a_way_of_every_level_names_none_and_answers_stand_together():
    assert [(by.words, by.levels) for by in chart(EN)[Stage.S5].exits[0].by] == [("Submit the plan", ())]
    closed = next(e for e in chart(EN)[Stage.S2].exits if e.end is Stage.X1)
    assert [by.words for by in closed.by] == ["Record the screening: enquiry or invalid complaint"]


async def test_a_case_stands_on_the_chart_with_its_path_and_its_next_ways(desk, enter):
    client = await enter("cs")
    assert 'href="/cases/YXY-2026-0152/process"' in (await client.get("/cases/YXY-2026-0152")).text
    text = (await client.get("/cases/YXY-2026-0152/process")).text
    here = row_of(text, "S7")
    assert text.count('aria-current="step"') == 1
    assert "案件在这里" in here
    assert 'map-more" open' in here
    assert here.count("下一步可能") >= 2
    assert "已走过" in row_of(text, "S6")
    assert "下一步可能" not in row_of(text, "S10")
    assert re.findall(r'href="#(S\w+)">[^<]+</a> <small>', text) == [
        "S1",
        "S2",
        "S3",
        "S4",
        "S5",
        "S6",
        "S5",
        "S6",
        "S7",
    ]


async def test_only_the_ways_of_the_cases_level_are_shown(enter):
    text = (await (await enter("cs")).get("/cases/YXY-2026-0149/process")).text
    assert "A02" in row_of(text, "S6")
    assert "A04" not in re.sub(r"<details.*</details>", "", row_of(text, "S6"), flags=re.DOTALL)


async def test_another_projects_case_has_no_place(enter):
    assert (await (await enter("cs2")).get("/cases/YXY-2026-0152/process")).status_code == 404


def test_a_way_to_the_next_row_needs_no_lane():
    assert lanes([(0, 1), (1, 2)]) == ()


def test_ways_to_the_same_row_share_a_lane_and_lanes_that_meet_do_not():
    found = lanes([(0, 3), (1, 3), (4, 2)])
    assert {(lane.end, lane.starts) for lane in found} == {(3, frozenset({0, 1})), (2, frozenset({4}))}
    assert len({lane.column for lane in found}) == 2


def test_lanes_that_do_not_meet_lie_in_the_same_column():
    assert {lane.column for lane in lanes([(0, 2), (3, 5)])} == {0}


def test_a_way_taken_and_a_way_that_may_come_are_emphasised_on_their_own_pieces():
    rows = Drawing(frozenset({(0, 1), (0, 2), (3, 2)}), was=frozenset({(0, 2)}), may=frozenset({(0, 1)})).rows(4)
    parts = [{part for lane in row.lanes for part in lane} for row in rows]
    assert "d was" in parts[0]
    assert "u was" in parts[2]
    assert "d back" in parts[2]
    assert "d may" in rows[0].rail
    assert "in" in rows[2].rail


@pytest.mark.parametrize("speaks", ["zh", "en"])
async def test_what_belongs_to_a_project_is_shown_from_its_rows(enter, speaks):
    """T04, T05, D17, D28, D29: every daily duty and every command of a campaign, each rule with one anchor."""
    text = (await (await enter("audit", speaks)).get("/process")).text
    lang = ZH if speaks == "zh" else EN

    rows = (*OPENING.values(), *CAMPAIGN_COMMANDS)

    assert [r.rule for r in DAILY if f'<tr id="{r.rule}"' not in text or escape(lang.label(r)) not in text] == []
    assert [
        r.name for r in rows if f'{escape(lang.label(r))}<br><span class="rule" translate="no">{r.name}<' not in text
    ] == []
    assert [r.rule for r in rows if text.count(f' id="{r.rule}"') != 1] == []
    assert text.count("当日零点起 1 天" if speaks == "zh" else "1 d from midnight") == len(DAILY)
