"""A filter for each column, under its heading: words, a list of values with counts, a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget
from typing_extensions import override

from timeline_app.models.tables.columns import Column, Holds, TableSpec
from timeline_app.models.tables.ordering import Wish
from timeline_app.models.words import word_for
from timeline_app.widgets.plain import literal, set_tooltip
from timeline_app.widgets.tables.header import TableHeader

_PAUSE_MS = 150
_MOST_NAMES = 25
_MARGIN = 2

Facets = list[tuple[str, str, int]]
"""A column's values with their words and how many of the rows that fit otherwise have each."""

Counts = Callable[[str, Callable[[Facets], None]], None]
"""Counts a column's values and hands them on, when they are read."""


class FilterRow(QWidget):
    """The filters, each as wide as its column and moving with it."""

    wishes_changed = Signal(object)  # dict[str, Wish]
    focused = Signal(str)  # column key

    def __init__(
        self, spec: TableSpec, header: TableHeader, counts: Counts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._header = header
        self._wishes: dict[str, Wish] = {}
        self._cells: dict[int, QWidget] = {}
        for section, column in enumerate(spec.columns):
            cell = self._cell_for(column, counts)
            if cell is not None:
                self._cells[section] = cell
        header.sectionResized.connect(self.place)
        header.sectionMoved.connect(self.place)
        header.geometriesChanged.connect(self.place)
        self.setFixedHeight(self.fontMetrics().height() + 14)

    @property
    def wishes(self) -> Mapping[str, Wish]:
        """What each column must fit; a column without a wish is not named."""
        return self._wishes

    def cell(self, key: str) -> QWidget:
        """Return the filter of a column; KeyError if it has none."""
        return next(c for c in self._cells.values() if c.objectName() == f"filter_{key}")

    def type_words(self, key: str, words: str) -> None:
        """Put words in a column's filter. KeyError if it takes none."""
        cell = self.cell(key)
        assert isinstance(cell, _WordFilter)
        cell.setText(words)

    def clear(self) -> None:
        """Take all wishes back."""
        for cell in self._cells.values():
            if isinstance(cell, (_WordFilter, _ListFilter)):
                cell.forget()
        self._wishes = {}
        self.wishes_changed.emit({})

    def wish(self, key: str, value: Wish | None) -> None:
        """Wish for a column, as typing or choosing does."""
        wishes = {k: w for k, w in self._wishes.items() if k != key}
        if value is not None:
            wishes[key] = value
        if wishes != self._wishes:
            self._wishes = wishes
            self.wishes_changed.emit(dict(wishes))

    def place(self) -> None:
        """Put each filter under its heading."""
        for section, cell in self._cells.items():
            hidden = self._header.isSectionHidden(section)
            cell.setVisible(not hidden)
            if not hidden:
                left = self._header.sectionViewportPosition(section)
                width = self._header.sectionSize(section)
                cell.setGeometry(
                    left + _MARGIN, _MARGIN, width - 2 * _MARGIN, self.height() - 2 * _MARGIN
                )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place()

    def _cell_for(self, column: Column, counts: Counts) -> QWidget | None:
        if column.holds is Holds.NOTHING or (column.holds is Holds.CODE and not column.listed):
            return None
        cell: _ListFilter | _WordFilter
        if column.holds is Holds.CODE:
            cell = _ListFilter(column, counts, self)
        else:
            cell = _WordFilter(column, counts, self)
        cell.setObjectName(f"filter_{column.key}")
        cell.setAccessibleName(self.tr("Filter “{column}”").format(column=column.heading))
        cell.wished.connect(lambda value, key=column.key: self.wish(key, value))
        cell.focused.connect(lambda key=column.key: self.focused.emit(key))
        return cell


class _ListFilter(QPushButton):
    """A closed list: any, or some of its values, each with how many rows have it."""

    wished = Signal(object)
    focused = Signal()

    def __init__(self, column: Column, counts: Counts, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._counts = counts
        self._chosen: frozenset[str] = frozenset()
        self._asked = 0
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tell()

    def forget(self) -> None:
        """Choose nothing."""
        self._chosen = frozenset()
        self._tell()

    def choose(self, values: frozenset[str]) -> None:
        """Choose values; none is any."""
        self._chosen = values
        self._tell()
        self.wished.emit(values or None)

    def _fill(self) -> None:
        self._menu.clear()
        every = self._menu.addAction(self.tr("Any"))
        every.triggered.connect(lambda: self.choose(frozenset()))
        self._menu.addSeparator()
        self._asked += 1
        self._menu.addAction(self.tr("counting…")).setEnabled(False)
        self._counts(self._column.key, partial(self._list, self._asked))

    def _list(self, asked: int, facets: Facets) -> None:
        if asked != self._asked:  # it was opened again before they were counted
            return
        self._menu.removeAction(self._menu.actions()[-1])
        for value, word, count in facets:
            action = self._menu.addAction(f"{literal(word)}\t{count:,}")
            action.setCheckable(True)
            action.setChecked(value in self._chosen)
            action.toggled.connect(lambda on, v=value: self._turn(v, on=on))

    def _turn(self, value: str, *, on: bool) -> None:
        self.choose(self._chosen | {value} if on else self._chosen - {value})

    def _tell(self) -> None:
        words = [word_for(value) for value in self._column.listed if value in self._chosen]
        self.setText(literal(", ".join(words)) if words else self.tr("any"))
        set_tooltip(self, ", ".join(words))


class _WordFilter(QLineEdit):
    """Words to be found in a column, or a date, or a least number; names come with counts."""

    wished = Signal(object)
    focused = Signal()

    def __init__(self, column: Column, counts: Counts, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._counts = counts
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(self._typed)
        hints = {Holds.SPAN: self.tr("2026-01"), Holds.NUMBER: self.tr("at least")}
        self.setPlaceholderText(hints.get(column.holds, self.tr("contains")))
        if column.holds is Holds.REFERENCE:
            set_tooltip(self, self.tr("Type part of a name, or press Down for a list with counts"))

    def forget(self) -> None:
        """Empty the line, telling nobody."""
        with QSignalBlocker(self):
            self.clear()

    def _open_names(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def show(facets: Facets) -> None:
            for _, name, count in facets[:_MOST_NAMES]:
                action = menu.addAction(f"{literal(name)}\t{count:,}")
                action.triggered.connect(lambda _=False, n=name: self.setText(n))
            menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

        self._counts(self._column.key, show)

    def _typed(self, text: str) -> None:
        self.focused.emit()
        if text:
            self._pause.start()
        else:
            self._pause.stop()
            self._say()

    def _say(self) -> None:
        text = self.text().strip()
        if not text:
            self.wished.emit(None)
        elif self._column.holds is Holds.SPAN:
            self._say_date(text)
        elif self._column.holds is Holds.NUMBER:
            self.wished.emit(float(text) if text.isdecimal() else None)
        else:
            self.wished.emit(text)

    def _say_date(self, text: str) -> None:
        # The EDTF grammar is built on first use: the window comes before it.
        from timeline_app.domain.edtf.errors import DateError  # noqa: PLC0415
        from timeline_app.domain.reading import read_edtf  # noqa: PLC0415

        try:
            bounds = read_edtf(text).bounds
        except DateError:
            return  # half a date is no wish yet; the rows stay as they are
        first = float("-inf") if bounds.start_min is None else float(bounds.start_min)
        last = float("inf") if bounds.end_max is None else float(bounds.end_max)
        self.wished.emit((first, last))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down and self._column.holds is Holds.REFERENCE:
            self._open_names()
        else:
            super().keyPressEvent(event)
