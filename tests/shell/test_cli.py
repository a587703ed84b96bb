"""The command line: a file opens the window, commands need none, failures are one sentence."""

import json

import pytest
from click.testing import CliRunner

from tests.shell.test_files import newer
from timeline_app.domain.records import Project
from timeline_app.shell import application
from timeline_app.shell.cli import cli, main
from timeline_app.storage.schema import SCHEMA_VERSION
from timeline_app.storage.store import Store


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "a project.sqlite"
    Store.create(path, Project("p", "Example")).close()
    return path


@pytest.fixture
def opened(monkeypatch):
    files = []

    def run(file, *, until_first_frame):
        files.append(file)
        return 0

    monkeypatch.setattr(application, "run", run)
    return files


def run(*args):
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def ends(monkeypatch, capsys, *args):
    """Run the program as the shell does; return its exit code and what it said on stderr."""
    monkeypatch.setattr("sys.argv", ["timeline-app", *map(str, args)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code, capsys.readouterr().err


def test_nothing_at_all_opens_the_window(opened):
    assert run().exit_code == 0
    assert opened == [None]


def test_a_file_opens_the_window_on_it(opened, project):
    assert run(project).exit_code == 0
    assert opened == [project]


@pytest.mark.parametrize("words", [["./sample"], ["--", "sample"], ["open", "sample"]])
def test_a_file_called_like_a_command_can_still_be_opened(opened, words):
    assert run(*words).exit_code == 0
    assert [file.name for file in opened] == ["sample"]


def test_a_command_is_no_file(opened, project):
    assert run("info", project).exit_code == 0
    assert opened == []


def test_sample_writes_a_project_and_never_over_another(tmp_path, monkeypatch, capsys):
    path = tmp_path / "s.sqlite"
    assert run("sample", path).exit_code == 0
    before = path.read_bytes()
    code, said = ends(monkeypatch, capsys, "sample", path)
    assert (code, said.count("\n")) == (2, 1)
    assert path.read_bytes() == before


def test_info_names_the_project(project):
    assert run("info", project).stdout.startswith("Example\n")


def test_info_as_json_has_what_was_promised(tmp_path):
    path = tmp_path / "s.sqlite"
    run("sample", path)
    found = json.loads(run("info", path, "--json").stdout)
    counted = found["counts"]
    assert [counted[k] for k in ("event", "claim", "actor")] == [26, 41, 21]
    assert counted["source"] > 0
    assert counted["hop"] >= counted["claim"]
    assert len(found["events"]) == counted["event"]
    assert {"id", "title", "edtf", "claims", "origins", "contested"} <= set(found["events"][0])
    assert any(event["contested"] for event in found["events"])
    assert all(low <= high for low, high in (event["origins"] for event in found["events"]))


def test_info_changes_nothing(project):
    before = project.read_bytes()
    run("info", project)
    assert project.read_bytes() == before
    assert [path.name for path in project.parent.iterdir()] == [project.name]


PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize("content", [b"", PNG, b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_project_is_one_sentence_and_two(tmp_path, monkeypatch, capsys, content):
    path = tmp_path / "x.sqlite"
    path.write_bytes(content)
    code, said = ends(monkeypatch, capsys, "info", path)
    assert code == 2
    assert said.count("\n") == 1
    assert said.endswith(".\n")
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_sentences_too(tmp_path, monkeypatch, capsys):
    for path in (tmp_path / "gone.sqlite", tmp_path):
        code, said = ends(monkeypatch, capsys, "info", path)
        assert code == 2
        assert said.count("\n") == 1


def test_a_newer_file_is_refused(project, monkeypatch, capsys):
    content = bytearray(project.read_bytes())
    content[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    project.write_bytes(content)
    code, said = ends(monkeypatch, capsys, "history", project)
    assert code == 2
    assert "newer" in said


def test_a_missing_argument_is_a_sentence(monkeypatch, capsys):
    code, said = ends(monkeypatch, capsys, "info")
    assert code == 2
    assert said.count("\n") == 1
    assert "FILE" in said


def test_an_unknown_option_is_a_sentence(monkeypatch, capsys):
    code, said = ends(monkeypatch, capsys, "--no-such-thing")
    assert code == 2
    assert said.count("\n") == 1


def test_help_tells_every_command():
    said = run("--help").stdout
    assert all(command in said for command in ("info", "open", "sample"))


@pytest.fixture
def of_newer(tmp_path):
    path = tmp_path / "newer.sqlite"
    newer(path)
    return path


def test_what_is_understood_of_a_newer_file_is_told_with_what_is_not(of_newer):
    before = of_newer.read_bytes()
    told = run("info", of_newer)
    assert told.exit_code == 0
    assert "written by a newer version" in told.output
    assert "event.mood, weather; rows not understood: 1" in told.output
    assert "Known" in told.output
    found = json.loads(run("info", of_newer, "--json").output)
    assert found["partly"].startswith("written by a newer version")
    assert found["counts"]["event"] == 2
    assert of_newer.read_bytes() == before


def test_info_of_an_ordinary_file_says_nothing_of_that(project):
    assert "Not all of it" not in run("info", project).output
    assert "partly" not in json.loads(run("info", project, "--json").output)


@pytest.mark.parametrize(
    "words", [["export", "out.pdf"], ["share", "out.sqlite", "--profile", "public"]]
)
def test_nothing_of_a_newer_file_is_let_out_and_it_is_said_why(
    of_newer, tmp_path, monkeypatch, capsys, words
):
    command, out, *more = words
    code, said = ends(monkeypatch, capsys, command, of_newer, tmp_path / out, *more)
    assert code == 2
    assert "confidential" in said
    assert "update the program" in said
    assert not (tmp_path / out).exists()
