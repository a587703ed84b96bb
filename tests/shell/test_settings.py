"""What is remembered between two starts."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from timeline_app.shell.settings import Settings


def test_recent_files_are_newest_first_and_named_once(tmp_path):
    settings = Settings(tmp_path / "s.ini")
    for name in ("a", "b", "a"):
        settings.remember(Path("/x") / name)
    assert Settings(tmp_path / "s.ini").recent == [Path("/x/a"), Path("/x/b")]


def test_no_more_than_ten_files_are_remembered(tmp_path):
    settings = Settings(tmp_path / "s.ini")
    for number in range(12):
        settings.remember(Path(f"/{number}"))
    assert len(settings.recent) == 10


def test_choices_come_back(tmp_path):
    settings = Settings(tmp_path / "s.ini")
    settings.theme, settings.text_size, settings.author = "dark", 150, "K. Ş."
    settings.last_open = Path("/x/القامشلي.sqlite")
    settings.keep_window_part("docks", QByteArray(b"\0\1\2"))
    again = Settings(tmp_path / "s.ini")
    assert (again.theme, again.text_size, again.author) == ("dark", 150, "K. Ş.")
    assert again.last_open == Path("/x/القامشلي.sqlite")
    assert again.window_part("docks") == QByteArray(b"\0\1\2")


def test_a_damaged_file_of_settings_counts_as_none(tmp_path):
    path = tmp_path / "s.ini"
    path.write_text("[look]\ntheme=plaid\ntext_size=huge\n[window]\ndocks=7\n[files]\nrecent=x\n")
    settings = Settings(path)
    assert (settings.theme, settings.text_size) == (None, 100)
    assert settings.window_part("docks") is None


def test_only_the_first_start_is_the_first(tmp_path):
    assert not Settings(tmp_path / "s.ini").was_started
    assert Settings(tmp_path / "s.ini").was_started
