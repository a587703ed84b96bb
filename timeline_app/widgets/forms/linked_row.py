"""How a form stacks what a claim is linked to: how it bears on it, then what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def stack(row: QWidget, stance: QWidget, remove: QWidget, *below: QWidget) -> None:
    """Lay out a row: the stance and the cross that removes it, then its lines below each other.

    The cross stands before the lines: on Tab from the words, a space must not remove them.
    """
    head = QHBoxLayout()
    head.addWidget(stance)
    head.addStretch(1)
    head.addWidget(remove)
    box = QVBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    box.addLayout(head)
    for line in below:
        box.addWidget(line)
