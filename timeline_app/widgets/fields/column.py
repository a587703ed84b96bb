"""A column of widgets that follows a list of values.

Each value has a key. A widget stays as long as its key does and is only shown the new value, so
that the focus, an open editor and half-typed words outlive every refresh.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Keyed(Protocol):
    """A value to show, that can be told from its neighbours."""

    @property
    def key(self) -> str: ...


class Presenting(Protocol):
    """A widget that can be shown another value."""

    def present(self, view: object, /) -> None: ...


View = TypeVar("View", bound=Keyed)


class Column(QWidget, Generic[View]):
    """Widgets beneath each other, one for each value."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 4) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._widgets: dict[str, QWidget] = {}
        self._views: dict[str, View] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    @property
    def widgets(self) -> list[QWidget]:
        """The widgets, from top to bottom."""
        return [self._widgets[key] for key in self._views]

    def make(self, view: View) -> QWidget:
        """Make the widget for a value; its `present` takes the value anew."""
        raise NotImplementedError

    def follow(self, views: Sequence[View]) -> None:
        """Show these values: keep the widgets whose keys stay, make and drop the others."""
        wanted = {view.key: view for view in views}
        for key in [key for key in self._widgets if key not in wanted]:
            self._drop(key)
        for position, (key, view) in enumerate(wanted.items()):
            self._place(position, key, view)
        self._views = wanted

    def _place(self, position: int, key: str, view: View) -> None:
        widget = self._widgets.get(key)
        if widget is None:
            widget = self._widgets[key] = self.make(view)
        elif self._views.get(key) != view:
            cast(Presenting, widget).present(view)
        if self._box.indexOf(widget) != position:
            self._box.insertWidget(position, widget)

    def _drop(self, key: str) -> None:
        widget = self._widgets.pop(key)
        self._box.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
