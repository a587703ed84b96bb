"""Merge another copy, or compare with it: what comes in, and what both changed, side by side."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.matching import Match
from timeline_app.domain.merging import Clash, Side
from timeline_app.domain.records import Record
from timeline_app.domain.references import Key
from timeline_app.domain.subjects import subject_of
from timeline_app.models.safety.comparing import incoming, lookup_of, touched
from timeline_app.models.safety.record_words import (
    Lookup,
    about,
    differing,
    field_words,
    one_line,
    value_words,
)
from timeline_app.storage.merging import Comparison
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.plain import heading, plain_label
from timeline_app.widgets.safety.work_dialog import WorkDialog, add_line, plain_tree

_MATCH = int(Qt.ItemDataRole.UserRole)
_MOST_LISTED = 5000
_LONGEST = 1500
"""Characters of a value that is to be judged; the whole is shown on pointing."""


class MergeDialog(WorkDialog):
    """Shows a comparison. It asks to compare again once matches are confirmed, and to merge."""

    compare_requested = Signal(object)  # tuple[Match, ...]: confirmed to be the same
    merge_requested = Signal(object, object)  # Comparison, {Key: Side}

    def __init__(self, name: str, *, may_merge: bool, parent: QWidget | None = None) -> None:
        """Compare with the copy called `name`; without `may_merge` only to look."""
        super().__init__("", parent)
        title = self.tr("Merge “%1”") if may_merge else self.tr("Compare with “%1”")
        self.setWindowTitle(title.replace("%1", name))
        self.summary = heading("", scale=1.1)
        self.note = plain_label("", wrap=True, role="ink_soft")
        self.incoming = plain_tree(self.tr("What comes in"))
        self.clashes = plain_tree(
            self.tr("Changed on both sides"),
            *("", self.tr("Mine"), self.tr("Theirs"), self.tr("Keep")),
        )
        self.matches = plain_tree(
            self.tr("The same in both?"),
            *(self.tr("Mine"), self.tr("Theirs"), self.tr("Why")),
        )
        self.mine, self.theirs = QPlainTextEdit(), QPlainTextEdit()
        self.confirm = QPushButton(self.tr("&Take the ticked ones for the same"))
        self.tabs = QTabWidget()
        self.merge = self.add_action(self.tr("&Merge"), is_main=True) if may_merge else None
        self._found: Comparison | None = None
        self._choices: dict[Key, DropDown] = {}
        self._has_said = False  # which of two unrelated projects' records are the same
        self._taken: tuple[Match, ...] = ()  # those that are
        self._lay_out()
        self.resize(980, 620)
        self.tabs.setFocus()
        self.offer()

    @property
    def choices(self) -> dict[Key, Side]:
        """What is chosen for each clash."""
        return {key: Side(box.currentData()) for key, box in self._choices.items()}

    def show_comparison(self, found: Comparison) -> None:
        """Show what a merge would do."""
        self._found = found
        told = incoming(found)
        self._choices.clear()
        for tree in (self.incoming, self.clashes, self.matches):
            tree.clear()
        for part in told[:_MOST_LISTED]:
            top = add_line(self.incoming, part.about)
            for line in part.lines:
                add_line(top, line)
            top.setExpanded(len(told) <= 20)
        lookup = lookup_of(found)
        for clash in found.plan.clashes[:_MOST_LISTED]:
            self._add_clash(clash, lookup)
        for before, after in pairwise((self.clashes, *self._choices.values(), self.mine)):
            QWidget.setTabOrder(before, after)
        first = self.clashes.topLevelItem(0)
        if first is not None and (version := first.child(0)) is not None:
            self.clashes.setCurrentItem(version)
        self._add_matches(found, lookup)
        self._say_summary(found, sum(len(part.lines) for part in told))
        self.offer()

    @override
    def offer(self) -> None:
        super().offer()
        found = self._found
        if self.merge is not None:
            has_work = found is not None and bool(found.plan.outcome)
            has_said = self._has_said or found is None or not found.matches
            self.merge.setEnabled(has_work and has_said and not self.is_working)
        self.confirm.setEnabled(not self.is_working)

    def _lay_out(self) -> None:
        self.column.addWidget(self.summary)
        self.column.addWidget(self.note)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.incoming, self.incoming.accessibleName())
        self.tabs.addTab(self._sides(), self.clashes.accessibleName())
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.addWidget(self.matches)
        rows.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        self.tabs.addTab(page, self.matches.accessibleName())
        self.tabs.setTabVisible(2, False)  # noqa: FBT003 - Qt's own
        self.column.addWidget(self.tabs, 1)
        self.confirm.setAutoDefault(False)
        self.confirm.clicked.connect(self._confirm)
        self.clashes.setUniformRowHeights(False)
        self.matches.setRootIsDecorated(False)
        header = self.clashes.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(("Interactive", "Stretch", "Stretch", "ResizeToContents")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode[mode])
        header.resizeSection(0, 260)
        if self.merge is not None:
            self.merge.clicked.connect(self._ask_to_merge)
        else:
            self.clashes.hideColumn(3)
            self.confirm.setText(self.tr("&Compare with the ticked ones as the same"))

    def _sides(self) -> QSplitter:
        """Return the list of clashes, with the chosen line's two versions whole beneath."""
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.clashes)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 8, 0, 0)
        for text, name in ((self.mine, self.tr("Mine")), (self.theirs, self.tr("Theirs"))):
            text.setReadOnly(True)
            text.setAccessibleName(name)
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(plain_label(name, role="ink_soft"))
            side.addWidget(text)
            row.addLayout(side)
        parts.addWidget(below)
        parts.setSizes([360, 120])
        self.clashes.currentItemChanged.connect(self._show_sides)
        return parts

    def _show_sides(self, item: QTreeWidgetItem | None) -> None:
        for column, text in ((1, self.mine), (2, self.theirs)):
            text.setPlainText(item.text(column) if item is not None and item.parent() else "")

    def _add_clash(self, clash: Clash, lookup: Lookup) -> None:
        mine, theirs = touched(clash.mine_touch), touched(clash.theirs_touch)
        top = add_line(self.clashes, self._named(clash, lookup), mine, theirs, "")
        if clash.mine is None or clash.theirs is None:
            add_line(top, "", *(self._there(r, lookup) for r in (clash.mine, clash.theirs)))
        else:
            telling = [n for n in differing(clash.mine, clash.theirs) if n in clash.fields]
            for name in telling or clash.fields[:1]:
                values = (
                    value_words(r, name, lookup, _LONGEST) for r in (clash.mine, clash.theirs)
                )
                add_line(top, field_words(name), *values)
        top.setExpanded(True)
        if self.merge is not None:
            box = self._choice(clash)
            self._choices[clash.key] = box
            self.clashes.setItemWidget(top, 3, box)

    def _named(self, clash: Clash, lookup: Lookup) -> str:
        record = lookup(clash.key)
        subject = clash.key if record is None else subject_of(record, lookup)
        own = about(clash.key, lookup)
        return own if subject == clash.key else f"{about(subject, lookup)} — {own}"

    def _there(self, record: Record | None, lookup: Lookup) -> str:
        return self.tr("Removed") if record is None else one_line(record, lookup)

    def _choice(self, clash: Clash) -> DropDown:
        box = DropDown()
        box.addItem(self.tr("Mine"), Side.MINE.value)
        box.addItem(self.tr("Theirs"), Side.THEIRS.value)
        if clash.may_keep_both:
            box.addItem(self.tr("Both"), Side.BOTH.value)
        box.setCurrentIndex(box.findData(clash.default.value))
        box.setAccessibleName(self.tr("Which version to keep"))
        return box

    def _add_matches(self, found: Comparison, lookup: Lookup) -> None:
        self.tabs.setTabVisible(2, bool(found.matches))
        for match in found.matches[:_MOST_LISTED]:
            names = (about((match.kind, i), lookup) for i in (match.mine, match.theirs))
            item = add_line(self.matches, *names, match.reason)
            # Those that were not taken the first time are others, as was said.
            state = Qt.CheckState.Unchecked if self._has_said else Qt.CheckState.Checked
            item.setCheckState(0, state)
            item.setData(0, _MATCH, match)
        if found.matches and not self._has_said:
            self.tabs.setCurrentIndex(2)

    def _say_summary(self, found: Comparison, changes: int) -> None:
        clashes = len(found.plan.clashes)
        self.tabs.setTabText(0, f"{self.incoming.accessibleName()} ({changes})")
        self.tabs.setTabText(1, f"{self.clashes.accessibleName()} ({clashes})")
        if not found.plan.outcome:
            self.summary.setText(self.tr("Nothing new: everything in their copy is here already."))
        else:
            one, many = self.tr("1 change comes in"), self.tr("%1 changes come in")
            comes = one if changes == 1 else many.replace("%1", str(changes))
            both = self.tr("changed on both sides: %1").replace("%1", str(clashes))
            self.summary.setText(f"{comes} · {both}" if clashes else comes)
        if found.related:
            shared = self.tr("Both histories begin with the same %1 edits. Nothing is written yet.")
            self.note.setText(shared.replace("%1", str(found.shared_edits)))
        else:
            self.note.setText(
                self.tr(
                    "These are two projects that never were one: everything of theirs comes in."
                    " Say first which people, places and sources are the same."
                )
            )
        if clashes and not found.matches:
            self.tabs.setCurrentIndex(1)

    def _confirm(self) -> None:
        items = (self.matches.topLevelItem(n) for n in range(self.matches.topLevelItemCount()))
        ticked = [
            item.data(0, _MATCH)
            for item in items
            if item is not None and item.checkState(0) is Qt.CheckState.Checked
        ]
        self._has_said = True
        self._taken += tuple(ticked)
        self.tabs.setCurrentIndex(0)
        self.compare_requested.emit(self._taken)

    def _ask_to_merge(self) -> None:
        self.merge_requested.emit(self._found, self.choices)
