"""Exports when the world fails: one sentence, and what was there stays as it was."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import timeline_app
from tests.exchange.printing import faults, pages, words_of
from tests.exchange.projects import DAY, open_project, small_project
from tests.shell.test_export_command import run, write_project
from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, ClaimEvent, Event, Project
from timeline_app.exchange.contents import contents_of
from timeline_app.shell.exporting import export
from timeline_app.shell.writers import ExportRequest
from timeline_app.storage.store import Store

ROOT = Path(timeline_app.__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
OBEDIENT = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
"""Runs a command without root's right to write wherever it likes."""

ALWAYS_EDITING = """
import sys
from pathlib import Path
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event
from timeline_app.storage.store import Store
with Store.open(Path(sys.argv[1])) as store:
    for number in range(100_000):
        store.apply(add("more", Event(f"n{number:06}", f"added {number}", end_max=0)))
        if number == 3:
            print("begun", flush=True)
"""

posix = pytest.mark.skipif(os.name != "posix", reason="limits and users of POSIX")


@pytest.fixture
def project(tmp_path):
    return write_project(tmp_path / "strike.sqlite", open_project())


def in_child(before, *arguments, prefix=()):
    """Run a command of the program in a process that does something to itself first."""
    code = f"{before}\nfrom timeline_app.shell.cli import cli\ncli()"
    return subprocess.run(
        [*prefix, sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )


def parts_in(folder):
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def one_sentence(done, *told):
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for words in told:
        assert words in done.stderr


def limited(size):
    """Return code after which no file of the process, a temporary one too, grows past a size."""
    return (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    )


@pytest.fixture
def out_folder(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@posix
@pytest.mark.parametrize("suffix", [".pdf", ".png", ".json", ".zip"])
def test_no_room_for_the_export_leaves_the_old_file(project, out_folder, suffix):
    out = out_folder / f"a{suffix}"
    assert run("export", project, out).exit_code == 0
    size = out.stat().st_size
    out.write_bytes(b"old")
    done = in_child(limited(size - 1), "export", project, out, "--force")
    # Of a document, a copy of the project is written first, which is no smaller.
    one_sentence(done, *(["too large for this drive"] if suffix != ".pdf" else []))
    assert out.read_bytes() == b"old"
    assert parts_in(out_folder) == []


@posix
def test_no_room_for_what_an_export_needs_on_its_way_is_a_sentence_too(project, out_folder):
    out = out_folder / "a.pdf"
    out.write_bytes(b"old")
    for size in (100, 90_000):
        done = in_child(limited(size), "export", project, out, "--force")
        one_sentence(done)
        assert out.read_bytes() == b"old"
        assert parts_in(out_folder) == []


@posix
@pytest.mark.parametrize("suffix", [".pdf", ".json", ".csv"])
def test_a_folder_one_may_not_write_to_is_a_sentence(project, out_folder, suffix):
    is_root = os.geteuid() == 0
    if is_root and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv")
    (out_folder / "a.pdf").write_bytes(b"old")
    out_folder.chmod(0o555)
    command = ("export", project, out_folder / f"a{suffix}", "--force")
    one_sentence(
        in_child("", *command, prefix=OBEDIENT if is_root else ()), "permission was denied"
    )
    assert [path.name for path in out_folder.iterdir()] == ["a.pdf"]
    assert (out_folder / "a.pdf").read_bytes() == b"old"


def test_a_path_below_a_file_is_a_sentence(project, tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    refused = run("export", project, tmp_path / "file" / "a.pdf")
    assert refused.exit_code == 2
    assert "there is no such folder" in refused.stderr
    assert (tmp_path / "file").read_bytes() == b"old"


def test_tables_do_not_replace_a_file(project, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    refused = run("export", project, tmp_path / "a.csv", "--force")
    assert refused.exit_code == 2
    assert "there is a file of that name" in refused.stderr
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert parts_in(tmp_path) == []


def test_a_project_changed_while_it_is_written_is_exported_as_it_was_read(project, tmp_path):
    def change(doing):
        if doing.startswith("Writing"):
            with Store.open(project) as store:
                store.apply(add("late", Event("late", "Came too late", end_max=0)))

    for name in ("a.pdf", "a.json"):
        out = tmp_path / name
        export(ExportRequest(project, out), change if name == "a.pdf" else lambda _: None)
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert faults(pdf) == []
    assert "Came too late" not in " ".join(pages(pdf))
    assert "Came too late" in (tmp_path / "a.json").read_text("utf-8")


@posix
def test_a_project_changed_all_the_time_is_whole_or_a_sentence(project, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", ALWAYS_EDITING, str(project)],
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    out = tmp_path / "a.json"
    try:
        writer.stdout.readline()
        done = in_child("", "export", project, out)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    if done.returncode == 0:
        events = json.loads(out.read_text("utf-8"))["records"]["event"]
        added = [event["title"] for event in events if event["title"].startswith("added")]
        assert added == [f"added {n}" for n in range(len(added))]
    else:
        one_sentence(done, "try again in a moment")
        assert not out.exists()


@pytest.mark.parametrize("suffix", [".pdf", ".svg"])
def test_a_project_of_one_event_of_ten_thousand_years_is_exported(tmp_path, suffix):
    long = Event(
        "e",
        "Ice",
        start_min=-(10_000 * 366 * DAY),
        start_max=-(9_990 * 365 * DAY),
        end_min=0,
        end_max=DAY,
    )
    file = write_project(tmp_path / "ice.sqlite", contents_of([Project("p", "P"), long]))
    out = tmp_path / f"a{suffix}"
    done = run("export", file, out)
    assert done.exit_code == 0, done.output
    if suffix == ".pdf":
        assert faults(out.read_bytes()) == []
        assert "1 of 1 events shown" in words_of(" ".join(pages(out.read_bytes())))
    else:
        assert "Ice" in out.read_text("utf-8")


@pytest.mark.parametrize("suffix", [".pdf", ".json", ".zip"])
def test_a_claim_of_100_kilobytes_leaves_whole(tmp_path, suffix):
    text = " ".join(f"word{number}" for number in range(11_000))
    big = small_project(Claim("big", text), ClaimEvent("bige", "big", "e1"))
    file = write_project(tmp_path / "big.sqlite", big)
    out = tmp_path / f"a{suffix}"
    done = run("export", file, out)
    assert done.exit_code == 0, done.output
    if suffix == ".pdf":
        assert faults(out.read_bytes()) == []
        found = " ".join(pages(out.read_bytes())).split()
        assert [word for word in found if word.startswith("word")] == text.split()
    elif suffix == ".zip":
        with zipfile.ZipFile(out) as packed:
            assert text in packed.read("claim.csv").decode("utf-8")
    else:
        assert text in out.read_text("utf-8")
