"""Every command of the window: its name, words, keys and sign, in one list.

Menus, toolbar and the page of shortcuts are made from it; what each does is told in
`project_commands` and `safety`, and wired in `main_window`.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from timeline_app.widgets.icons import icon
from timeline_app.widgets.plain import literal, tooltip


@dataclass(frozen=True, slots=True)
class Spec:
    """One command.

    `keys` work anywhere in the window; `on_timeline` is the key the timeline itself answers to
    while it has the focus. `short` is the name on the toolbar, where a sign does not say enough.
    One that `writes` needs a project that may be written.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    sign: str = ""
    short: str = ""
    on_timeline: str = ""
    checkable: bool = False
    is_primary: bool = False
    needs_project: bool = True
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu: its commands, in groups with a line between."""

    name: str
    text: str
    groups: tuple[tuple[Spec, ...], ...]


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("actions", text))


NEW = Spec("new", _tr("&New project…"), ("Ctrl+Shift+N",), needs_project=False)
OPEN = Spec("open", _tr("&Open…"), ("Ctrl+O",), needs_project=False)
IMPORT_JSON = Spec("import_json", _tr("&Import JSON…"), needs_project=False)
SAVE_COPY = Spec("save_copy", _tr("&Save a copy…"), ("Ctrl+Shift+S",))
EXPORT_PDF = Spec(
    "export_pdf", _tr("&Export PDF…"), ("Ctrl+P",), short=_tr("Export PDF…"), is_primary=True
)
EXPORT_AS = Spec("export_as", _tr("Export &as…"))
SHARE = Spec("share", _tr("S&hare a copy…"))
MERGE = Spec("merge", _tr("&Merge another copy…"), writes=True)
COMPARE = Spec("compare", _tr("Compare &with…"))
BACKUPS = Spec("backups", _tr("&Backups…"))
WRITE_BACK = Spec("write_back", _tr("&Write back to the shared folder"))
COPIES = Spec("copies", _tr("Wor&king copies…"), needs_project=False)
CLOSE = Spec("close", _tr("&Close project"), ("Ctrl+W",))
QUIT = Spec("quit", _tr("&Quit"), ("Ctrl+Q",), needs_project=False)

UNDO = Spec("undo", _tr("&Undo"), ("Ctrl+Z",), sign="undo")
REDO = Spec("redo", _tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), sign="redo")
SPLIT_CLAIM = Spec("split_claim", _tr("S&plit the claim…"))
MERGE_DUPLICATE = Spec("merge_duplicate", _tr("&Merge with a duplicate…"))

HISTORY = Spec("history", _tr("&History of the project…"), ("Ctrl+H",))
RECORD_HISTORY = Spec("record_history", _tr("History of the se&lection…"), ("Ctrl+Shift+H",))
AUTHOR = Spec("author", _tr("Sign my &edits as…"), needs_project=False)
FIND = Spec("find", _tr("&Search…"), ("Ctrl+K", "Ctrl+F"), needs_project=False)

QUICK_ENTRY = Spec(
    "quick_entry", _tr("&Quick entry of claims"), ("Ctrl+E",), checkable=True, writes=True
)
NARROW = Spec("narrow", _tr("&Narrow what is shown"), ("Ctrl+Shift+F",), checkable=True)
KNOWN_ON = Spec("known_on", _tr("As &known on…"), ("Ctrl+D",), checkable=True)
NEW_CLAIM = Spec(
    "new_claim", _tr("New &claim…"), ("Ctrl+N",), sign="plus", short=_tr("Claim"), writes=True
)
NEW_EVENT = Spec(
    "new_event", _tr("New &event…"), ("Ctrl+Shift+E",), sign="plus", short=_tr("Event"), writes=True
)
BIBLIOGRAPHY = Spec("bibliography", _tr("Sources from a &bibliography…"), writes=True)
NEW_SOURCE = Spec(
    "new_source", _tr("New &source…"), ("Ctrl+U",), sign="plus", short=_tr("Source"), writes=True
)
NEW_ACTOR = Spec("new_actor", _tr("New &person or organisation…"), ("Ctrl+Shift+U",), writes=True)
TABLES = Spec("show_tables", _tr("&Tables"), ("Ctrl+Shift+T",), sign="tables", checkable=True)
SIDEBAR = Spec(
    "show_sidebar", _tr("&Attribution"), ("Ctrl+Shift+A",), sign="sidebar", checkable=True
)
FULL_SCREEN = Spec("full_screen", _tr("&Full screen"), ("F11",), needs_project=False)

ZOOM_OUT = Spec("zoom_out", _tr("Zoom &out"), (), "minus", on_timeline="−")
ZOOM_IN = Spec("zoom_in", _tr("Zoom &in"), (), "plus", on_timeline="+")
FIT = Spec("fit", _tr("&Fit selection, then all"), short=_tr("Fit"), on_timeline="F")
FOLD = Spec(
    "fold",
    _tr("Fold &quiet time"),
    sign="fold",
    short=_tr("Fold quiet time"),
    on_timeline="Z",
    checkable=True,
)
PREVIOUS = Spec("previous", _tr("&Previous event in time"), on_timeline=",")
NEXT = Spec("next", _tr("&Next event in time"), on_timeline=".")
BACK = Spec("back", _tr("&Back to where I was"), on_timeline="Alt+Left")
FORWARD = Spec("forward", _tr("For&ward again"), on_timeline="Alt+Right")
GO_DATE = Spec("go_date", _tr("To a &date…"), ("Ctrl+G",))
LEGEND = Spec("legend", _tr("&Legend of the timeline"), on_timeline="L")
GO_TIMELINE = Spec("go_timeline", _tr("To the &timeline"), ("Ctrl+1",))
GO_TABLES = Spec("go_tables", _tr("To the t&ables"), ("Ctrl+2",))
GO_SIDEBAR = Spec("go_sidebar", _tr("To the attri&bution"), ("Ctrl+3",))
NEXT_CONFLICT = Spec("next_conflict", _tr("&Next conflict"), ("F8",))
PREVIOUS_CONFLICT = Spec("previous_conflict", _tr("&Previous conflict"), ("Shift+F8",))

SAMPLE = Spec("sample", _tr("&Open the sample project"), needs_project=False)
RESET_SAMPLE = Spec("reset_sample", _tr("&Reset the sample project…"), needs_project=False)
KEYBOARD = Spec("keyboard", _tr("&Keyboard and mouse"), ("F1",), needs_project=False)
WALK = Spec("walk", _tr("With the keyboard &alone"), ("Shift+F1",), needs_project=False)
ABOUT = Spec("about", _tr("A&bout"), needs_project=False)

MENUS = (
    Menu(
        "file",
        _tr("&File"),
        (
            (NEW, OPEN, IMPORT_JSON),
            (SAVE_COPY, EXPORT_PDF, EXPORT_AS),
            (SHARE, MERGE, COMPARE, BACKUPS),
            (WRITE_BACK, COPIES),
            (CLOSE, QUIT),
        ),
    ),
    Menu(
        "edit",
        _tr("&Edit"),
        (
            (UNDO, REDO),
            (FIND,),
            (SPLIT_CLAIM, MERGE_DUPLICATE),
            (HISTORY, RECORD_HISTORY, AUTHOR),
        ),
    ),
    Menu(
        "add",
        _tr("&Add"),
        (
            (NEW_CLAIM, NEW_EVENT, NEW_SOURCE, NEW_ACTOR),
            (BIBLIOGRAPHY,),
            (QUICK_ENTRY,),
        ),
    ),
    Menu(
        "view",
        _tr("&View"),
        ((ZOOM_IN, ZOOM_OUT, FIT, FOLD), (NARROW, KNOWN_ON), (TABLES, SIDEBAR), (FULL_SCREEN,)),
    ),
    Menu(
        "go",
        _tr("&Go"),
        (
            (GO_DATE, PREVIOUS, NEXT, BACK, FORWARD),
            (NEXT_CONFLICT, PREVIOUS_CONFLICT),
            (GO_TIMELINE, GO_TABLES, GO_SIDEBAR),
        ),
    ),
    Menu("help", _tr("&Help"), ((SAMPLE, RESET_SAMPLE), (LEGEND, KEYBOARD, WALK, ABOUT))),
)
TOOLBAR: tuple[tuple[Spec, ...] | None, ...] = (
    (NEW_EVENT, NEW_CLAIM, NEW_SOURCE),
    (UNDO, REDO),
    (ZOOM_OUT, ZOOM_IN, FIT, FOLD),
    None,
    (EXPORT_PDF,),
    (TABLES, SIDEBAR),
)
"""Groups of commands on the toolbar; None is where the rest moves to the right."""


class Actions:
    """The commands of one window, by name."""

    def __init__(self, window: QObject) -> None:
        self._specs = {spec.name: spec for menu in MENUS for group in menu.groups for spec in group}
        self._actions = {spec.name: _action(spec, window) for spec in self._specs.values()}

    def __getitem__(self, name: str) -> QAction:
        """Return a command; KeyError if there is no such one."""
        return self._actions[name]

    def listed(self) -> list[tuple[str, str, str]]:
        """Return name, words and keys of every command, to be found by words."""
        return [(s.name, words(s), keys_text(s)) for s in self._specs.values() if s is not FIND]

    def set_project_open(self, *, is_open: bool, may_write: bool = False) -> None:
        """Make the commands that need a project, or one that may be written, usable or not."""
        for name, spec in self._specs.items():
            if spec.needs_project:
                self._actions[name].setEnabled(is_open and (may_write or not spec.writes))

    def name_step(self, spec: Spec, label: str | None) -> None:
        """Say in the menu what Undo or Redo would do; None if there is nothing to do."""
        action = self._actions[spec.name]
        action.setEnabled(label is not None)
        text = translated(spec.text)
        action.setText(f"{text} “{literal(label)}”" if label else text)
        action.setToolTip(tooltip(_hint(spec, label or "")))

    def draw(self) -> None:
        """Draw the signs anew, in the ink of the theme that is on."""
        for name, spec in self._specs.items():
            if spec.sign:
                self._actions[name].setIcon(icon(spec.sign))


def translated(text: str) -> str:
    """Return a text of this list in the user's language."""
    return QCoreApplication.translate("actions", text)


def words(spec: Spec) -> str:
    """Return the words of a command, without the mark of its letter."""
    return translated(spec.text).replace("&", "")


def keys_text(spec: Spec) -> str:
    """Return the keys of a command as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    keys = [QKeySequence(text) for text in filter(None, (*spec.keys, spec.on_timeline))]
    return ", ".join(key.toString(native) for key in keys)


def _action(spec: Spec, window: QObject) -> QAction:
    action = QAction(translated(spec.text), window)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    action.setCheckable(spec.checkable)
    action.setToolTip(tooltip(_hint(spec)))
    if spec.short:
        action.setIconText(translated(spec.short))
    if spec is QUIT:
        action.setMenuRole(QAction.MenuRole.QuitRole)
    return action


def _hint(spec: Spec, label: str = "") -> str:
    """Return a command's words and its first key, for a tooltip."""
    said = " ".join(filter(None, (words(spec), label)))
    shown = keys_text(spec)
    return f"{said} ({shown})" if shown else said
