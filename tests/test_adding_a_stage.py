"""The guide to a new stage is kept true: its diff applies to today's rows, and what follows by itself follows."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "adding-a-stage.md"

#: Asked of the rows with the stage in them.
FOLLOWS = """
from domain.commands import COMMANDS
from domain.duties import BY_RULE
from domain.moves import MOVES
from domain.policy import Policy
from domain.schema import json_schema
from domain.vocabulary import ORDER
from tests.domain.scenes import scene

row = COMMANDS["mediation_result"]
print([str(s) for s in ORDER][9:12], [str(s) for s in row.stages], sorted(json_schema(row)["properties"]))
print([(m.command, str(m.target)) for m in MOVES if m.command == row.name], str(Policy().limit("T52")), BY_RULE["T52"].stops[0].command)
story = scene("S8b")
story.do("cs", "log_contact", purpose="explain", way="phone", answer="not_understood", note="逐条解释")
story.do("cs", "explanation_response", outcome="mediation", words="可以请人调解")
print(story.case.stage, [(d.rule, str(d.due_at - story.case.entered_at)) for d in story.case.running() if d.rule == "T52"])
story.do("cs", "mediation_result", outcome="failed", note="未达成一致")
print(story.case.stage, [str(d.state) for d in story.case.duties if d.rule == "T52"])
"""


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """Today's rules, with the guide's diff applied."""
    for folder in ("domain", "tests/domain", "tests/walk"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests" / "__init__.py").touch()
    found = re.search(r"```diff\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found
    run = ["git", "apply", "--unsafe-paths", f"--directory={tmp_path}", "-"]
    subprocess.run(run, cwd=tmp_path, input=found[1], text=True, check=True, capture_output=True)
    return tmp_path


def test_the_guide_s_stage_needs_its_rows_and_nothing_else(branch: Path) -> None:
    run = subprocess.run([sys.executable, "-c", FOLLOWS], cwd=branch, capture_output=True, text=True, check=False)

    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "['S8b', 'S8c', 'S9'] ['S8c'] ['note', 'outcome']",
        "[('mediation_result', 'S10'), ('mediation_result', 'S9')] 259200 mediation_result",
        "S8c [('T52', '3 days, 0:00:00')]",
        "S9 ['met']",
    ]
