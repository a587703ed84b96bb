import os
import time

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.exchange.printing import faults, pages
from tests.exchange.projects import small_project
from tests.shell.test_export_command import write_project
from timeline_app.domain.edits import add
from timeline_app.domain.profiles import Profile
from timeline_app.domain.records import Event
from timeline_app.domain.view_filter import EVERYTHING, saved
from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.shell import export_desk, exporting
from timeline_app.shell.cli import cli
from timeline_app.shell.export_desk import ExportDesk, remember, remembered
from timeline_app.shell.export_process import ExportProcess, arguments_of
from timeline_app.storage.store import Store
from timeline_app.widgets.timeline_view import TimelineView

CHOICES = [
    PrintChoices(),
    PrintChoices(paper="Letter", landscape=False, sheets=7, view="January", language="en"),
    PrintChoices(parts=frozenset({Part.EVENTS, Part.CHANGES}), profile=Profile.PUBLIC),
]


@pytest.fixture
def project(tmp_path):
    return write_project(tmp_path / "strike.sqlite", small_project())


@pytest.fixture
def document(project):
    with Store.open(project) as store:
        yield Document(store)


@pytest.fixture
def desk(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    return ExportDesk(window, tmp_path / "settings.ini")


@pytest.mark.parametrize("choices", CHOICES)
def test_choices_are_remembered_for_each_project(choices, tmp_path):
    memory = tmp_path / "settings.ini"
    remember(memory, "one", choices)
    assert remembered(memory, "one") == choices
    assert remembered(memory, "two") == PrintChoices()


def test_a_memory_that_cannot_be_read_is_none(tmp_path):
    memory = tmp_path / "settings.ini"
    memory.write_text('[export]\none=nonsense\ntwo="{\\"paper\\": 7}"\n')
    assert remembered(memory, "one") == remembered(memory, "two") == PrintChoices()


def test_the_dialog_shows_pages_of_a_project_that_is_open_for_writing(desk, document, qtbot):
    dialog = desk.open(document)
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=60_000)
    assert dialog.preview.count >= 5
    dialog.close()


def test_the_dialog_offers_the_profiles_and_makes_the_pages_anew(desk, document, qtbot):
    dialog = desk.open(document)
    dialog.profile.setCurrentIndex(dialog.profile.findData(Profile.PARTNER.value))
    with qtbot.waitSignal(dialog.preview_requested, timeout=5_000) as asked:
        dialog.ask_for_preview()
    assert asked.args[0].profile is Profile.PARTNER
    assert dialog.choices.profile is Profile.PARTNER
    dialog.close()


def test_a_file_is_written_where_it_is_asked_for(desk, document, qtbot, tmp_path, monkeypatch):
    out = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    dialog = desk.open(document)
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=60_000)
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "out.pdf" in dialog.said.text(), timeout=5000)
    assert faults(out.read_bytes()) == []
    dialog.close()


def test_the_pages_shown_are_printed_and_the_dialog_says_how_far(
    desk, document, qtbot, tmp_path, monkeypatch
):
    def take(dialog):
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return True

    monkeypatch.setattr(QPrintDialog, "exec", take)
    dialog = desk.open(document)
    qtbot.waitUntil(lambda: dialog.preview.count > 0, timeout=60_000)
    count = dialog.preview.count
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert dialog.said.text() == f"Printing page 1 of {count}…"
    qtbot.waitUntil(lambda: dialog.said.text() == "The printer has the pages.", timeout=60_000)
    assert len(pages((tmp_path / "printed.pdf").read_bytes())) == count
    dialog.close()


def test_stopping_is_at_once_and_leaves_nothing(project, qtbot, tmp_path):
    process = ExportProcess()
    with qtbot.waitSignal(process.progressed, timeout=60_000):
        process.start(project, tmp_path / "out.pdf", PrintChoices())
    began = time.monotonic()
    with qtbot.waitSignal(process.stopped):
        process.stop()
    assert time.monotonic() - began < 1
    assert not process.is_running
    assert sorted(path.name for path in tmp_path.iterdir()) == ["strike.sqlite"]


def test_a_failure_is_a_sentence_and_the_old_file_stays(project, qtbot, tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    process = ExportProcess()
    with qtbot.waitSignal(process.failed, timeout=60_000) as failed:
        process.start(project, tmp_path / "folder.pdf", PrintChoices())
    assert "folder.pdf" in failed.args[0]
    assert "Traceback" not in failed.args[0]


def test_a_process_that_dies_says_so(project, qtbot, tmp_path):
    process = ExportProcess()
    with qtbot.waitSignal(process.progressed, timeout=60_000):
        process.start(project, tmp_path / "out.pdf", PrintChoices())
    with qtbot.waitSignal(process.failed, timeout=60_000) as failed:
        os.kill(process._process.processId(), 9)
    assert "nothing was written" in failed.args[0]
    assert not (tmp_path / "out.pdf").exists()


def test_a_new_export_takes_the_place_of_the_one_under_way(project, qtbot, tmp_path):
    process = ExportProcess()
    process.start(project, tmp_path / "a.pdf", PrintChoices())
    with qtbot.waitSignal(process.finished, timeout=60_000) as finished:
        process.start(project, tmp_path / "b.pdf", PrintChoices())
    assert finished.args[0] == tmp_path / "b.pdf"
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("choices", CHOICES)
def test_the_command_line_says_all_that_can_be_chosen(choices, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(exporting, "export", lambda request, _tell: asked.append(request) or ())
    done = CliRunner().invoke(cli, ["export", *arguments_of(choices), "a", str(tmp_path / "b.pdf")])
    assert done.exit_code == 0, done.output
    assert asked[0].choices == choices


@pytest.mark.parametrize(
    "names",
    [
        ("page", "Web page (*.html)", "page.html"),
        ("all.json", "Whole project (*.json)", "all.json"),
        ("js", "TimelineJS (*.timelinejs.json)", "js.timelinejs.json"),
    ],
)
def test_other_formats_are_written_under_the_name_asked_for(
    desk, document, qtbot, monkeypatch, names
):
    typed, taken, written = names
    folder = document.store.path.parent
    told = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / typed), taken))
    monkeypatch.setattr(export_desk, "tell", lambda *said: told.append(said[-1]))
    desk.export_as(document)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert (folder / written).exists()
    assert written in told[0]
    assert "1 confidential source is shown by its public description only" in told[0]


def test_a_kept_view_that_is_on_the_screen_is_the_one_offered(desk, document, qtbot):
    document.do(add("Keep", saved("January", EVERYTHING), saved("Strike", EVERYTHING)))
    dialog = desk.open(document, "Strike")
    assert dialog.view.currentText() == "Strike"
    dialog.close()


def test_other_formats_hold_what_is_on_the_screen_not_what_was_printed_last(
    desk, document, qtbot, tmp_path, monkeypatch
):
    remember(tmp_path / "settings.ini", document.project.id, PrintChoices(view="A view since gone"))
    said, out = [], tmp_path / "all.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(export_desk, "tell", lambda _window, _title, text: said.append(text))
    desk.export_as(document)
    qtbot.waitUntil(lambda: len(said) == 1, timeout=60_000)
    assert said[0].startswith("Written to")
    assert out.exists()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_timeline_is_written_as_it_is_on_the_screen(desk, document, qtbot, monkeypatch, suffix):
    document.do(add("event", Event("e7", "Mehmet Kaya waits", end_max=1_767_225_600)))
    timeline = TimelineView(document, Selection())
    qtbot.addWidget(timeline)
    timeline.resize(900, 500)
    with qtbot.waitExposed(timeline):
        timeline.show()
    qtbot.waitUntil(lambda: bool(timeline.canvas.frame().titles))
    folder, told = document.store.path.parent, []
    kind = next(kind for kind in desk._seen() if suffix in kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "seen"), kind))
    monkeypatch.setattr(export_desk, "tell", lambda *said: told.append(said[-1]))
    desk.export_as(document, timeline)
    out = folder / f"seen.{suffix}"
    assert timeline.shown_text in told[0]
    if suffix == "png":
        assert QImage(str(out)).size() == timeline.canvas.size()
    else:
        text = out.read_text("utf-8")
        assert "Cranes stand still" in text
        assert "Kaya" not in text
        assert "Names of confidential sources were taken out" in told[0]
