"""The toolbar, made from the list of commands, with the search in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from timeline_app.shell import actions as spec
from timeline_app.shell.actions import TOOLBAR, Actions, Spec
from timeline_app.widgets import look
from timeline_app.widgets.icons import SIDE

SEARCH_WIDTH = 290

_NARROWEST = 0.35
"""The least the search keeps of its width."""


class Toolbar(QToolBar):
    """The toolbar of one window; a None in its list is a gap that takes what room is left."""

    def __init__(self, window: QMainWindow, actions: Actions, search: QWidget) -> None:
        super().__init__(window)
        self._search = search
        self.setWindowTitle(self.tr("Toolbar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for group in TOOLBAR:
            if group is None:
                self.addWidget(_spring(self))
            else:
                self._add_group(group, actions)
        self.insertWidget(actions[spec.EXPORT_PDF.name], search)
        self._wordy = self.widgetForAction(actions[spec.FOLD.name])
        window.addToolBar(self)

    def set_text_size(self, per_cent: int) -> None:
        """Draw the signs as large as the text beside them."""
        side = round(SIDE * per_cent / 100)
        self.setIconSize(QSize(side, side))
        self.fit()

    def fit(self) -> None:
        """Make the search as wide as it should be, or as there is room.

        Where large text leaves it none, words beside signs go first. What then has no room is
        behind the sign at the end of the bar.
        """
        wide = round(SEARCH_WIDTH * look.text_scale())
        assert isinstance(self._wordy, QToolButton)
        for style in (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        ):
            self._wordy.setToolButtonStyle(style)
            left = self.window().width() - self._taken()
            if left >= wide * _NARROWEST:
                break
        self._search.setFixedWidth(round(min(max(left, wide * _NARROWEST), wide)))

    def _add_group(self, group: tuple[Spec, ...], actions: Actions) -> None:
        if self.actions():
            self.addSeparator()
        for command in group:
            self.addAction(actions[command.name])
            _dress(self.widgetForAction(actions[command.name]), command)

    def _taken(self) -> int:
        """Return the pixels that are needed for all but the search.

        The size hint is of the last layout.
        """
        widgets = [self.widgetForAction(action) for action in self.actions()]
        wide = sum(w.sizeHint().width() for w in widgets if w is not None and w is not self._search)
        layout = self.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        return wide + layout.spacing() * len(widgets) + margins.left() + margins.right()


def _dress(button: QWidget | None, command: Spec) -> None:
    assert isinstance(button, QToolButton)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if command.is_primary:
        button.setObjectName("primary")
    style = Qt.ToolButtonStyle
    with_words = style.ToolButtonTextBesideIcon if command.sign else style.ToolButtonTextOnly
    button.setToolButtonStyle(with_words if command.short else style.ToolButtonIconOnly)


def _spring(parent: QWidget) -> QWidget:
    spring = QWidget(parent)
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
