"""What to print: paper, parts and language, with the pages themselves beside the choices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.profiles import Profile
from timeline_app.exchange.choices import PAPERS, Part, PrintChoices
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.page_preview import PagePreview
from timeline_app.widgets.plain import heading, literal, plain_label

_PATIENCE_MS = 350
"""How long the choices must rest before pages are made of them."""

_MOST_SHEETS = 40


class ExportDialog(QDialog):
    """Choices on the left, pages on the right. It makes no pages itself: it asks for them."""

    preview_requested = Signal(object)  # PrintChoices
    export_requested = Signal(object)  # PrintChoices
    print_requested = Signal()
    cancel_requested = Signal()

    def __init__(
        self,
        choices: PrintChoices,
        languages: Sequence[tuple[str, str]],
        views: Sequence[str],
        parent: QWidget | None,
    ) -> None:
        """Begin with choices.

        `languages` are (tag, name) of those there are words for, `views` the names of saved views.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export PDF"))
        self.preview = PagePreview()
        self.paper, self.direction = DropDown(), DropDown()
        self.sheets, self.language, self.view = QSpinBox(), DropDown(), DropDown()
        self.profile = DropDown()
        self.parts = {part: QCheckBox(literal(text)) for part, text in self._part_names().items()}
        self.page = plain_label("", role="ink_soft")
        self.said = plain_label("", wrap=True, role="ink_soft")
        self.progress = QProgressBar()
        self.previous, self.next = QPushButton("‹"), QPushButton("›")
        self.export = QPushButton(self.tr("&Export…"))
        self.print_button = QPushButton(self.tr("P&rint…"))
        self.stop = QPushButton(self.tr("&Stop"))
        self.close_button = QPushButton(self.tr("Close"))
        self._rest = QTimer(self)
        self._fill(languages, views)
        self._take(choices)
        self._lay_out()
        self._wire()
        self.show_idle("")
        self.resize(1080, 720)

    @property
    def choices(self) -> PrintChoices:
        """What is chosen now."""
        return PrintChoices(
            paper=self.paper.currentData(),
            landscape=self.direction.currentData(),
            sheets=self.sheets.value(),
            view=self.view.currentData(),
            language=self.language.currentData(),
            parts=frozenset(part for part, box in self.parts.items() if box.isChecked()),
            profile=Profile(self.profile.currentData()) if self.profile.currentData() else None,
        )

    # What whoever makes the pages says

    def show_working(self, doing: str) -> None:
        """Say what is being done."""
        self.said.set_role("ink_soft")
        self.said.setText(doing + "…")
        self._set_working(is_working=True)

    def show_idle(self, sentence: str) -> None:
        """Say that nothing is being done, and what came of it."""
        self.said.set_role("ink_soft")
        self.said.setText(sentence)
        self._set_working(is_working=False)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self.show_idle(sentence)
        self.said.set_role("warning")

    def show_pages(self, pdf: bytes) -> None:
        """Show the pages that were asked for."""
        self.preview.show_pages(pdf)
        self.print_button.setEnabled(True)

    def show_done(self, path: Path, losses: Sequence[str]) -> None:
        """Say that the file is written, and what it could not hold."""
        name = self.tr("Written to %1.").replace("%1", str(path))
        self.show_idle("\n".join([name, *(f"• {loss}" for loss in losses)]))

    def _set_working(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.stop.setVisible(is_working)
        self.export.setEnabled(not is_working)
        self.print_button.setVisible(not is_working)
        self.print_button.setEnabled(not is_working and self.preview.count > 0)

    # Laying out

    def _part_names(self) -> dict[Part, str]:
        return {
            Part.DRAWING: self.tr("Timeline"),
            Part.EVENTS: self.tr("Events"),
            Part.CLAIMS: self.tr("Claims, silences and relations"),
            Part.PEOPLE: self.tr("People and organisations"),
            Part.SOURCES: self.tr("Sources"),
            Part.CHANGES: self.tr("History of changes"),
            Part.ATTACHMENTS: self.tr("The project itself, attached"),
        }

    def _profile_names(self) -> dict[Profile | None, str]:
        return {
            None: self.tr("As it is, without confidential names"),
            Profile.INTERNAL: self.tr("Colleagues"),
            Profile.PARTNER: self.tr("Another newsroom"),
            Profile.PUBLIC: self.tr("Everybody"),
        }

    def _fill(self, languages: Sequence[tuple[str, str]], views: Sequence[str]) -> None:
        for name in PAPERS:
            self.paper.addItem(self.tr("Roll, 5 m at most") if name == "Roll" else name, name)
        self.direction.addItem(self.tr("Landscape"), userData=True)
        self.direction.addItem(self.tr("Portrait"), userData=False)
        self.language.addItem(self.tr("As the project"), "")
        for tag, name in languages:
            self.language.addItem(name, tag)
        self.view.addItem(self.tr("Everything"), "")
        for name in views:
            self.view.addItem(name, name)
        for profile, name in self._profile_names().items():
            self.profile.addItem(name, profile.value if profile else "")
        self.profile.setToolTip(
            self.tr(
                "What leaves is decided and searched as for a shared copy. Without a choice, only"
                " the names of confidential sources are taken out."
            )
        )
        self.sheets.setRange(1, _MOST_SHEETS)
        self.sheets.setSpecialValueText(self.tr("Fit on one"))
        self.sheets.lineEdit().setTextMargins(6, 0, 0, 0)  # no stylesheet reaches that line
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)

    def _take(self, choices: PrintChoices) -> None:
        self.paper.setCurrentIndex(max(self.paper.findData(choices.paper), 0))
        self.direction.setCurrentIndex(0 if choices.landscape else 1)
        self.view.setCurrentIndex(max(self.view.findData(choices.view), 0))
        self.language.setCurrentIndex(max(self.language.findData(choices.language), 0))
        self.profile.setCurrentIndex(
            max(self.profile.findData(choices.profile.value if choices.profile else ""), 0)
        )
        self.sheets.setValue(choices.sheets)
        for part, box in self.parts.items():
            box.setChecked(part in choices.parts)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        side = QVBoxLayout()
        row.addLayout(side)
        row.addLayout(self._pages(), 1)
        form = QFormLayout()
        form.addRow(self.tr("&Paper"), self.paper)
        form.addRow(self.tr("&Direction"), self.direction)
        form.addRow(self.tr("S&heets"), self.sheets)
        form.addRow(self.tr("&View"), self.view)
        form.addRow(self.tr("&Headings in"), self.language)
        form.addRow(self.tr("&For"), self.profile)
        side.addWidget(heading(self.tr("Timeline on paper")))
        side.addLayout(form)
        side.addSpacing(10)
        side.addWidget(heading(self.tr("What to include")))
        for box in self.parts.values():
            side.addWidget(box)
        side.addStretch()
        side.addWidget(self.said)
        side.addWidget(self.progress)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.stop)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        side.addLayout(buttons)
        self.said.setMinimumWidth(300)
        self.export.setDefault(True)
        self.print_button.setAutoDefault(False)

    def _pages(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(self.preview, 1)
        turning = QHBoxLayout()
        turning.addStretch()
        for widget in (self.previous, self.page, self.next):
            turning.addWidget(widget)
        turning.addStretch()
        for button, name in (
            (self.previous, self.tr("Page before")),
            (self.next, self.tr("Page after")),
        ):
            button.setAccessibleName(name)
            button.setFixedWidth(44)
            button.setAutoDefault(False)
        self.page.setMinimumWidth(110)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addLayout(turning)
        return column

    # Wiring

    def _wire(self) -> None:
        for combo in (self.paper, self.direction, self.view, self.language, self.profile):
            combo.currentIndexChanged.connect(self._wait)
        self.sheets.valueChanged.connect(self._wait)
        for box in self.parts.values():
            box.toggled.connect(self._wait)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PATIENCE_MS)
        self._rest.timeout.connect(self.ask_for_preview)
        self.preview.turned.connect(self._show_number)
        self.previous.clicked.connect(lambda: self.preview.turn_to(self.preview.number - 1))
        self.next.clicked.connect(lambda: self.preview.turn_to(self.preview.number + 1))
        self.export.clicked.connect(lambda: self.export_requested.emit(self.choices))
        self.print_button.clicked.connect(self.print_requested)
        self.stop.clicked.connect(self.cancel_requested)
        self.close_button.clicked.connect(self.reject)
        self._show_number()

    def ask_for_preview(self) -> None:
        """Ask for the pages of what is chosen."""
        self._rest.stop()
        self.preview_requested.emit(self.choices)

    def _wait(self) -> None:
        self._rest.start()

    def _show_number(self) -> None:
        count, number = self.preview.count, self.preview.number
        said = self.tr("Page %1 of %2").replace("%1", str(number + 1)).replace("%2", str(count))
        self.page.setText(said if count else self.tr("No pages yet"))
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number + 1 < count)

    @override
    def done(self, result: int) -> None:
        self._rest.stop()
        self.cancel_requested.emit()
        self.preview.clear()
        super().done(result)
