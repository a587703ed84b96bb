"""The pages of a preview on paper: what was looked at is what comes out."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from timeline_app.widgets.page_preview import PagePreview


def print_pages(preview: PagePreview, printer: QPrinter) -> bool:
    """Print the pages the printer was told to, or all; False if it would not begin.

    Each page is fitted to the sheet, turned as the page lies.
    """
    first = max(printer.fromPage(), 1) - 1
    last = min(printer.toPage() or preview.count, preview.count)
    painter = QPainter()
    for number in range(first, last):
        _turn(printer, preview, number)
        if number == first:
            if not painter.begin(printer):
                return False
        elif not printer.newPage():
            painter.end()
            return False
        _draw(painter, printer, preview, number)
    return painter.end() if painter.isActive() else False


def _turn(printer: QPrinter, preview: PagePreview, number: int) -> None:
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
