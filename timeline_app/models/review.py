"""The review of the open project, always current: its findings as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit, add, remove, revise
from timeline_app.domain.records import ReviewNote
from timeline_app.domain.review import CONFLICTS, Finding, answer_to, answered
from timeline_app.models.document import Document
from timeline_app.models.finding_texts import kind_text, text_of
from timeline_app.storage.findings import Piece, findings, pieces

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
SETTLE_MS = 150  # a burst of edits is reviewed once


class Column(IntEnum):
    """The columns of the review."""

    KIND = 0
    FINDING = 1
    ANSWER = 2


class ReviewModel(QAbstractTableModel):
    """Open findings, the gravest first; answered ones when asked for.

    After an edit the findings are looked up again in many short turns, so that nothing waits; an
    answer counts at once. While an answer is typed the rows stay as they are.
    """

    counted = Signal(int)  # open findings
    edit_requested = Signal(object)  # Edit

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Review a document as soon as the event loop is idle."""
        super().__init__(parent)
        self._document = document
        self._found: list[Finding] = []
        self._notes: list[ReviewNote] = []
        self._rows: list[Finding] = []
        self._fresh: list[Finding] = []
        self._pending: Iterator[Piece] | None = None
        self._open_count = 0
        self._shows_answered = False
        self._is_held = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._take_turn)
        self._listing = QTimer(self, singleShot=True, interval=0)
        self._listing.timeout.connect(self._list)
        document.edited.connect(self._take_edit)
        self.refresh()

    @property
    def is_current(self) -> bool:
        """Tell whether every edit so far has been reviewed, and is in the rows."""
        due = (self._settle, self._listing)
        return self._pending is None and not any(timer.isActive() for timer in due)

    @property
    def open_count(self) -> int:
        """The number of findings without an answer."""
        return self._open_count

    @property
    def answered_count(self) -> int:
        """The number of findings that are answered as they stand."""
        return len(self._found) - self._open_count

    def show_answered(self, shown: bool) -> None:  # noqa: FBT001 -- connected to a check box
        """List answered findings as well, or only the open ones."""
        self._shows_answered = shown
        self._list()

    def hold(self) -> None:
        """Keep the rows as they are while an answer is typed in one."""
        self._is_held = True

    def release(self) -> None:
        """List what came since the rows were held."""
        self._is_held = False
        self._listing.start()

    def finding(self, row: int) -> Finding:
        """Return the finding of a row."""
        return self._rows[row]

    def row_of(self, wanted: Finding) -> int | None:
        """Return the row of a finding, whatever has become of its facts; None if not listed."""
        for row, finding in enumerate(self._rows):
            if finding.record_id == wanted.record_id and finding.key == wanted.key:
                return row
        return None

    def answer(self, finding: Finding) -> ReviewNote | None:
        """Return the note that answers a finding, or None while it is open."""
        return answer_to(finding, self._notes)

    def answering(self, finding: Finding, text: str) -> Edit:
        """Return the edit that answers a finding with a note; without text it is open again."""
        before = self.answer(finding)
        if not text:
            return remove(self.tr("Take back an answer"), [before] if before is not None else [])
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        note = answered(finding, text, self._document.author, made_at)
        if before is None:
            return add(self.tr("Answer a finding"), note)
        return revise(self.tr("Change an answer"), before, replace(note, id=before.id))

    def conflict_after(self, row: int, step: int) -> int | None:
        """Return the row of the next open conflict in a direction, going round; None if none."""
        count = len(self._rows)
        for distance in range(1, count + 1):
            candidate = (row + step * distance) % count
            finding = self._rows[candidate]
            if finding.kind in CONFLICTS and self.answer(finding) is None:
                return candidate
        return None

    def refresh(self) -> None:
        """Look everything up again, a piece a turn."""
        self._fresh = []
        with self._document.store.reading() as connection:
            self._pending = pieces(connection)
        self._turn.start()

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return (self.tr("Kind"), self.tr("Finding"), self.tr("Your answer"))[section]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_answer = index.column() == Column.ANSWER and not self._document.is_read_only
        return flags | Qt.ItemFlag.ItemIsEditable if is_answer else flags

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> str | None:
        if role not in (Role.DisplayRole, Role.EditRole, Role.AccessibleTextRole):
            return None
        finding = self._rows[index.row()]
        if index.column() == Column.KIND:
            return kind_text(finding.kind)
        if index.column() == Column.FINDING:
            return text_of(finding, self._document)
        answer = self.answer(finding)
        return answer.note if answer is not None else ""

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        note = str(value).strip()
        if role != Role.EditRole or note == (self.data(index) or ""):
            return False
        self.edit_requested.emit(self.answering(self._rows[index.row()], note))
        return True

    def _take_edit(self, edit: Edit) -> None:
        if all(isinstance(change.record, ReviewNote) for change in edit.changes):
            self._notes = self._document.all(ReviewNote)
            self._list()
        else:
            self._settle.start()

    def _take_turn(self) -> None:
        assert self._pending is not None
        with self._document.store.reading() as connection:
            piece = next(self._pending, None)
            if piece is not None:
                self._fresh += findings(connection, piece)
                return
        self._turn.stop()
        self._pending = None
        self._found = self._fresh
        self._notes = self._document.all(ReviewNote)
        self._list()

    def _list(self) -> None:
        answers = {(note.finding, note.facts) for note in self._notes}
        facts = {note.facts for note in self._notes}  # a key is dear to make, and few are answered
        is_open = [f.facts not in facts or (f.key, f.facts) not in answers for f in self._found]
        self._open_count = sum(is_open)
        if self._is_held:
            return
        self.beginResetModel()
        self._rows = [
            finding
            for finding, shown in zip(self._found, is_open, strict=True)
            if shown or self._shows_answered
        ]
        self.endResetModel()
        self.counted.emit(self._open_count)
