"""File ▸ Import JSON: a project comes back from its JSON, or a sentence says why it does not."""

import json
import threading

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.exchange.projects import open_project
from tests.shell.conftest import press
from timeline_app.domain.records import Claim
from timeline_app.exchange.project_json import json_of
from timeline_app.models.jobs import CancelledError
from timeline_app.shell import project_desk
from timeline_app.shell.importing import import_json
from timeline_app.shell.last_folders import documents


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """The names the file dialogs suggested; each answers with a file of the test's."""
    suggested = []

    def answer(of, path):
        def get(_parent, _title, start, _filters):
            suggested.append(start)
            return str(path), ""

        monkeypatch.setattr(QFileDialog, of, get)

    answer("getOpenFileName", tmp_path / "in" / "a.json")
    answer("getSaveFileName", tmp_path / "out" / "new")
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    return suggested


@pytest.fixture
def file(tmp_path, asked):
    path = tmp_path / "in" / "a.json"
    path.write_text(json_of(open_project()), encoding="utf-8")
    return path


def test_a_project_in_json_becomes_a_file_and_is_opened(window, file, tmp_path):
    window.actions_["import_json"].trigger()
    document = window.files.document
    assert document.store.path == tmp_path / "out" / "new.sqlite"
    assert len(document.all(Claim)) == 4
    assert document.undo_label == "Import of a.json"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not JSON"),
        (b'{"a": "\xe9\xe8"}', "not text in UTF-8"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"timeline": []}', "not a timeline project"),
        (None, "Could not read"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence_and_the_open_project_stays(
    window, file, answers, content, said
):
    before = window.files.document
    file.unlink() if content is None else file.write_bytes(content)
    asked = answers("OK")
    window.actions_["import_json"].trigger()
    assert said in asked[0]
    assert window.files.document is before
    assert list((file.parent.parent / "out").iterdir()) == []


def test_what_does_not_hold_together_leaves_no_file(window, file, answers, tmp_path):
    contents = json.loads(file.read_text(encoding="utf-8"))
    contents["records"]["track"][0]["colour"] = 99
    file.write_text(json.dumps(contents))
    asked = answers("OK")
    window.actions_["import_json"].trigger()
    assert "does not hold together" in asked[0]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_that_is_there_is_never_replaced(window, file, answers, tmp_path):
    there = tmp_path / "out" / "new.sqlite"
    there.write_bytes(b"something of somebody's")
    asked = answers("OK")
    window.actions_["import_json"].trigger()
    assert "new.sqlite" in asked[0]
    assert there.read_bytes() == b"something of somebody's"


def test_a_cancelled_import_leaves_no_file_and_the_open_project_open(
    window, file, in_dialog, monkeypatch
):
    gate, over, before = threading.Event(), threading.Event(), window.files.document
    real = project_desk.import_json

    def slow(source, target, report):
        gate.wait(20)
        try:
            real(source, target, report)
        finally:
            over.set()

    monkeypatch.setattr(project_desk, "import_json", slow)
    said = in_dialog(press("Cancel"))
    window.actions_["import_json"].trigger()
    gate.set()
    assert said == ["Reading “a.json” into a new project…"]
    assert over.wait(20)
    assert window.files.document is before
    assert list((file.parent.parent / "out").iterdir()) == []


def test_ctrl_k_finds_it(window):
    assert "Import JSON" in {words.rstrip("…") for _, words, *_ in window.actions_.listed()}


def test_each_dialog_begins_where_the_last_of_its_kind_ended(
    window, file, asked, tmp_path, answers
):
    window.actions_["import_json"].trigger()
    answers("OK")  # the second finds the file of the first
    window.actions_["import_json"].trigger()
    first_in, first_out, then_in, then_out = asked
    assert first_in == str(documents())
    assert first_out == str(documents() / "a.sqlite")
    assert then_in == str(tmp_path / "in")
    assert then_out == str(tmp_path / "out" / "a.sqlite")


def test_an_import_cancelled_while_it_is_written_leaves_no_file(file, tmp_path):
    """Wherever it is stopped: the report is asked until the last step is done."""
    for goes_on in range(1000):
        new, left = tmp_path / "out" / "new.sqlite", iter(range(goes_on))

        def report(*_, left=left):
            if next(left, None) is None:
                raise CancelledError

        try:
            import_json(file, new, report)
        except CancelledError:
            assert list(new.parent.iterdir()) == []
        else:
            break
    assert goes_on > 4
    assert new.exists()
