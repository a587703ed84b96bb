"""What the window asks and tells: files to choose, failures, reports, help."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from timeline_app import __version__
from timeline_app.shell.help_pages import KeyboardPage, Report
from timeline_app.shell.keyboard_walk import KeyboardWalk
from timeline_app.shell.last_folders import Kind, LastFolders, documents
from timeline_app.widgets.plain import ask, tell


class Questions(QObject):
    """The dialogs of one window. Each answers with a value or None, and decides nothing."""

    def __init__(self, window: QWidget, folders: LastFolders) -> None:
        super().__init__(window)
        self._window = window
        self._folders = folders

    def new_file(self) -> Path | None:
        """Ask where to make a new project."""
        suggested = self._folders.suggest(Kind.PROJECTS, self.tr("Untitled.sqlite"))
        return self._new_name(self.tr("New project"), suggested, Kind.PROJECTS)

    def file_to_import(self) -> Path | None:
        """Ask for a project written as JSON."""
        kinds = self.tr("Whole project (*.json);;All files (*)")
        return self._present(self.tr("Import JSON"), Kind.IMPORTS, kinds)

    def file_for_import(self, json: Path) -> Path | None:
        """Ask where to make the project that a JSON file holds."""
        suggested = self._folders.suggest(Kind.PROJECTS, f"{json.stem}.sqlite")
        return self._new_name(self.tr("Import as a new project"), suggested, Kind.PROJECTS)

    def file_for_copy(self, original: Path) -> Path | None:
        """Ask where to write a copy of a project."""
        name = self.tr("%1 copy").replace("%1", original.stem)
        named = original.with_stem(name).name
        suggested = self._folders.suggest(Kind.PROJECTS, named, original)
        return self._new_name(self.tr("Save a copy"), suggested, Kind.PROJECTS)

    def file_elsewhere(self, name: str) -> Path | None:
        """Ask where to save a project whose own folder may be full, gone or out of reach."""
        return self._new_name(self.tr("Save elsewhere"), documents() / name)

    def new_name(self, beside: Path, kind: Kind) -> Path | None:
        """Ask for the name of a file that is to be written; suggested is one beside the project."""
        suggested = self._folders.suggest(kind, beside.name, beside)
        return self._new_name(self.tr("Write to"), suggested, kind)

    def file_to_open(self) -> Path | None:
        """Ask which project to open."""
        return self._present(self.tr("Open a project"), Kind.PROJECTS, self._filters())

    def author(self, current: str) -> str | None:
        """Ask whose name or initials sign the edits; may be empty, None is cancelled."""
        text = self.tr("Your name or initials, for the history of every project. May be empty.")
        name, taken = QInputDialog.getText(
            self._window, self.tr("Sign my edits"), text, QLineEdit.EchoMode.Normal, current
        )
        return name.strip() if taken else None

    def may_open_read_only(self, sentence: str) -> bool:
        """Say why a project cannot be opened for writing, and ask whether to look at it."""
        read_only = self.tr("Open read-only")
        return ask(self._window, self.tr("Open a project"), sentence, read_only) == read_only

    def may_look_at_newer(self, sentence: str) -> bool:
        """Say that a file is of a newer version, and ask whether to look at what is understood."""
        look = self.tr("Look at it read-only")
        text = self.tr(
            "%1\n\nWhat this version understands of it can be looked at. The file is not changed."
        )
        text = text.replace("%1", sentence)
        return ask(self._window, self.tr("From a newer version"), text, look) == look

    def may_take_over(self, sentence: str) -> str | None:
        """Say that another computer has a project; answer "look", "take", or None."""
        look, take = self.tr("Open read-only"), self.tr("It is closed there: open it here")
        text = self.tr(
            "%1\n\nIf it is still open there, opening it here would let two people write it."
        )
        text = text.replace("%1", sentence)
        taken = ask(self._window, self.tr("Open on another computer"), text, look, take)
        return {look: "look", take: "take"}.get(taken or "")

    def may_set_aside(self, sentence: str) -> bool:
        """Say what lies beside a project, and ask whether to rename it and open without it."""
        aside = self.tr("Set it aside and open")
        return ask(self._window, self.tr("Open a project"), sentence, aside) == aside

    def may_reset_sample(self) -> bool:
        """Ask whether to make the sample anew."""
        reset = self.tr("Reset")
        text = self.tr(
            "Make the sample project anew? Your changed sample is kept beside it, under a name"
            " with today's date."
        )
        return ask(self._window, self.tr("Reset the sample"), text, reset) == reset

    def may_discard_typing(self) -> bool:
        """Say that what is in an open field cannot be kept, and ask whether to give it up."""
        discard = self.tr("Discard it")
        text = self.tr("What you are typing cannot be kept as it is. Go on without it?")
        return ask(self._window, self.tr("Unfinished field"), text, discard, risky=True) == discard

    def may_leave_unsaved(self, number: int) -> str | None:
        """Say that changes are in memory only; answer "save", "discard", or None to stay."""
        save, discard = self.tr("Save elsewhere…"), self.tr("Discard the changes")
        one = self.tr("1 change could not be saved, and is lost when the project is closed.")
        many = self.tr("%1 changes could not be saved, and are lost when the project is closed.")
        text = one if number == 1 else many.replace("%1", str(number))
        taken = ask(self._window, self.tr("Not saved"), text, save, discard)
        return {save: "save", discard: "discard"}.get(taken or "")

    def may_leave_far_unwritten(
        self, far: Path, number: int, sentence: str, *, is_changed: bool
    ) -> str | None:
        """Say that a far file lacks changes; answer "merge", "leave", or None to stay."""
        merge, leave = self.tr("Merge their copy…"), self.tr("Close it")
        one = self.tr("1 change is in the copy on this computer, but not in the shared folder yet.")
        many = self.tr(
            "%1 changes are in the copy on this computer, but not in the shared folder yet."
        )
        why = self.tr("Somebody else changed “%1” there.").replace("%1", far.name)
        text = "\n\n".join(
            (
                why if is_changed else sentence,
                one if number == 1 else many.replace("%1", str(number)),
                self.tr("Nothing is lost: they are written back when you open it next."),
            )
        )
        title = self.tr("Shared folder")
        taken = ask(self._window, title, text, *((merge,) if is_changed else ()), leave)
        return {merge: "merge", leave: "leave"}.get(taken or "")

    def may_edit_there(self, far: Path) -> bool:
        """Say what may go wrong in a shared folder, and ask whether to edit there all the same."""
        there = self.tr("Edit it there")
        text = self.tr(
            "Edit “%1” in %2 itself?\n\nIf two people open it there, or the connection breaks while"
            " something is saved, work can be lost. The copy on this computer is removed once"
            " everything is written back."
        )
        filled = text.replace("%1", far.name).replace("%2", str(far.parent))
        return ask(self._window, self.tr("Shared folder"), filled, there) == there

    def may_merge_left(self, far: Path, number: int) -> bool:
        """Say that an older working copy of a project has changes that are nowhere else."""
        merge = self.tr("Merge it…")
        one = self.tr(
            "1 change is only in the working copy of another file of this project, “%1”, which may"
            " have been renamed. Merge it now, or find it later in File ▸ Working copies."
        )
        many = self.tr(
            "%2 changes are only in the working copy of another file of this project, “%1”, which"
            " may have been renamed. Merge them now, or find them later in File ▸ Working copies."
        )
        text = (one if number == 1 else many).replace("%1", str(far)).replace("%2", str(number))
        return ask(self._window, self.tr("Shared folder"), text, merge) == merge

    def may_discard_copy(self, far: Path, number: int) -> bool:
        """Ask whether to discard a working copy, which has so many changes that are only in it."""
        discard = self.tr("Discard the copy")
        one = self.tr("1 change is only in it. A backup is made first.")
        many = self.tr("%1 changes are only in it. A backup is made first.")
        only = (one if number == 1 else many.replace("%1", str(number))) if number else ""
        text = self.tr("Discard the working copy of “%1” on this computer?")
        text = "\n\n".join(filter(None, (text.replace("%1", far.name), only)))
        return ask(self._window, self.tr("Working copies"), text, discard, risky=True) == discard

    def tell_failure(self, sentence: str) -> None:
        """Tell what the world would not do."""
        tell(self._window, self.tr("Timeline"), sentence)

    def show_report(self, report: str) -> None:
        """Show that we failed, with a report to copy."""
        Report(report, self._window).exec()

    def show_keyboard(self) -> None:
        """Show every key."""
        KeyboardPage(self._window).exec()

    def show_walk(self) -> None:
        """Show the way through the program with the keyboard alone, and leave it open."""
        walk = KeyboardWalk(self._window)
        walk.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        walk.show()

    def show_about(self) -> None:
        """Say what this program is."""
        text = self.tr(
            "Timeline %1\n\nLays out what happened, and who says so. Projects stay on this"
            " computer; the program opens no network connection.\n\nMIT licence. Qt %2 (LGPL),"
            " Python %3. Fonts: Noto Sans and Amiri (SIL Open Font License)."
        )
        filled = text.replace("%1", __version__).replace("%2", qVersion())
        filled = filled.replace("%3", platform.python_version())
        tell(self._window, self.tr("About Timeline"), filled)

    def _present(self, title: str, kind: Kind, filters: str) -> Path | None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, title, str(self._folders.suggest(kind)), filters
        )
        return self._taken(chosen, kind)

    def _new_name(self, title: str, suggested: Path, kind: Kind | None = None) -> Path | None:
        # Whether a file is there already is for the store to say: it never replaces a project.
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window, title, str(suggested), self._filters()
        )
        return self._taken(chosen, kind)

    def _taken(self, chosen: str, kind: Kind | None) -> Path | None:
        if not chosen:
            return None
        if kind is not None:
            self._folders.took(kind, Path(chosen))
        return Path(chosen)

    def _filters(self) -> str:
        return self.tr("Projects (*.sqlite);;All files (*)")
