"""A file as it was left is opened at once and checked beside everything else."""

import sqlite3
from contextlib import closing
from itertools import count

import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Track
from timeline_app.models.document import Document
from timeline_app.shell.file_checker import FileChecker
from timeline_app.storage.seen import Seen
from timeline_app.storage.store import Store


@pytest.fixture
def checked(qapp, project):
    """A document of a known file, and its checker about to begin."""
    document = Document(Store.open(project))
    assert not document.store.was_examined
    checker = FileChecker(document, after=0)
    yield document, checker
    checker.close()
    document.close()


@pytest.fixture
def damaged(project):
    """A file in which one word was changed past the program, in place and at the same time."""
    with Store.open(project) as store:
        store.apply(add("Add", Track("t", "Deployment")))
    with closing(sqlite3.connect(project)) as other, other:
        other.execute("UPDATE track SET title = 'Deployments'")
    Seen.of_this_person().remember(project)


def test_a_sound_file_is_checked_with_progress_and_nothing_is_said(qtbot, checked):
    document, checker = checked
    with qtbot.assertNotEmitted(checker.found_damage), qtbot.waitSignal(checker._process.finished):
        pass
    assert checker._process.exitCode() == 0
    assert not document.trouble


def test_damage_is_told_in_a_sentence_and_the_next_opening_examines_the_file(
    qtbot, damaged, project, checked
):
    document, checker = checked
    with qtbot.waitSignal(checker.found_damage, timeout=20_000) as told:
        pass
    path, sentence = told.args
    assert path == project
    assert "is damaged: content" in sentence
    document.close()
    assert not Seen.of_this_person().knows(project)


def test_damage_leads_to_the_rescue(window, damaged, project, qtbot):
    assert window.files.open(project)
    with qtbot.waitSignal(window._desk.rescue_offered) as told:
        window._checker.found_damage.emit(project, "It is damaged.")
    assert told.args[1] == "It is damaged."


def test_an_edit_during_the_check_is_no_damage(qtbot, checked):
    document, checker = checked
    with qtbot.assertNotEmitted(checker.found_damage):
        with qtbot.waitSignal(checker._process.finished, timeout=20_000) as over:
            numbers = count()

            def edited_until_it_is_over() -> bool:
                number = next(numbers)
                document.do(add(f"Add {number}", Track(f"t{number}", "Track")))
                return over.signal_triggered

            qtbot.waitUntil(edited_until_it_is_over, timeout=20_000)
        document.do(add("Last", Track("last", "Track")))


def test_a_file_from_elsewhere_was_checked_already(project, qapp):
    Seen.of_this_person().forget(project)
    with Store.open(project) as store:
        assert store.was_examined
