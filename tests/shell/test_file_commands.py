import json
import shutil
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.storage.conftest import story
from tests.storage.hostile import HOSTILE
from tests.storage.hostile import run as spoil
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Actor, Event, Place, Project, Track, new_id
from timeline_app.shell import file_commands, merge_command
from timeline_app.storage.errors import StoreError
from timeline_app.storage.seen import Seen
from timeline_app.storage.store import Store


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "project.sqlite"
    with Store.create(path, Project(new_id(), "Withdrawal")) as store:
        store.apply(add("Add the story", *story()), author="NK")
    return path


def run(command: click.Command, *args: object) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(arg) for arg in args])
    if isinstance(result.exception, StoreError):
        raise result.exception
    return result.exit_code, result.output


def test_check_calls_a_sound_file_sound(project: Path) -> None:
    code, told = run(file_commands.check, project, "--deep")
    assert code == 0
    assert "is sound" in told


def test_check_gives_json_with_faults_and_exit_code_1(project: Path) -> None:
    HOSTILE["record changed behind the log"](project)
    Seen.of_this_person().forget(project)
    code, told = run(file_commands.check, project, "--json")
    found = json.loads(told)
    assert code == 1
    assert (found["sound"], found["counts"]["claim"], found["edits"]) == (False, 1, 1)
    assert "not as the last edit left them" in found["faults"][0]


def test_check_names_what_a_sound_file_has_to_be_mended(project: Path) -> None:
    spoil(
        project,
        "DELETE FROM change",
        "DELETE FROM edit",
        "UPDATE event SET start_min = 5, end_max = 4",
    )
    code, told = run(file_commands.check, project, "--deep")
    assert code == 0
    assert "is sound" in told
    assert "ends before it begins; give it a date again" in told.splitlines()[-1]
    code, told = run(file_commands.check, project, "--json")
    assert (code, len(json.loads(told)["findings"])) == (0, 1)


def test_check_of_a_foreign_file_is_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG" + bytes(200))
    assert run(file_commands.check, tmp_path / "x.png")[0] == 1


def test_check_of_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        run(file_commands.check, tmp_path / "missing.sqlite")


def test_history_tells_author_and_label(project: Path) -> None:
    code, told = run(file_commands.history, project)
    assert code == 0
    assert "NK  Add the story  (8)" in told
    found = json.loads(run(file_commands.history, project, "--json")[1])
    assert found["head_hash"] == found["edits"][0]["hash"]


def test_backups_are_made_listed_and_restored(project: Path) -> None:
    assert run(file_commands.backups, project)[1] == "no backups\n"
    assert "1 edits" in run(file_commands.backups, project, "--make")[1]
    project.write_bytes(b"spoiled")
    code, told = run(file_commands.backups, project, "--restore", 1)
    assert code == 0
    assert "what was there is now" in told
    assert run(file_commands.check, project)[0] == 0
    assert run(file_commands.backups, project, "--restore", 9)[0] == 1


def test_share_writes_a_copy_and_tells_what_leaves(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "public.sqlite"
    told = run(file_commands.share, project, out, "--profile", "public", "--dry-run")[1]
    assert "1 claim" in told
    assert not out.exists()
    assert run(file_commands.share, project, out, "--profile", "public")[0] == 0
    assert run(file_commands.check, out)[0] == 0
    with pytest.raises(StoreError, match="there already"):
        run(file_commands.share, project, out, "--profile", "public")


def test_rescue_writes_a_new_project_and_says_what_it_found(project: Path, tmp_path: Path) -> None:
    HOSTILE["view"](project)
    out = tmp_path / "rescued.sqlite"
    code, told = run(file_commands.rescue, project, out)
    assert code == 0
    assert "recovered: 1 claim" in told
    assert run(file_commands.check, out)[0] == 0
    assert (
        json.loads(run(file_commands.rescue, project, tmp_path / "b.sqlite", "--json")[1])[
            "counts"
        ]["hop"]
        == 2
    )


def test_merge_brings_in_what_changed_once_and_lists_clashes(project: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.sqlite"
    with Store.open(project) as store:
        store.copy_to(theirs)
        (event,) = store.all(Event)
        store.apply(revise("Rename", event, replace(event, title="A")), author="NK")
    with Store.open(theirs) as store:
        store.apply(revise("Rename", event, replace(event, title="B")), author="OB")
        store.apply(add("Add", Event(new_id(), "New")), author="OB")
    dry = json.loads(run(merge_command.merge, project, theirs, "--dry-run", "--json")[1])
    assert dry["incoming"] == {"event": {"added": 1, "changed": 0, "removed": 0}}
    assert [(c["fields"], c["mine"]["author"]) for c in dry["clashes"]] == [(["title"], "NK")]
    assert not dry["written"]
    assert run(merge_command.merge, project, theirs, "--author", "NK")[0] == 0
    assert run(merge_command.merge, project, theirs)[1] == "nothing new\n"
    assert "Merge another copy" in run(file_commands.history, project)[1]


def test_share_tells_roles_places_and_dates_by_rules(project: Path, tmp_path: Path) -> None:
    with Store.open(project) as store:
        place = Place(new_id(), "Qamishli airport", "al-Hasakah")
        store.apply(add("Add", place, Actor(new_id(), "A. Judge", role="deputy")))
    out = tmp_path / "public.sqlite"
    rules = ("--role", "Deputy=an official", "--larger-places", "--dates", "month")
    code, told = run(file_commands.share, project, out, "--profile", "public", *rules)
    assert code == 0
    assert "told more generally: role “deputy” as “an official” (1)" in told
    with Store.open(out, read_only=True) as copy:
        assert [p.name for p in copy.all(Place)] == ["al-Hasakah"]
        assert {a.role for a in copy.all(Actor)} == {"", "an official"}


def test_a_rule_that_fits_nothing_makes_no_copy(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "public.sqlite"
    with pytest.raises(StoreError, match="No role that leaves is “Depty”"):
        run(file_commands.share, project, out, "--profile", "public", "--role", "Depty=official")
    assert not out.exists()


def test_a_rule_without_a_sign_is_no_rule(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "public.sqlite"
    code, _ = run(file_commands.share, project, out, "--profile", "public", "--place", "Qamishli")
    assert code == 2
    assert not out.exists()


def test_a_clash_is_told_by_name_with_what_differs(project: Path, tmp_path: Path) -> None:
    with Store.open(project) as store:
        store.apply(add("Add", Track("t", "Deployment")))
    theirs = tmp_path / "theirs.sqlite"
    shutil.copy(project, theirs)
    for path, title, author in ((project, "Mine", "NK"), (theirs, "Theirs", "OB")):
        with Store.open(path) as store:
            track = store.all(Track)[0]
            store.apply(revise("Rename", track, replace(track, title=title)), author)
    told = run(merge_command.merge, project, theirs, "--dry-run")[1]
    assert "track “Mine”: title “Mine” by NK, “Theirs” by OB; kept: " in told
    assert told.endswith("nothing was written\n")
    assert run(merge_command.merge, project, theirs)[1].endswith("merged as one step\n")


def test_a_file_is_not_merged_into_itself(project: Path) -> None:
    code, told = run(merge_command.merge, project, project)
    assert code != 0
    assert "the same file" in told
