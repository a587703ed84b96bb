"""The pages of a preview on paper: what was looked at is what comes out."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QObject, QPointF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from timeline_app.widgets.page_preview import PagePreview


class PagePrinting(QObject):
    """Prints the pages the printer was told to, or all, and the window lives between two of them.

    Each page is fitted to the sheet, turned as the page lies. The preview may not change meanwhile.
    """

    progressed = Signal(int, int)  # the page that is next, from 1, and the last one
    ended = Signal(bool)  # whether the printer took every page

    def __init__(
        self, preview: PagePreview, printer: QPrinter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.is_running = False
        self._preview, self._printer, self._painter = preview, printer, QPainter()
        self._next = max(printer.fromPage(), 1) - 1
        self._end = min(printer.toPage() or preview.count, preview.count)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._print_next)

    def start(self) -> None:
        """Begin; `ended` says how it went."""
        self.is_running = True
        self._wait()

    def stop(self) -> None:
        """Print no more; pages a printer has already are its own affair."""
        if not self.is_running:
            return
        self._turn.stop()
        self._printer.abort()
        self._finish()

    def _wait(self) -> None:
        self._turn.start(0)
        self.progressed.emit(self._next + 1, self._end)

    def _print_next(self) -> None:
        if not self._take_sheet():
            self._finish()
            self.ended.emit(False)  # noqa: FBT003 - Qt's signals take no names
            return
        _draw(self._painter, self._printer, self._preview, self._next)
        self._next += 1
        if self._next < self._end:
            self._wait()
        else:
            self.ended.emit(self._finish())

    def _take_sheet(self) -> bool:
        if self._next >= self._end:
            return False
        _lay(self._printer, self._preview, self._next)
        return (
            self._printer.newPage()
            if self._painter.isActive()
            else self._painter.begin(self._printer)
        )

    def _finish(self) -> bool:
        self.is_running = False
        return self._painter.isActive() and self._painter.end()


def _lay(printer: QPrinter, preview: PagePreview, number: int) -> None:
    width, height = preview.size_of(number)
    layout = QPageLayout.Orientation
    printer.setPageOrientation(layout.Landscape if width > height else layout.Portrait)


def _draw(painter: QPainter, printer: QPrinter, preview: PagePreview, number: int) -> None:
    room = printer.pageRect(QPrinter.Unit.DevicePixel).size()
    image = preview.image_of(number, round(room.width()), round(room.height()))
    corner = QPointF((room.width() - image.width()) / 2, (room.height() - image.height()) / 2)
    painter.drawImage(corner, image)


def page_printer(preview: PagePreview) -> QPrinter:
    """Return a printer set to the paper of the first page, at 300 dots an inch."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(300)
    if preview.count:
        # A size is that of the sheet upright; how it lies is said page by page.
        size = QSizeF(*sorted(preview.size_of(0)))
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    return printer
