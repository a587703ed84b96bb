"""How a quick line is read, shown part by part: what each is, whether it is known or new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.models.quick_drafting import PreviewPart
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.plain import set_tooltip
from timeline_app.widgets.theme import Theme

_WIDEST = 18  # heights of its large letters that a part is wide
_INSET = 8


class PreviewParts(QWidget):
    """The parts of a line in a row that breaks where it must; a hint where there is none."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        """Show the hint until there is something to show."""
        super().__init__(parent)
        self._shown: tuple[PreviewPart, ...] = ()
        self._chips: list[_Chip] = []
        self._hint = TextBlock(hint, TextStyle("ink_soft"))
        self._row = QWidget()
        self._flow = Flow(self._row, gap=6)
        self._row.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._hint)
        box.addWidget(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> tuple[PreviewPart, ...]:
        """What is shown."""
        return self._shown

    def show_parts(self, parts: Sequence[PreviewPart]) -> None:
        """Show these parts; chips that stay are not built anew."""
        if tuple(parts) == self._shown:
            return
        self._shown = tuple(parts)
        while len(self._chips) < len(self._shown):
            chip = _Chip()
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for chip, part in zip(self._chips, self._shown, strict=False):
            chip.present(part)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(self._shown))
        self._hint.setVisible(not self._shown)
        self._row.setVisible(bool(self._shown))
        self._flow.invalidate()
        self.updateGeometry()


class _Chip(QWidget):
    """One part: what it is in small letters, what is meant beside it, and what is new about it."""

    def __init__(self) -> None:
        super().__init__()
        self._part = PreviewPart("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def present(self, part: PreviewPart) -> None:
        self._part = part
        said = f"{part.role}: {part.words}"
        self.setAccessibleName(f"{said} ({part.note})" if part.note else said)
        set_tooltip(self, "\n".join(t for t in (said, part.note, part.detail) if t))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        small, plain = self._metrics()
        width = max(
            small.horizontalAdvance(self._upper()), plain.horizontalAdvance(self._part.words)
        )
        height, widest = small.height() + plain.height(), _WIDEST * plain.height()
        return QSize(round(min(width, widest)) + 2 * _INSET + 3, round(height) + 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, part = Theme.current(), self._part
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground, edge = self._roles()
        painter.setBrush(theme.colour(ground))
        style = Qt.PenStyle.DashLine if part.is_new else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(edge), 1, style))
        painter.drawRoundedRect(box, 5, 5)
        small, plain = self._metrics()
        inner = box.adjusted(_INSET, 3, -_INSET, -3)
        upper = QRectF(inner.left(), inner.top(), inner.width(), small.height())
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), plain.height())
        self._write(painter, upper, self._upper(), self._small(), self._upper_role())
        self._write(painter, lower, part.words, self.font(), "ink")

    def _upper(self) -> str:
        return f"{self._part.role} · {self._part.note}" if self._part.note else self._part.role

    def _upper_role(self) -> str:
        return "warning" if self._part.is_doubtful else "ink_soft"

    def _roles(self) -> tuple[str, str]:
        if self._part.is_doubtful:
            return "warning_soft", "warning"
        return ("accent_soft", "accent") if self._part.is_new else ("raised", "line")

    def _write(self, painter: QPainter, room: QRectF, text: str, font: QFont, role: str) -> None:
        painter.setFont(font)
        painter.setPen(Theme.current().colour(role))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(align), shown)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.86))
        return font

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        return QFontMetricsF(self._small()), QFontMetricsF(self.font())
