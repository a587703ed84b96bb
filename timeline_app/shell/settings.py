"""What the program remembers between two starts: never anything of a project's contents.

One INI file in the person's configuration folder.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

from timeline_app.widgets.theme import NAMES

APP_NAME = "timeline-app"
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""Per cent of the system's text size."""

_RECENT_KEPT = 10


def settings_file() -> Path:
    """Return where the settings of this person are kept."""
    return platformdirs.user_config_path(APP_NAME) / "settings.ini"


def own_files() -> Path:
    """Return the folder for what the program makes for this person: the sample, for one."""
    return platformdirs.user_data_path(APP_NAME)


def crash_file() -> Path:
    """Return where the system's trace of a crash is written, for the next start to show."""
    return platformdirs.user_state_path(APP_NAME) / "crash.txt"


class Settings:
    """Typed access to the settings; what is unreadable counts as not set."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; it need not exist."""
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def recent(self) -> list[Path]:
        """The project files opened last, newest first; some may be gone."""
        value = self._kept.value("files/recent", [])
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(str(text)) for text in texts]

    def remember(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        others = [known for known in self.recent if known != path]
        kept = [path, *others][:_RECENT_KEPT]
        self._kept.setValue("files/recent", [str(known) for known in kept])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._kept.remove("files/recent")

    @property
    def edited_there(self) -> list[Path]:
        """The files in shared folders that are edited where they are, as this person said."""
        value = self._kept.value("files/edited_there", [])
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(str(text)) for text in texts]

    def edit_there(self, path: Path, *, there: bool) -> None:
        """Edit a file in a shared folder where it is from now on, or a copy of it."""
        others = [known for known in self.edited_there if known != path]
        kept = [path, *others][:_RECENT_KEPT] if there else others
        self._kept.setValue("files/edited_there", [str(known) for known in kept])

    def folder(self, kind: str) -> Path | None:
        """Return the folder that was last used for a kind of file, or None."""
        return Path(text) if (text := self._text(f"folders/{kind}")) else None

    def remember_folder(self, kind: str, folder: Path) -> None:
        """Keep the folder that was used for a kind of file."""
        self._kept.setValue(f"folders/{kind}", str(folder))

    @property
    def last_open(self) -> Path | None:
        """The project that was open when the program ended, or None."""
        return Path(text) if (text := self._text("files/last_open")) else None

    @last_open.setter
    def last_open(self, path: Path | None) -> None:
        self._kept.setValue("files/last_open", str(path) if path else "")

    @property
    def was_started(self) -> bool:
        """Tell whether the program was started before; it is set by asking."""
        before = self._text("started") == "yes"
        self._kept.setValue("started", "yes")
        return before

    @property
    def theme(self) -> str | None:
        """The chosen theme, or None to follow the system."""
        chosen = self._text("look/theme")
        return chosen if chosen in NAMES else None

    @theme.setter
    def theme(self, name: str | None) -> None:
        self._kept.setValue("look/theme", name or "")

    @property
    def text_size(self) -> int:
        """The size of text in per cent of the system's."""
        known = {str(size): size for size in TEXT_SIZES}
        return known.get(self._text("look/text_size"), 100)

    @text_size.setter
    def text_size(self, per_cent: int) -> None:
        self._kept.setValue("look/text_size", str(per_cent))

    @property
    def author(self) -> str:
        """The name or initials that sign this person's edits; may be empty."""
        return self._text("author")

    @author.setter
    def author(self, name: str) -> None:
        self._kept.setValue("author", name)

    @property
    def author_asked(self) -> bool:
        """Whether the person was asked for that name; a name given counts as asked."""
        return bool(self.author) or self._text("author_asked") == "yes"

    @author_asked.setter
    def author_asked(self, asked: bool) -> None:
        self._kept.setValue("author_asked", "yes" if asked else "")

    def window_part(self, name: str) -> QByteArray | None:
        """Return what was kept of a part of the window: its size, its docks, its columns."""
        value = self._kept.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_window_part(self, name: str, state: QByteArray) -> None:
        """Keep the state of a part of the window."""
        self._kept.setValue(f"window/{name}", state)

    def _text(self, key: str) -> str:
        value = self._kept.value(key, "")
        return value if isinstance(value, str) else ""
