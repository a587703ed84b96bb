"""Edits on their way to the document: what follows from a changed date is shown and asked first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.domain.edits import Edit
from timeline_app.domain.edtf.errors import DateError
from timeline_app.models.document import Document
from timeline_app.models.redating import Consequence, consequences, with_consequences
from timeline_app.widgets.plain import ask, tell

SHOWN = 8
"""Moves that a question lists; the rest are counted."""


class Proposals(QObject):
    """Takes the edits the views ask for, and gives them to the document once they are whole."""

    def __init__(self, document: Document, window: QWidget) -> None:
        """Write to a document; ask over a window."""
        super().__init__(document)
        self._document = document
        self._window = window

    def take(self, edit: Edit) -> None:
        """Write an edit, with the datings that follow from it if the person says so."""
        try:
            moves = consequences(self._document, edit) if edit.touches("dating") else ()
        except DateError as error:
            tell(
                self._window,
                self.tr("Not changed"),
                self.tr("Not changed: %1.").replace("%1", str(error)),
            )
            return
        whole = self._asked(edit, moves) if moves else edit
        if whole is not None:
            self._document.do(whole)

    def _asked(self, edit: Edit, moves: Sequence[Consequence]) -> Edit | None:
        move_too, leave = self.tr("Move them too"), self.tr("Leave them as they are")
        one, many = self.tr("1 date is counted"), self.tr("%1 dates are counted")
        counted = one if len(moves) == 1 else many.replace("%1", str(len(moves)))
        text = self.tr("%1 from this one:").replace("%1", counted)
        lines = [move.text for move in moves[:SHOWN]]
        if len(moves) > SHOWN:
            lines.append(self.tr("… and %n more", "", len(moves) - SHOWN))
        answer = ask(
            self._window,
            self.tr("Dates that follow"),
            "\n".join([text, "", *lines]),
            move_too,
            leave,
        )
        if answer == move_too:
            return with_consequences(self._document, edit, moves)
        return edit if answer == leave else None
