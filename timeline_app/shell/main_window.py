"""The main window: the timeline on top, the tables below, the attribution at the side.

Every signal of the program is connected here, in two lists: `_wire`, once for the window, and
`_wire_views`, once for each project that is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.records import Id
from timeline_app.models.document import Document
from timeline_app.models.recent_files import RecentFiles
from timeline_app.shell import actions as spec
from timeline_app.shell.actions import Actions, Spec
from timeline_app.shell.backup_keeper import BackupKeeper
from timeline_app.shell.entry_forms import EntryForms
from timeline_app.shell.export_desk import ExportDesk
from timeline_app.shell.far_desk import FarDesk
from timeline_app.shell.file_checker import FileChecker
from timeline_app.shell.files import Files
from timeline_app.shell.last_folders import LastFolders
from timeline_app.shell.menu_key import follow_menu_key
from timeline_app.shell.menus import Menus
from timeline_app.shell.places import Places
from timeline_app.shell.project_commands import PROJECT_COMMANDS, Desks, Does, ProjectCommands
from timeline_app.shell.project_desk import ProjectDesk
from timeline_app.shell.proposals import Proposals
from timeline_app.shell.questions import Questions
from timeline_app.shell.safety import Safety
from timeline_app.shell.settings import Settings, own_files
from timeline_app.shell.status import Status
from timeline_app.shell.toolbar import Toolbar
from timeline_app.shell.trouble import Trouble
from timeline_app.shell.views import Views
from timeline_app.widgets import look
from timeline_app.widgets.search_box import SearchBox
from timeline_app.widgets.welcome import Welcome

MESSAGE_MS = 6000


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, files: Files, settings: Settings, trouble: Trouble) -> None:
        super().__init__()
        self.files = self._files = files
        self.trouble = self._trouble = trouble
        self._settings = settings
        self._project: ProjectCommands | None = None
        self.actions_ = Actions(self)
        self._menus = Menus(self, self.actions_)
        self._questions = Questions(self, LastFolders(settings))
        self._far = FarDesk(files, self._questions, self)
        self._desk = ProjectDesk(
            files, self._questions, self._keep_typing, self._far.hand_over, self
        )
        self._safety = Safety(files, self._desk, self)
        self._status = Status()
        self._search = SearchBox()
        self._welcome = Welcome()
        self._centre = QStackedWidget()
        self._places = Places(self, settings)
        self._desks = Desks(self.actions_, self._places, self._safety, ExportDesk(self))
        self._recent = RecentFiles(lambda: settings.recent, self)
        self._lay_out()
        self._wire()
        self._show_no_project()

    @property
    def centre(self) -> QWidget:
        """What stands in the middle: the timeline's canvas, or the welcome."""
        return self._welcome if self._views is None else self._views.timeline.canvas

    @property
    def _views(self) -> Views | None:
        return None if self._project is None else self._project.views

    # Laying out

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self._toolbar = Toolbar(self, self.actions_, self._search)
        self._search.offer(self.actions_.listed())
        self._toolbar.set_text_size(self._settings.text_size)
        self._centre.addWidget(self._welcome)
        self.setCentralWidget(self._centre)
        self.setStatusBar(self._status)
        self._status.addWidget(self._far.label)
        self._menus.offer_themes(self._settings.theme, self.choose_theme)
        self._menus.offer_text_sizes(self._settings.text_size, self.choose_text_size)
        self.actions_.draw()
        follow_menu_key(self)

    # Wiring

    def _wire(self) -> None:
        for command, act in self._does().items():
            self.actions_[command.name].triggered.connect(lambda _checked=False, act=act: act())
        self.actions_[spec.TABLES.name].toggled.connect(self._places.tables.setVisible)
        self.actions_[spec.SIDEBAR.name].toggled.connect(self._places.sidebar.setVisible)
        self._places.shown_changed.connect(self._show_which_docks)
        self._welcome.new_requested.connect(self._desk.ask_new)
        self._welcome.open_requested.connect(self._desk.ask_open)
        self._welcome.sample_requested.connect(self._desk.open_sample)
        self._welcome.recent_requested.connect(self._desk.open)
        self._recent.changed.connect(self._list_recent)
        self._search.chosen.connect(self.select)
        self._search.command_requested.connect(lambda name: self.actions_[name].trigger())
        self._desk.copied.connect(self._tell_copied)
        self._safety.told.connect(self._tell_in_passing)
        self._safety.refused.connect(self._questions.tell_failure)
        self._desk.far_found.connect(self._far.open)
        self._far.told.connect(self._tell_in_passing)
        self._far.may_write_changed.connect(self.actions_[spec.WRITE_BACK.name].setEnabled)
        self._files.opened.connect(self._show_project)
        self._files.closing.connect(self._let_go)
        # Queued: a file refused at the start is told once the window is there.
        self._files.refused.connect(self._desk.tell_refusal, Qt.ConnectionType.QueuedConnection)
        self._trouble.happened.connect(self._questions.show_report)
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _does(self) -> dict[Spec, Callable[[], object]]:
        """Return what every command does."""
        return {
            spec.NEW: self._desk.ask_new,
            spec.OPEN: self._desk.ask_open,
            spec.IMPORT_JSON: self._desk.ask_import,
            spec.SAVE_COPY: self._desk.ask_save_copy,
            spec.WRITE_BACK: self._far.write_back,
            spec.CLOSE: self._desk.close,
            spec.QUIT: self.close,
            spec.FIND: self.search,
            spec.AUTHOR: self.ask_author,
            spec.FULL_SCREEN: self.toggle_full_screen,
            spec.SAMPLE: self._desk.open_sample,
            spec.RESET_SAMPLE: self._desk.ask_reset_sample,
            spec.KEYBOARD: self._questions.show_keyboard,
            spec.WALK: self._questions.show_walk,
            spec.ABOUT: self._questions.show_about,
            **{c: partial(self._in_project, does) for c, does in PROJECT_COMMANDS.items()},
            **self._safety.commands(),
        }

    def _in_project(self, does: Does) -> None:
        """Do something to the open project; without one, nothing."""
        if self._project is not None:
            does(self._project)

    def _wire_views(self, project: ProjectCommands) -> None:
        document, views = project.document, project.views
        self._backups.failed.connect(self._tell_in_passing)
        self._checker.progressed.connect(self._status.show_check)
        self._checker.found_damage.connect(self._desk.rescue_offered)
        document.edited.connect(self._show_state)
        document.saving_changed.connect(self._show_state)
        document.preparing.connect(self._status.show_preparing)
        document.trouble_changed.connect(self._show_state)
        self._safety.watch(document, views.bars, views.selection)
        self._far.watch(document, views.bars)
        document.edited.connect(views.tables.count_again)
        document.failed.connect(self._tell_failure)
        views.edit_requested.connect(Proposals(document, self).take)
        project.forms.edit_requested.connect(views.edit_requested)
        project.forms.added.connect(views.show_added)
        project.told.connect(self._tell_in_passing)
        views.tables.removal_refused.connect(project.ask_instead)
        known_on, quick = self.actions_[spec.KNOWN_ON.name], self.actions_[spec.QUICK_ENTRY.name]
        views.bars.known_on_shown.connect(known_on.setChecked)
        views.narrowing.shown.connect(self.actions_[spec.NARROW.name].setChecked)
        views.timeline.hinted.connect(self._tell_in_passing)
        views.sidebar.told.connect(self._tell_in_passing)
        views.bars.quick_entry_shown.connect(quick.setChecked)
        views.search_completed.connect(self._search.search_again)
        views.timeline.shown_changed.connect(self._status.show_timeline)
        views.timeline.canvas.moved.connect(project.show_folded)

    # Projects

    def _show_project(self, document: Document) -> None:
        views = Views(document, self._settings)
        forms = EntryForms(document, views.selection, own_files() / "drafts", self)
        self._project = ProjectCommands(document, views, forms, self._desks)
        self._backups = BackupKeeper(document)
        self._checker = FileChecker(document)
        self._search.search_in(views.find, views.complete)
        self._centre.addWidget(views.bars.upper)
        self._centre.setCurrentWidget(views.bars.upper)
        self.actions_.set_project_open(is_open=True, may_write=not document.is_read_only)
        self._wire_views(self._project)
        self._places.fill(views.bars.lower, views.sidebar)
        self._show_state()
        self._project.show_folded()
        self._status.show_timeline(views.timeline.shown_text)
        self._show_recent()
        views.timeline.setFocus()

    def _let_go(self, _document: Document) -> None:
        self._places.keep(with_docks=self._project is not None)
        self._search.search_in(None)
        self._far.let_go()
        project, self._project = self._project, None
        if project is not None:
            self._centre.removeWidget(project.views.bars.upper)
            project.forms.discard()
            self._checker.close()
            project.views.discard()
        self._show_no_project()

    def _show_no_project(self) -> None:
        self._places.empty()
        for command in (spec.NARROW, spec.KNOWN_ON, spec.QUICK_ENTRY):
            self.actions_[command.name].setChecked(False)
        self._centre.setCurrentWidget(self._welcome)
        self._welcome.setFocus()
        self.actions_.set_project_open(is_open=False)
        self.setWindowTitle(self.tr("Timeline"))
        self._status.show_no_project()
        self._show_recent()

    def _show_recent(self) -> None:
        self._recent.look()
        self._list_recent()

    def _list_recent(self) -> None:
        recent = self._recent.there
        self._menus.show_recent(recent, self._desk.open, self._forget_recent)
        self._welcome.show_recent(recent)

    def _forget_recent(self) -> None:
        self._settings.forget_recent()
        self._show_recent()

    def _show_state(self) -> None:
        document = self._files.document
        if document is None:
            return
        read_only = self.tr(" (read-only)") if document.is_read_only else ""
        self.setWindowTitle(document.store.path.name + read_only + self.tr(" — Timeline"))
        undo, redo = document.undo_label, document.redo_label
        self.actions_.name_step(spec.UNDO, None if document.is_read_only else undo)
        self.actions_.name_step(spec.REDO, None if document.is_read_only else redo)
        self._status.show_project(document)

    # Commands

    def ask_author(self) -> None:
        """Ask whose name signs the edits, from the next one on."""
        name = self._questions.author(self._settings.author)
        if name is not None:
            self._settings.author = name
            if self._files.document is not None:
                self._files.document.author = name

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def choose_theme(self, name: str | None) -> None:
        """Take a theme, now and at the next start; None follows the system."""
        self._settings.theme = name
        look.choose_theme(_application(), name)

    def choose_text_size(self, per_cent: int) -> None:
        """Take a size of text, now and at the next start."""
        self._settings.text_size = per_cent
        look.set_text_size(_application(), per_cent)
        self._toolbar.set_text_size(per_cent)

    def search(self) -> None:
        """Go to the search box, with what is in it ready to be typed over."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def select(self, kind: str, record_id: Id) -> None:
        """Select a record in every view."""
        if self._views is not None:
            self._views.selection.select(kind, record_id)

    def _keep_typing(self) -> bool:
        return self._views is None or self._views.may_be_left()

    # Reactions

    def _follow_system(self) -> None:
        look.follow_theme(_application())

    def _tell_copied(self, path: Path) -> None:
        self._tell_in_passing(self.tr("Copied to ") + path.name)
        self._show_recent()

    def _tell_in_passing(self, sentence: str) -> None:
        self._status.showMessage(sentence, MESSAGE_MS)

    def _tell_failure(self, sentence: str) -> None:
        self._status.show_not_saved()
        self._questions.tell_failure(sentence)

    def _show_which_docks(self) -> None:
        if self._views is None or self.isHidden() or self.isMinimized():
            return
        self.actions_[spec.TABLES.name].setChecked(not self._places.tables.isHidden())
        self.actions_[spec.SIDEBAR.name].setChecked(not self._places.sidebar.isHidden())

    # Qt

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.actions_.draw()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            # Later: what it was dragged from waits until this is over, and questions may be asked.
            QTimer.singleShot(0, self, partial(self._desk.take_dropped, path))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._toolbar.fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._desk.may_leave():
            event.ignore()
            return
        self._places.keep(with_docks=self._views is not None)
        self._files.let_go()
        super().closeEvent(event)


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
