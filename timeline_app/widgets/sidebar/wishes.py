"""What a card may wish for: an edit, another selection, an address opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.records import Id
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document


class Wishes(QObject):
    """Handed to every part of a card, so that a wish made deep inside needs no chain of signals.

    It carries what the parts read from, too: the document and the names to complete.
    """

    edit_requested = Signal(object)  # Edit
    select_requested = Signal(object)  # Ref
    compare_requested = Signal(str, str)  # event id, claim id or ""
    open_requested = Signal(str)  # an address that may be handed to the desktop

    def __init__(
        self, document: Document, completions: Completions, parent: QObject | None = None
    ) -> None:
        """Carry the wishes of the cards over one document."""
        super().__init__(parent)
        self.document = document
        self.completions = completions
        self.half_written: dict[Id, tuple[int, str]] = {}
        """Judgements not sent yet, by their subject: the grade chosen, and the reasons so far."""
