import io

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from timeline_app.exchange.choices import USUAL, Part, PrintChoices
from timeline_app.widgets.export_dialog import ExportDialog
from timeline_app.widgets.page_printing import PagePrinting, page_printer

LANGUAGES = [("en", "English"), ("tr", "Türkçe")]


def pdf_of(count):
    document = pypdfium2.PdfDocument.new()
    for number in range(count):
        document.new_page(300 + number, 200)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.fixture
def dialog(qtbot):
    shown = ExportDialog(PrintChoices(), LANGUAGES, ["January"], None)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_the_dialog_begins_with_the_choices_it_is_given(qtbot):
    choices = PrintChoices(
        paper="A1",
        landscape=False,
        sheets=4,
        language="tr",
        view="January",
        parts=USUAL - {Part.CLAIMS} | {Part.CHANGES},
    )
    shown = ExportDialog(choices, LANGUAGES, ["January"], None)
    qtbot.addWidget(shown)
    assert shown.choices == choices


def test_choices_are_made_with_keys(dialog, qtbot):
    dialog.paper.setFocus()
    qtbot.keyClick(dialog.paper, Qt.Key.Key_Down)
    dialog.sheets.setFocus()
    qtbot.keyClick(dialog.sheets, Qt.Key.Key_Up)
    dialog.parts[Part.SOURCES].setFocus()
    qtbot.keyClick(dialog.parts[Part.SOURCES], Qt.Key.Key_Space)
    chosen = dialog.choices
    assert chosen.paper == "A2"
    assert chosen.sheets == 2
    assert Part.SOURCES not in chosen.parts


def test_pages_are_asked_for_once_the_choices_rest(dialog, qtbot):
    asked = []
    dialog.preview_requested.connect(asked.append)
    with qtbot.waitSignal(dialog.preview_requested, timeout=3000):
        for _ in range(3):
            qtbot.keyClick(dialog.paper, Qt.Key.Key_Down)
    assert asked == [dialog.choices]


def test_the_buttons_ask_and_do_nothing_themselves(dialog, qtbot):
    with qtbot.waitSignal(dialog.export_requested) as asked:
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert asked.args == [dialog.choices]
    dialog.show_working("Setting the pages")
    assert not dialog.export.isEnabled()
    with qtbot.waitSignal(dialog.cancel_requested):
        qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)


def test_closing_stops_what_is_under_way(dialog, qtbot):
    with qtbot.waitSignal(dialog.cancel_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_pages_are_turned_by_keys_buttons_and_wheel(dialog, qtbot):
    dialog.show_pages(pdf_of(4))
    preview = dialog.preview
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.number == 1
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert dialog.page.text() == "Page 3 of 4"
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert not dialog.next.isEnabled()
    middle = QPointF(preview.rect().center())
    wheel = QWheelEvent(
        middle,
        preview.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview, wheel)
    assert preview.number == 2
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert preview.number == 0


def test_new_pages_open_where_one_was_looking(dialog):
    dialog.show_pages(pdf_of(4))
    dialog.preview.turn_to(2)
    dialog.show_pages(pdf_of(5))
    assert dialog.preview.number == 2
    dialog.show_pages(pdf_of(1))
    assert dialog.preview.number == 0


def test_a_page_is_drawn_white_and_whole(dialog):
    dialog.show_pages(pdf_of(1))
    image = dialog.preview.image_of(0, 600, 600)
    assert (image.width(), image.height()) == (600, 400)
    assert image.pixelColor(300, 200).name() == "#ffffff"


def test_what_was_lost_and_what_failed_is_said_as_plain_text(dialog, tmp_path):
    dialog.show_done(tmp_path / "<b>a</b>.pdf", ["3 characters"])
    assert "<b>a</b>.pdf" in dialog.said.text()
    assert "• 3 characters" in dialog.said.text()
    assert dialog.said.textFormat() is Qt.TextFormat.PlainText
    dialog.show_failure("The disk is full.")
    assert dialog.said.text() == "The disk is full."
    assert dialog.export.isEnabled()


def test_everything_has_a_name_for_those_who_cannot_see_it(dialog):
    assert dialog.preview.accessibleName()
    assert dialog.previous.accessibleName()
    dialog.show_pages(pdf_of(2))
    assert dialog.preview.accessibleDescription() == "Page 1 of 2"


def test_printing_is_asked_for_once_there_are_pages(dialog, qtbot):
    assert not dialog.print_button.isEnabled()
    dialog.show_pages(pdf_of(2))
    with qtbot.waitSignal(dialog.print_requested):
        qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)


def printing(dialog, path):
    """Return the printing of what a dialog shows to a file."""
    printer = page_printer(dialog.preview)
    printer.setOutputFileName(str(path))
    return PagePrinting(dialog.preview, printer, dialog)


def test_what_is_printed_are_the_pages_that_were_shown(dialog, qtbot, tmp_path):
    dialog.show_pages(pdf_of(3))
    job = printing(dialog, tmp_path / "printed.pdf")
    with qtbot.waitSignal(job.ended) as said:
        job.start()
    assert said.args == [True]
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    sizes = [tuple(round(side) for side in printed.get_page_size(n)) for n in range(len(printed))]
    printed.close()
    assert len(sizes) == 3
    assert sizes[0] == (300, 200)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_write_says_no(dialog, qtbot, tmp_path):
    dialog.show_pages(pdf_of(1))
    job = printing(dialog, tmp_path / "nowhere" / "printed.pdf")
    with qtbot.waitSignal(job.ended) as said:
        job.start()
    assert said.args == [False]
    assert not job.is_running


def test_the_window_lives_between_two_pages_that_are_printed(dialog, qtbot, tmp_path):
    dialog.show_pages(pdf_of(4))
    job = printing(dialog, tmp_path / "printed.pdf")
    beats = []
    job.progressed.connect(lambda page, last: beats.append((page, last)))
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append("beat"))
    timer.start(0)
    with qtbot.waitSignal(job.ended):
        job.start()
    pages = [beat for beat in beats if beat != "beat"]
    assert pages == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert "beat" in beats[beats.index((2, 4)) : beats.index((3, 4))]


def test_printing_stops_when_asked_to(dialog, qtbot, tmp_path):
    dialog.show_pages(pdf_of(4))
    job = printing(dialog, tmp_path / "printed.pdf")
    ends = []
    job.ended.connect(ends.append)
    job.progressed.connect(lambda page, _last: job.stop() if page == 3 else None)
    job.start()
    qtbot.waitUntil(lambda: not job.is_running)
    job.stop()
    assert ends == []
