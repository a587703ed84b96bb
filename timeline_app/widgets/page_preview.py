"""Pages of a PDF, one at a time, as they will come out of the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.widgets.theme import Theme

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_EDGE = 14.0
"""Pixels around a page."""

_MOST_PIXELS = 24_000_000


class PagePreview(QWidget):
    """Shows one page, fitted. Page Up and Page Down, Home and End, and the wheel turn pages."""

    turned = Signal()  # another page, or another document

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pages."""
        super().__init__(parent)
        self._document: PdfDocument | None = None
        self._image: tuple[tuple[int, int, int], QImage] | None = None
        self.number = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 260)
        self.setAccessibleName(self.tr("Preview of the pages"))

    @property
    def count(self) -> int:
        """The number of pages; 0 before there are any."""
        return 0 if self._document is None else len(self._document)

    def show_pages(self, pdf: bytes) -> None:
        """Show a document, at the page that was shown before if it has one."""
        from pypdfium2 import PdfDocument  # noqa: PLC0415 - not before the first window needs it

        self.clear()
        self._document = PdfDocument(pdf)
        self.number = min(self.number, self.count - 1)
        self._announce()

    def clear(self) -> None:
        """Show nothing, and let go of the document."""
        if self._document is not None:
            self._document.close()
        self._document, self._image = None, None
        self.update()

    def turn_to(self, number: int) -> None:
        """Show a page by its number from 0; beyond either end, the nearest."""
        number = max(0, min(number, self.count - 1))
        if number != self.number and self.count:
            self.number = number
            self._announce()

    def size_of(self, number: int) -> tuple[float, float]:
        """Return the width and height of a page in points."""
        assert self._document is not None
        width, height = self._document.get_page_size(number)
        return float(width), float(height)

    def image_of(self, number: int, width: int, height: int) -> QImage:
        """Return a page drawn to fit so many pixels."""
        assert self._document is not None
        page = self._document[number]
        scale = min(width / page.get_width(), height / page.get_height())
        scale = min(scale, (_MOST_PIXELS / (page.get_width() * page.get_height())) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        ).copy()
        bitmap.close()
        page.close()
        return image

    def _announce(self) -> None:
        said = self.tr("Page %1 of %2").replace("%1", str(self.number + 1))
        self.setAccessibleDescription(said.replace("%2", str(self.count)))
        self.update()
        self.turned.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(620, 620)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = Theme.current()
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self.count:
            self._paint_page(painter, theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, theme: Theme) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(self.width(), self.height()) - QSize(int(2 * _EDGE), int(2 * _EDGE))
        key = (self.number, round(room.width() * ratio), round(room.height() * ratio))
        if self._image is None or self._image[0] != key:
            self._image = (key, self.image_of(*key))
        image = self._image[1]
        wide, high = image.width() / ratio, image.height() / ratio
        box = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        painter.fillRect(box.translated(2, 3), theme.colour("line"))
        painter.drawImage(box, image)
        painter.setPen(QPen(theme.colour("ink_faint"), 1))
        painter.drawRect(box)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_PageDown: self.number + 1,
            Qt.Key.Key_Right: self.number + 1,
            Qt.Key.Key_PageUp: self.number - 1,
            Qt.Key.Key_Left: self.number - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }
        to = turns.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self.turn_to(to)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn_to(self.number + (1 if event.angleDelta().y() < 0 else -1))
