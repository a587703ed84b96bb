"""Where the parts of the window are: the docks, their sizes, and how they come back as left."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QStyle, QWidget

from timeline_app.shell.settings import Settings

FIRST_SIZE = (1440, 900)
SMALLEST = (640, 420)
SIDEBAR_WIDTH = 345  # as in the sketch, in pixels
TABLES_SHARE = 0.36  # of the height


class Places(QObject):
    """The docks of one window: tables below, attribution at the right."""

    shown_changed = Signal()  # a dock was shown or hidden

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.tables = _dock("tables", self.tr("Tables"), window)
        self.sidebar = _dock("sidebar", self.tr("Attribution"), window)
        window.setMinimumSize(*SMALLEST)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.sidebar)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.tables)
        for dock in (self.tables, self.sidebar):
            dock.visibilityChanged.connect(self.shown_changed)
        self._size_window()

    def fill(self, tables: QWidget, sidebar: QWidget) -> None:
        """Put views in the docks, at the sizes they were left with or those of the sketch."""
        self.tables.setWidget(tables)
        self.sidebar.setWidget(sidebar)
        kept = self._settings.window_part("docks")
        if kept is not None and self._window.restoreState(kept):
            return
        self.tables.show()
        self.sidebar.show()
        height = round(self._window.height() * TABLES_SHARE)
        self._window.resizeDocks([self.sidebar], [SIDEBAR_WIDTH], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.tables], [height], Qt.Orientation.Vertical)

    def empty(self) -> None:
        """Hide the docks, without remembering that."""
        self.tables.hide()
        self.sidebar.hide()

    def keep(self, *, with_docks: bool) -> None:
        """Remember where the window is and, while they hold something, its docks."""
        self._settings.keep_window_part("geometry", self._window.saveGeometry())
        if with_docks:
            self._settings.keep_window_part("docks", self._window.saveState())

    def _size_window(self) -> None:
        geometry = self._settings.window_part("geometry")
        if geometry is None or not self._window.restoreGeometry(geometry):
            room = QApplication.primaryScreen().availableSize()
            width, height = FIRST_SIZE
            # The frame is not known yet; without room for it the status bar is off the screen.
            title = self._window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
            self._window.resize(min(width, room.width()), min(height, room.height() - title))


def _dock(name: str, title: str, parent: QWidget) -> QDockWidget:
    dock = QDockWidget(title, parent)
    dock.setObjectName(name)
    dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
    dock.setTitleBarWidget(QWidget(dock))  # none: what is in the dock has a head of its own
    return dock
