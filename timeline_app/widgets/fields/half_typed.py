"""What keeps half-typed words open while its record is shown, and no longer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class HalfTyped(QWidget):
    """A link that turns into a line, of what is to be added to the record shown."""

    def give_up(self) -> None:
        """Close the line: another record is shown, for which the words were not meant."""
        raise NotImplementedError
