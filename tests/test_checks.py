"""The checks that stand beside the tests: lint, format, types, import contracts, size caps."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED_TOP = {
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", "uv.lock"),
    *("coder_sim", "data", "resources", "tests", ".ci", ".github"),
    *(".gitignore", ".gitattributes", ".python-version"),
}


def _tool(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _sources() -> Iterator[Path]:
    yield from sorted((ROOT / "coder_sim").rglob("*.py"))


def test_ruff_finds_nothing() -> None:
    _tool("ruff", "check", "--no-cache")


def test_every_file_is_formatted() -> None:
    _tool("ruff", "format", "--check", "--no-cache")


@pytest.mark.timeout(240)
def test_types_are_complete() -> None:
    _tool("mypy")


def test_rooms_import_only_whom_they_may() -> None:
    script = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_modules_functions_and_classes_stay_small() -> None:
    too_large = []
    for path in _sources():
        text = path.read_text("utf-8")
        name = path.relative_to(ROOT).as_posix()
        if text.count("\n") > 400:
            too_large.append(f"{name}: {text.count(chr(10))} lines (cap 400)")
        for node in ast.walk(ast.parse(text)):
            cap = {ast.FunctionDef: 60, ast.AsyncFunctionDef: 60, ast.ClassDef: 300}.get(type(node))
            if cap and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > cap:
                    too_large.append(f"{name}:{node.lineno} {node.name}: {size} lines (cap {cap})")
    assert too_large == []


def test_modules_hold_no_mutable_globals() -> None:
    found = [
        f"{path.name}:{node.lineno} global {', '.join(node.names)}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert found == []


def test_style_comes_from_the_theme_alone() -> None:
    sheets = [
        path.name
        for path in (ROOT / "coder_sim" / "ui").glob("*.py")
        if "setStyleSheet(" in path.read_text("utf-8") and path.name != "theme.py"
    ]
    colours = [
        path.name
        for path in (ROOT / "coder_sim" / "ui").glob("*.py")
        if re.search(
            r"""["']#[0-9a-fA-F]{3,8}["']|GlobalColor\.(?!transparent)""", path.read_text("utf-8")
        )
    ]
    assert (sheets, colours) == ([], [])


def test_the_top_level_holds_only_what_belongs_there() -> None:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in listing.stdout.splitlines()}
    assert top - ALLOWED_TOP == set()


def test_importing_the_command_line_loads_neither_qt_nor_sqlalchemy() -> None:
    script = (
        "import sys, coder_sim.cli as c; c.build_parser(); "
        "sys.exit(any(m in sys.modules for m in ('PySide6', 'sqlalchemy', 'sqlite3', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
