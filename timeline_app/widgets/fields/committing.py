"""What may hold half-typed words, and can be asked to send them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Committing(QWidget):
    """A field or an editor that can be told to send what was typed."""

    def commit(self) -> bool:
        """Send what was typed, if anything; False if it may not stand."""
        raise NotImplementedError
