"""How Qt's own widgets look here: Fusion, our fonts, and a quiet stylesheet made of theme roles."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from timeline_app.shipped import shipped
from timeline_app.widgets import theme
from timeline_app.widgets.theme import Theme

FAMILIES = ("Noto Sans", "Amiri", "Noto Sans Math", "Noto Sans Symbols 2")
"""The shipped families: the first for every script it has, Amiri for Arabic, two for signs."""

_FONT_FILES = (
    "NotoSans-Regular",
    "NotoSans-Medium",
    "NotoSans-Bold",
    "NotoSans-Italic",
    "Amiri-Regular",
    "Amiri-Bold",
    "NotoSansMath-Signs",
    "NotoSansSymbols2-Signs",
)

_SMALLEST, _LARGEST = 9.0, 13.0  # points; some systems report none, or a size for a television


def dress(app: QApplication, text_size: int = 100) -> None:
    """Give an application our style, fonts and the theme it carries, before any window.

    `text_size` is in per cent of the system's.
    """
    if app.property(_SYSTEM_POINTS) is None:  # once: Qt 6.11 does not survive a second setStyle
        app.setProperty(_SYSTEM_POINTS, min(max(app.font().pointSizeF(), _SMALLEST), _LARGEST))
        app.setStyle("Fusion")
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(shipped(f"fonts/{name}.ttf")))
    set_text_size(app, text_size)
    follow_theme(app)


def set_text_size(app: QApplication, per_cent: int) -> None:
    """Set the size of all text, in per cent of the system's."""
    font = QFont(list(FAMILIES))
    font.setPointSizeF(float(app.property(_SYSTEM_POINTS)) * per_cent / 100)
    app.setFont(font)
    # A stylesheet keeps the font that widgets had when it was set; only a new one lets it go.
    if app.styleSheet():
        app.setStyleSheet(_as_another(app.styleSheet()))


def text_scale() -> float:
    """Return how large text is now, as a multiple of the system's; 1 where nothing was dressed."""
    app = QApplication.instance()
    points = app.property(_SYSTEM_POINTS) if app is not None else None
    return QApplication.font().pointSizeF() / float(points) if points else 1.0


def _as_another(sheet: str) -> str:
    """Return a stylesheet that says the same in other letters, so that Qt applies it again."""
    return sheet.removesuffix(" ") if sheet.endswith(" ") else f"{sheet} "


def choose_theme(app: QApplication, name: str | None) -> None:
    """Put a theme on everything, or None to follow the system."""
    theme.choose(name)
    app.setStyleSheet(stylesheet(Theme.current()))


def follow_theme(app: QApplication) -> None:
    """Put the theme the application carries on everything, as after the system changed its own."""
    chosen = app.property("timeline_theme")
    choose_theme(app, chosen if chosen in theme.NAMES else None)


def stylesheet(look: Theme) -> str:
    """Return the stylesheet in the colours of a theme."""
    # Qt takes the @2x picture beside it where the screen is dense.
    pictures = {
        sign: shipped(f"icons/{sign}-{look.name}.png").as_posix()
        for sign in ("chevron", "rise", "tick")
    }
    return Template(_SHEET).substitute(look.roles, **pictures)


_SYSTEM_POINTS = "timeline_system_points"

_SHEET = """
QMainWindow, QMenuBar, QStatusBar { background: $surface; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QMenuBar { border-bottom: 1px solid $line_soft; padding: 1px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $selection; color: $selection_ink; }
QMenu { background: $raised; border: 1px solid $line; padding: 5px; menu-scrollable: 1; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_ink; }
QMenu::item:disabled { color: $ink_faint; }
QMenu::separator { height: 1px; background: $line_soft; margin: 5px 8px; }
QStatusBar { border-top: 1px solid $line; color: $ink_soft; }
QStatusBar::item { border: none; }
QStatusBar QLabel { padding: 3px 6px; }

QToolBar { background: $surface; border: none; border-bottom: 1px solid $line;
           spacing: 5px; padding: 5px 10px; }
QToolBar::separator { background: transparent; width: 8px; }
QToolBar QToolButton { background: $raised; color: $ink; border: 1px solid $line;
                       border-radius: 5px; padding: 3px 8px; }
QToolBar QToolButton:hover { border-color: $accent; }
QToolBar QToolButton:pressed, QToolBar QToolButton:checked
    { background: $accent_soft; border-color: $accent; color: $ink; }
QToolBar QToolButton:disabled { color: $ink_faint; border-color: $line_soft;
                                background: $surface; }
QToolBar QToolButton:focus { border-color: $accent; }
QToolBar QToolButton#qt_toolbar_ext_button { padding: 0; image: url("$chevron"); width: 22px; }
QToolBar QToolButton#primary { background: $accent; border-color: $accent; color: $accent_ink; }
QToolBar QToolButton#primary:hover { border-color: $ink; }
QToolBar QToolButton#primary:disabled { background: $surface; border-color: $line_soft;
                                        color: $ink_faint; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: $surface; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $ink_soft; border: none;
               border-bottom: 3px solid transparent; padding: 7px 14px 5px 14px; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }

QHeaderView { background: $paper; border: none; }
QHeaderView::section { background: $paper; color: $ink_soft; border: none;
                       border-bottom: 1px solid $line; padding: 5px 8px; }
QHeaderView::section:hover { color: $ink; background: $surface; }
QTableView, QTreeView, QListView { border: none; background: $paper; gridline-color: $line_soft;
    selection-background-color: $selection; selection-color: $selection_ink; }
QTableView#review { outline: none; }
QTableView#review::item { padding: 0 5px; border-bottom: 1px solid $line_soft; }
QTableView#review::item:selected { background: $selection; color: $selection_ink; }
QTableView#review::item:focus { border: 1px solid $accent; padding: 0 4px; }
QListView#completions { background: $raised; border: 1px solid $line; outline: none; }
QListView#completions::item { padding: 4px 7px; }
QListView#completions::item:selected { background: $selection; color: $selection_ink; }
QProgressBar#reading { background: $raised; border: 1px solid $line; border-radius: 4px;
    text-align: center; }
QProgressBar#reading::chunk { background: $selection; border-radius: 3px; }
QFrame#hidden-list { background: $raised; border: 1px solid $line; }
QListView#hidden-events { background: $raised; outline: none; }
QListView#hidden-events::item { padding: 0 5px; }
QListView#hidden-events::item:selected { background: $selection; color: $selection_ink; }
QFrame#cell-date { background: $raised; border: 1px solid $accent; border-radius: 6px; }
QTableCornerButton::section { background: $paper; border: none; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line; border: 3px solid transparent; border-radius: 6px;
                     background-clip: padding; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $ink_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox QLabel { padding: 6px 10px 6px 0; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: 5px 7px; }
QPushButton { background: $raised; color: $ink; border: 1px solid $line; border-radius: 5px;
              padding: 5px 14px; }
QPushButton:hover { border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; }
QPushButton:default { background: $accent; border-color: $accent; color: $accent_ink; }
QPushButton:flat { background: transparent; border: none; color: $accent; padding: 3px 0;
                   text-align: left; }
QPushButton:flat:hover, QPushButton:flat:focus { text-decoration: underline; }
QPushButton:disabled { color: $ink_faint; border-color: $line_soft; background: $surface; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: url("$chevron");
    subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QComboBox, QSpinBox { background: $raised; color: $ink; border: 1px solid $line;
                      border-radius: 5px; padding: 3px 2px 3px 8px; combobox-popup: 0; }
QComboBox:hover, QComboBox:focus, QComboBox:on, QSpinBox:hover, QSpinBox:focus
    { border-color: $accent; }
QComboBox:disabled, QSpinBox:disabled
    { color: $ink_faint; border-color: $line_soft; background: $surface; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 20px; }
QSpinBox::up-arrow { image: url("$rise"); width: 9px; }
QSpinBox::down-arrow { image: url("$chevron"); width: 9px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$chevron"); }
QComboBox QAbstractItemView { background: $raised; color: $ink; border: 1px solid $line;
    outline: none; selection-background-color: $selection; selection-color: $selection_ink; }
QComboBox QAbstractItemView::item { padding: 4px 7px; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator
    { width: 0.95em; height: 0.95em; border: 1px solid $ink_faint; border-radius: 3px;
      background: $paper; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus, QRadioButton::indicator:hover,
QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked
    { background: $accent; border-color: $accent; image: url("$tick"); }
QTreeView::indicator { width: 0.75em; height: 0.75em; }
QRadioButton::indicator { border-radius: 0.5em; }
QRadioButton::indicator:checked { border-color: $accent;
    background: qradialgradient(cx: 0.5, cy: 0.5, fx: 0.5, fy: 0.5, radius: 0.5,
        stop: 0.38 $accent_ink, stop: 0.46 $accent); }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $ink; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled
    { background: $surface; border-color: $line_soft; }
QLineEdit, QPlainTextEdit { background: $paper; color: $ink; border: 1px solid $line;
            border-radius: 5px; padding: 3px 7px; selection-background-color: $accent;
            selection-color: $accent_ink; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QLineEdit:read-only, QLineEdit:disabled { background: $surface; color: $ink_soft; }
"""
