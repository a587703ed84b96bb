"""File ▸ Share a copy: for whom, what leaves and what stays, and what nobody can take out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QTabWidget,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.generalising import Retold
from timeline_app.domain.profiles import Grain, Profile, Rules
from timeline_app.domain.records import KINDS, Record
from timeline_app.domain.references import Key, key_of
from timeline_app.models.safety.leaving import Leaving
from timeline_app.models.safety.record_words import (
    counted,
    field_words,
    kind_words,
    one_line,
)
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.plain import heading, literal, plain_label
from timeline_app.widgets.safety.instead_tree import InsteadTree
from timeline_app.widgets.safety.work_dialog import WorkDialog, add_line, plain_tree

_MOST_LISTED = 2000
_SIDE_WIDTH = 300


class ShareDialog(WorkDialog):
    """Asks for a preview of what would leave, and for the copy just as it was previewed."""

    preview_requested = Signal(object, object)  # Profile, Rules
    share_requested = Signal(object)  # Leaving

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Share a copy"))
        self.profiles = {p: QRadioButton(literal(text)) for p, text in self._names().items()}
        self.roles = QCheckBox(self.tr("Leave out the &roles of persons"))
        self.places = QCheckBox(self.tr("Name only the larger place that places are &in"))
        self.dates = DropDown()
        for grain, text in self._grains().items():
            self.dates.addItem(text, grain.value)
        self.dates.setAccessibleName(self.tr("Dates"))
        self.instead = InsteadTree()
        self.leaves = plain_tree(self.tr("What leaves"))
        self.stays = plain_tree(self.tr("What stays here"))
        self.warnings = plain_tree(self.tr("What nobody can take out"))
        self.tabs = QTabWidget()
        self.share = self.add_action(self.tr("&Share…"), is_main=True)
        self._group = QButtonGroup(self)
        self._leaving: Leaving | None = None
        self._lay_out()
        self._wire()
        self.profiles[Profile.PUBLIC].setChecked(True)
        self.profiles[Profile.PUBLIC].setFocus()
        self.resize(940, 600)
        self.offer()

    @property
    def profile(self) -> Profile:
        """For whom the copy is."""
        return next(profile for profile, box in self.profiles.items() if box.isChecked())

    @property
    def rules(self) -> Rules:
        """What is told more generally."""
        roles, places = self.instead.told()
        return Rules(
            roles=roles,
            no_roles=self.roles.isChecked(),
            places=places,
            larger_places=self.places.isChecked(),
            dates=Grain(self.dates.currentData()),
        )

    def ask_for_preview(self) -> None:
        """Ask what would leave as things are chosen now."""
        self._leaving = None
        for tree in (self.leaves, self.stays, self.warnings):
            tree.clear()
        self.offer()
        self.preview_requested.emit(self.profile, self.rules)

    def show_leaving(self, leaving: Leaving) -> None:
        """Show what would leave; what was asked before another choice was made is too late."""
        if (leaving.profile, leaving.rules) != (self.profile, self.rules):
            return
        self._leaving = leaving
        self.instead.offer(leaving.roles, leaving.places)
        self._fill_leaves(leaving)
        self._fill_stays(leaving)
        self._fill_warnings(leaving)
        self.offer()

    @override
    def offer(self) -> None:
        self.share.setEnabled(not self.is_working and self._leaving is not None)
        writing = self.is_working and self._leaving is not None
        for box in (*self.profiles.values(), self.roles, self.places, self.dates, self.instead):
            box.setEnabled(not writing)

    def _names(self) -> dict[Profile, str]:
        return {
            Profile.PUBLIC: self.tr("Everybody"),
            Profile.PARTNER: self.tr("Another newsroom"),
            Profile.INTERNAL: self.tr("Colleagues"),
        }

    def _meanings(self) -> dict[Profile, str]:
        return {
            Profile.PUBLIC: self.tr(
                "No notes, no reasons, no captured documents; confidential people only as they"
                " are described for the public."
            ),
            Profile.PARTNER: self.tr(
                "As for everybody, with reasons of datings and with captured documents, their"
                " metadata taken out."
            ),
            Profile.INTERNAL: self.tr(
                "Everything but the history: also notes, and the names of confidential people."
            ),
        }

    def _grains(self) -> dict[Grain, str]:
        return {
            Grain.EXACT: self.tr("Dates as they are"),
            Grain.DAY: self.tr("Dates by the day"),
            Grain.MONTH: self.tr("Dates by the month"),
            Grain.YEAR: self.tr("Dates by the year"),
        }

    def _hint(self) -> QWidget:
        text = self.tr("Single roles and places: under “%1”.")
        text = text.replace("%1", self.instead.accessibleName())
        return plain_label(text, wrap=True, role="ink_soft")

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(heading(self.tr("Who is it for?")))
        meanings = self._meanings()
        for profile, box in self.profiles.items():
            self._group.addButton(box)
            side.addSpacing(6)
            side.addWidget(box)
            meaning = plain_label(meanings[profile], wrap=True, role="ink_soft")
            meaning.setContentsMargins(24, 0, 0, 0)
            side.addWidget(meaning)
        side.addSpacing(14)
        side.addWidget(heading(self.tr("Tell more generally")))
        side.addWidget(self.roles)
        side.addWidget(self.places)
        side.addSpacing(4)
        side.addWidget(self.dates)
        side.addSpacing(4)
        side.addWidget(self._hint())
        side.addStretch()
        holder = QWidget()
        side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(side)
        holder.setFixedWidth(max(_SIDE_WIDTH, self.places.sizeHint().width()))
        for tree in (self.leaves, self.stays, self.warnings, self.instead):
            self.tabs.addTab(tree, tree.accessibleName())
        self.tabs.setDocumentMode(True)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        sides.addWidget(holder)
        sides.addWidget(self.tabs, 1)
        self.column.addLayout(sides, 1)

    def _wire(self) -> None:
        self._group.buttonToggled.connect(self._take_profile)
        for box in (self.roles, self.places):
            box.toggled.connect(self.ask_for_preview)
        self.dates.currentIndexChanged.connect(self.ask_for_preview)
        self.instead.changed.connect(self.ask_for_preview)
        self.share.clicked.connect(lambda: self.share_requested.emit(self._leaving))

    def _take_profile(self, _button: object, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on and self.isVisible():
            self.ask_for_preview()

    def _fill_leaves(self, leaving: Leaving) -> None:
        records = leaving.preview.shared.records
        known: Mapping[Key, Record] = {key_of(r): r for found in records.values() for r in found}
        for kind in KINDS:
            found = records.get(kind, ())
            if found:
                top = add_line(self.leaves, counted(kind, len(found)))
                for record in found[:_MOST_LISTED]:
                    add_line(top, one_line(record, known.get))
                if len(found) > _MOST_LISTED:
                    add_line(top, self.tr("… and %1 more").replace("%1", _rest(len(found))))

    def _fill_stays(self, leaving: Leaving) -> None:
        edits = self.tr("The history: %1 edits, and the names of who made them")
        add_line(self.stays, edits.replace("%1", str(leaving.edits)))
        add_line(self.stays, self.tr("Backups, settings, and where the file is on this computer"))
        for one in leaving.withheld:
            where = self.tr("%1: of %2").replace("%1", field_words(one.field))
            add_line(self.stays, where.replace("%2", counted(one.kind, one.number)))
        shared = leaving.preview.shared
        _add_retold(self.stays, self.tr("Told more generally:"), shared.retold)
        for kind, number in shared.left_out.items():
            add_line(self.stays, counted(kind, number))
        _add_places(self.stays, self.tr("Protected names, replaced in the text of:"), shared.masked)
        _add_group(
            self.stays, self.tr("Attachments that cannot be cleaned:"), leaving.preview.dropped
        )
        _add_group(
            self.stays, self.tr("Metadata, stripped from attachments:"), leaving.preview.changed
        )

    def _fill_warnings(self, leaving: Leaving) -> None:
        warnings = leaving.preview.shared.warnings
        for warning in warnings:
            add_line(self.warnings, warning)
        title = self.warnings.accessibleName()
        self.tabs.setTabText(2, f"{title} ({len(warnings)})" if warnings else title)
        if not warnings:
            add_line(self.warnings, self.tr("Nothing that is known of. Look at what leaves."))


def _rest(number: int) -> str:
    return str(number - _MOST_LISTED)


def _add_retold(tree: QTreeWidget, title: str, retold: tuple[Retold, ...]) -> None:
    """List what is told instead of what, and how often."""
    if retold:
        top = add_line(tree, title)
        for one in retold[:_MOST_LISTED]:
            add_line(top, f"{one.before} → {one.after or '–'} ({one.number})")
        top.setExpanded(True)


def _add_group(tree: QTreeWidget, title: str, lines: tuple[str, ...]) -> None:
    if lines:
        top = add_line(tree, title)
        for line in lines[:_MOST_LISTED]:
            add_line(top, line.rpartition(" ")[0])
        top.setExpanded(True)


def _add_places(tree: QTreeWidget, title: str, places: tuple[str, ...]) -> None:
    """List where something was replaced; each is written "kind id: field"."""
    counts: dict[str, int] = {}
    for place in places:
        head, _, field = place.partition(": ")
        kind = head.partition(" ")[0]
        words = f"{kind_words(kind)}: {field_words(field)}"
        counts[words] = counts.get(words, 0) + 1
    if counts:
        top = add_line(tree, title)
        for words, number in counts.items():
            add_line(top, f"{words} ({number})")
        top.setExpanded(True)
