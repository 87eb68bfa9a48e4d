"""Limits of size and names, so that files stay readable (guides: 300 lines, class 150, function 40)."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("domain", "store", "engine", "activities", "workflows", "desk", "api", "web", "benchmarks", "docs")
NAMELESS = {"utils", "util", "manager", "helper", "helpers", "base", "common", "core", "misc"}
FILE, CLASS, FUNCTION = 300, 150, 40

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def of_the_product(pattern: str) -> list[Path]:
    """Files of the product; neither what is installed nor what is generated."""
    found = [*ROOT.glob(pattern), *(path for folder in FOLDERS for path in (ROOT / folder).rglob(pattern))]
    return sorted(p for p in found if not {"vendor", "versions", "__pycache__"} & set(p.parts))


PYTHON = of_the_product("*.py")
WRITTEN = [*PYTHON, *of_the_product("*.html"), *of_the_product("*.js"), *of_the_product("*.css")]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def definitions(path: Path) -> list[Definition]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, Definition)]


def length(node: Definition) -> int:
    """Lines from the name to the end, as a reader scrolls them."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_a_file_fits_in_three_hundred_lines() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in WRITTEN}
    assert {path: count for path, count in lines.items() if count > FILE} == {}


def test_functions_and_classes_stay_short() -> None:
    limits = {True: CLASS, False: FUNCTION}
    sizes = [(name(path), d.name, length(d), isinstance(d, ast.ClassDef)) for path in PYTHON for d in definitions(path)]

    assert [one for one in sizes if one[2] > limits[one[3]]] == []


def test_a_module_is_named_for_what_it_is() -> None:
    assert [name(path) for path in PYTHON if set(path.stem.split("_")) & NAMELESS] == []


def test_the_limits_see_something() -> None:
    assert {p.parts[len(ROOT.parts)] for p in PYTHON} >= {"domain", "store", "workflows", "desk", "web"}
    assert any(length(d) > 20 for d in definitions(ROOT / "domain" / "act.py"))
