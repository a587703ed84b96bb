"""What no code of ours may do near an open project; each rule was paid for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "timeline_app"

BY_HAND = {
    "opening.py": "reads a header and the list of tables before SQLite may",
    "sidecars.py": "judges and copies what lies beside a closed file",
    "rescue.py": "reads a file that is not open, page by page",
    "leaks.py": "searches a copy that has no name yet",
    "clean_copy.py": "finishes a copy that has no name yet",
    "locking.py": "writes the lock file",
    "copying.py": "syncs copies and folders",
    "store.py": "makes an empty file to begin with",
    "upgrading.py": "makes an empty file to begin with",
    "columns_cache.py": "keeps copies of columns in the cache folder",
}
"""The modules of storage that may open a file themselves, and what for."""

FORBIDDEN_CALLS = {"upsert", "upsert_all", "transform", "enable_wal"}
FORBIDDEN_IMPORTS = {"shutil", "apsw"}
OPENERS = {"open", "read_bytes", "write_bytes", "file_digest"}


def _modules(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield name, node


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def faults(tree: ast.AST, *, by_hand: bool) -> list[str]:
    """Return what a module does that it may not."""
    found = [f"imports {name}" for name in _imports(tree) if name in FORBIDDEN_IMPORTS]
    for name, call in _calls(tree):
        if name in FORBIDDEN_CALLS:
            found.append(f"calls {name}")
        opens_store = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) in {
            "Store",
            "cls",
        }
        if name in OPENERS and not by_hand and not opens_store:
            found.append(f"opens a file by {name}")
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            subjects = (ast.unparse(item.context_expr) for item in node.items)
            found += [f"groups nothing by with {s}" for s in subjects if s.endswith("conn")]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            squeezed = node.value.upper().replace(" ", "")
            found += ["asks for WAL"] if "JOURNAL_MODE=WAL" in squeezed else []
    return found


@pytest.mark.parametrize("path", _modules("storage"), ids=lambda path: path.name)
def test_storage_is_careful_with_live_files(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert faults(tree, by_hand=path.name in BY_HAND) == []


@pytest.mark.parametrize("path", _modules("models"), ids=lambda path: path.name)
def test_models_never_touch_a_project_by_hand(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert faults(tree, by_hand=path.name in BY_HAND) == []


READ_ELSEWHERE = {
    "shell/writers.py": "a copy it has just made",
    "shell/export_desk.py": "the pages made for a preview",
    "shell/importing.py": "a file of another format",
    "shell/seen_picture.py": "a picture it has just made",
    "shell/trouble.py": "the report of a crash",
    "exchange/typesetting.py": "what a PDF is made of",
    "exchange/whole_file.py": "an export that has no name yet",
}
"""The modules beyond storage that may read or write a file by hand, and what."""


def by_hand(tree: ast.AST) -> list[str]:
    """Return the ways in which a module reads or writes files by hand."""
    found = []
    for name, call in _calls(tree):
        called = call.func
        is_plain = isinstance(called, ast.Name) or ast.unparse(called) == "os.open"
        has_mode = any(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in call.args)
        if name in OPENERS - {"open"} or (name == "open" and (is_plain or has_mode)):
            found.append(name)
    return found


@pytest.mark.parametrize("path", _modules("."), ids=lambda path: path.name)
def test_only_a_few_modules_read_or_write_a_file_by_hand(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    allowed = name.startswith("storage/") or name in READ_ELSEWHERE
    assert allowed or by_hand(ast.parse(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "bad", ["open(store.path)", "store.path.open('rb')", "os.open(p, 0)", "store.path.read_bytes()"]
)
def test_the_lint_beyond_storage_catches(bad: str) -> None:
    assert by_hand(ast.parse(bad))


@pytest.mark.parametrize("path", _modules("."), ids=lambda path: path.name)
def test_no_room_brings_a_second_sqlite_or_writes_past_the_store(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    allowed = {"imports shutil"}  # for folders of exports, never a project
    if path.name == "bibtex_entries.py":
        allowed.add("calls transform")  # of entries of a bibliography: no table is near
    assert [fault for fault in faults(tree, by_hand=True) if fault not in allowed] == []


@pytest.mark.parametrize(
    "bad",
    [
        "import shutil",
        "import apsw",
        "db['event'].upsert({})",
        "table.transform(types={})",
        "db.enable_wal()",
        "with db.conn:\n    pass",
        "conn.execute('PRAGMA journal_mode = WAL')",
        "open(store.path, 'rb')",
        "hashlib.file_digest(store.path.open('rb'), 'sha256')",
        "store.path.read_bytes()",
    ],
)
def test_the_lint_catches(bad: str) -> None:
    assert faults(ast.parse(bad), by_hand=False)
