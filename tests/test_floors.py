"""The house stands as drawn.

Imports point down, no Qt below the models, nothing at the top
level that the drawing does not name, and the command line starts light.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "timeline_app"
QT_FREE = ("domain", "scene", "storage", "exchange")
DRAWERS = {"utils", "helpers", "common", "misc", "manager"}
TOP_LEVEL = {
    "ARCHITECTURE.md",
    "LICENSE",
    "README.md",
    "main.py",
    "pyproject.toml",
    "resources",
    "tests",
    "timeline_app",
}

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def modules(*rooms):
    return sorted(path for room in rooms for path in (PACKAGE / room).rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_imports_point_down(tmp_path):
    # import-linter's contracts are in pyproject.toml; a process of its own, as it changes sys.path.
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--cache-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules(*QT_FREE), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_qt_below_the_models(path):
    assert not [name for name in imported(path) if name.split(".")[0] in {"PySide6", "shiboken6"}]


@pytest.mark.parametrize("path", modules("models"), ids=lambda p: p.name)
def test_the_models_know_no_widgets(path):
    assert not [name for name in imported(path) if name.startswith("PySide6.QtWidgets")]


def test_the_top_level_is_what_the_architecture_names():
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if kept.returncode:
        pytest.skip("not a git work tree")
    names = {line.split("/")[0] for line in kept.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_no_drawer_for_odds_and_ends():
    assert not [path for path in modules(".") if path.stem in DRAWERS]


def test_the_tests_mirror_the_house():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    mirrored = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert rooms <= mirrored


def test_the_command_line_starts_without_the_heavy_libraries():
    heavy = ("PySide6", "numpy", "sqlite_utils", "dateutil", "pypdfium2", "typst")
    code = f"import sys, timeline_app.shell.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
