import hashlib
import json
import re
import sqlite3
import zipfile
from dataclasses import fields, replace

import pypdfium2
import pytest
from click.testing import CliRunner

from tests.exchange.printing import faults, objects, pages, words_of
from tests.exchange.projects import JAN_2026, open_project, small_project
from timeline_app.domain.edits import add
from timeline_app.domain.profiles import Profile
from timeline_app.domain.protected import is_key
from timeline_app.domain.records import Claim, Place, Project, new_id
from timeline_app.domain.view_filter import NO_TRACK, ViewFilter, saved
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.palette import paper_palette
from timeline_app.exchange.project_json import contents_from_json, json_of
from timeline_app.shell.cli import cli
from timeline_app.storage.store import Store


def write_project(path, contents):
    with Store.create(path, contents.project) as store:
        rest = [record for record in contents.every() if not isinstance(record, Project)]
        store.apply(add("fill", *rest))
    return path


@pytest.fixture
def project(tmp_path):
    return write_project(tmp_path / "strike.sqlite", small_project())


@pytest.fixture
def open_file(tmp_path):
    return write_project(tmp_path / "open.sqlite", open_project())


@pytest.fixture
def with_long_ids(tmp_path):
    """The project with ids as long as real ones: shared copies are searched for them."""
    contents = small_project()
    ids = {record.id: f"{number:08x}-{record.id}" for number, record in enumerate(contents.every())}
    renamed = [
        replace(
            record,
            **{
                field.name: ids[value]
                for field in fields(record)
                if is_key(field.name) and (value := getattr(record, field.name)) in ids
            },
        )
        for record in contents.every()
    ]
    return write_project(tmp_path / "long.sqlite", contents_of(renamed))


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def read(path):
    return contents_from_json(path.read_bytes())


def as_sets(contents):
    """Forget the order: the store gives hops by position."""
    return {kind: set(records) for kind, records in contents.records.items()}


def test_a_project_survives_export_and_import(open_file, tmp_path):
    assert run("export", open_file, tmp_path / "a.json").exit_code == 0
    assert run("import", tmp_path / "a.json", tmp_path / "b.sqlite").exit_code == 0
    assert run("export", tmp_path / "b.sqlite", tmp_path / "b.json").exit_code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert as_sets(read(tmp_path / "b.json")) == as_sets(open_project())


def test_confidential_sources_do_not_leave_the_house_unasked(project, tmp_path):
    done = run("export", project, tmp_path / "a.json")
    assert "Kaya" not in (tmp_path / "a.json").read_text("utf-8")
    assert "1 confidential source is shown by its public description only" in done.stderr


def test_an_internal_export_is_the_whole_project(project, tmp_path):
    run("export", project, tmp_path / "a.json", "--internal")
    assert as_sets(read(tmp_path / "a.json")) == as_sets(small_project())


@pytest.mark.parametrize("suffix", ["pdf", "json", "zip"])
def test_an_export_under_a_profile_is_the_same_every_time(with_long_ids, tmp_path, suffix):
    for name in ("a", "b"):
        out = tmp_path / f"{name}.{suffix}"
        done = run("export", with_long_ids, out, "--profile", "public")
        assert done.exit_code == 0, done.stderr
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@pytest.mark.parametrize("profile", list(Profile))
def test_what_leaves_under_a_profile_is_what_a_shared_copy_holds(with_long_ids, tmp_path, profile):
    assert run("export", with_long_ids, tmp_path / "a.json", "--profile", profile).exit_code == 0
    assert run("share", with_long_ids, tmp_path / "c.sqlite", "--profile", profile).exit_code == 0
    run("export", tmp_path / "c.sqlite", tmp_path / "c.json", "--internal")
    leaving, held = read(tmp_path / "a.json"), read(tmp_path / "c.json")
    assert {k: len(v) for k, v in leaving.records.items()} == {
        k: len(v) for k, v in held.records.items()
    }
    assert leaving.all(Claim) == held.all(Claim)
    told = "Kaya" in (tmp_path / "a.json").read_text("utf-8")
    assert told == (profile is Profile.INTERNAL)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("search", ["speaker:Nobody", "is:odd"])
def test_a_view_that_asks_for_what_is_not_there_does_not_export_everything(tmp_path, search):
    file = write_project(tmp_path / "v.sqlite", small_project(view("Theirs", search=search)))
    done = run("export", file, tmp_path / "out.pdf", "--view", "Theirs")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "What the view “Theirs” shows is not known" in done.stderr
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.usefixtures("qapp")
def test_a_view_whose_name_would_tell_is_refused_under_a_profile(project, tmp_path):
    with Store.open(project) as store:
        store.apply(add("view", saved("Mehmet Kaya", ViewFilter())))
    out = tmp_path / "a.json"
    done = run("export", project, out, "--profile", "partner", "--view", "Mehmet Kaya")
    assert done.exit_code == 2
    assert "rename it" in done.stderr
    assert not out.exists()


def test_an_export_tells_more_generally_by_the_rules_of_sharing(with_long_ids, tmp_path):
    with Store.open(with_long_ids) as store:
        store.apply(add("place", Place(new_id(), "Qamishli airport", "al-Hasakah")))
    out = tmp_path / "a.json"
    done = run("export", with_long_ids, out, "--profile", "public", "--larger-places")
    assert done.exit_code == 0, done.stderr
    assert "“Qamishli airport” is told as “al-Hasakah”" in done.stderr
    assert {place.name for place in read(out).all(Place)} == {"Izmir", "al-Hasakah"}


def test_rules_need_a_profile(project, tmp_path):
    done = run("export", project, tmp_path / "a.json", "--dates", "month")
    assert done.exit_code == 2
    assert "--profile" in done.stderr


def test_internal_and_a_profile_are_not_said_together(project, tmp_path):
    done = run("export", project, tmp_path / "a.json", "--internal", "--profile", "public")
    assert done.exit_code == 2
    assert "not both" in done.stderr


def test_a_document_carries_the_project_it_was_made_from(project, tmp_path):
    assert run("export", project, tmp_path / "a.pdf").exit_code == 0
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert faults(pdf) == []
    document = pypdfium2.PdfDocument(pdf)
    attached = [document.get_attachment(i) for i in range(document.count_attachments())]
    content = {file.get_name(): bytes(file.get_data()) for file in attached}
    document.close()
    (tmp_path / "out.sqlite").write_bytes(content["project.sqlite"])
    with Store.open(tmp_path / "out.sqlite") as store:
        assert store.count(Claim) == 4
    assert contents_from_json(content["project.json"]).project.title == "Harbour strike"
    assert b"Kaya" not in content["project.sqlite"] + content["project.json"]
    assert hashlib.sha256(content["project.sqlite"]).hexdigest() in "".join(pages(pdf)[0].split())


def test_two_documents_of_a_project_are_the_same_bytes(project, tmp_path):
    run("export", project, tmp_path / "a.pdf")
    run("export", project, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_tables_are_a_folder_or_packed(open_file, tmp_path):
    assert run("export", open_file, tmp_path / "tables.csv").exit_code == 0
    assert run("export", open_file, tmp_path / "tables.zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        for name in packed.namelist():
            assert packed.read(name) == (tmp_path / "tables.csv" / name).read_bytes()
    assert "The cranes stopped" in (tmp_path / "tables.csv" / "claim.csv").read_text("utf-8")


def test_the_same_project_gives_the_same_packed_tables(open_file, tmp_path):
    run("export", open_file, tmp_path / "a.zip")
    run("export", open_file, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_what_the_format_cannot_hold_is_said_unless_quiet(open_file, tmp_path):
    assert "history" in run("export", open_file, tmp_path / "a.json").stderr
    assert run("export", open_file, tmp_path / "b.json", "--quiet").output == ""


def test_a_file_that_is_there_is_not_replaced_unasked(open_file, tmp_path):
    (tmp_path / "a.json").write_text("mine")
    refused = run("export", open_file, tmp_path / "a.json")
    assert refused.exit_code == 2
    assert (tmp_path / "a.json").read_text() == "mine"
    assert run("export", open_file, tmp_path / "a.json", "--force").exit_code == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["version"] == 1


def test_an_unknown_suffix_is_refused_before_anything_is_read(tmp_path):
    refused = run("export", tmp_path / "missing.sqlite", tmp_path / "a.docx")
    assert refused.exit_code == 2
    assert ".json" in refused.stderr


def test_a_missing_project_is_a_sentence(tmp_path):
    refused = run("export", tmp_path / "missing.sqlite", tmp_path / "a.json")
    assert refused.exit_code == 2
    assert "missing.sqlite" in refused.stderr
    assert "Traceback" not in refused.output


def test_a_missing_folder_is_a_sentence_and_leaves_nothing(open_file, tmp_path):
    refused = run("export", open_file, tmp_path / "nowhere" / "a.json")
    assert refused.exit_code == 2
    assert "there is no such folder" in refused.stderr


def test_a_full_disk_leaves_the_old_file(open_file, tmp_path, monkeypatch):
    (tmp_path / "a.json").write_text("old")

    def full(_path, _content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    refused = run("export", open_file, tmp_path / "a.json", "--force")
    assert "the disk is full" in refused.stderr
    assert (tmp_path / "a.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_an_export_reads_a_project_that_is_open_for_writing(open_file, tmp_path):
    before = open_file.read_bytes()
    # Another process, as the window is: a lock of this process would refuse it.
    holder = sqlite3.connect(open_file)
    done = run("export", open_file, tmp_path / "a.json")
    holder.close()
    assert done.exit_code == 0
    assert open_file.read_bytes() == before


def test_an_import_never_writes_over_a_file(open_file, tmp_path):
    run("export", open_file, tmp_path / "a.json")
    before = open_file.read_bytes()
    refused = run("import", tmp_path / "a.json", open_file)
    assert refused.exit_code == 2
    assert open_file.read_bytes() == before


def test_a_broken_import_leaves_no_file(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    refused = run("import", tmp_path / "a.json", tmp_path / "new.sqlite")
    assert refused.exit_code == 2
    assert "not a timeline project" in refused.stderr
    assert not (tmp_path / "new.sqlite").exists()


def test_what_the_store_refuses_is_a_sentence_and_leaves_no_file(tmp_path):
    contents = json.loads(json_of(open_project()))
    contents["records"]["track"][0]["colour"] = 99
    (tmp_path / "a.json").write_text(json.dumps(contents))
    refused = run("import", tmp_path / "a.json", tmp_path / "new.sqlite")
    assert refused.exit_code == 2
    assert "does not hold together" in refused.stderr
    assert not (tmp_path / "new.sqlite").exists()


def test_an_imported_project_can_be_undone_like_any_edit(open_file, tmp_path):
    run("export", open_file, tmp_path / "a.json")
    run("import", tmp_path / "a.json", tmp_path / "b.sqlite")
    with Store.open(tmp_path / "b.sqlite") as store:
        assert store.undo_label == "Import of a.json"
        assert store.count(Claim) == 4


@pytest.mark.parametrize(
    "suffix", [".pdf", ".png", ".svg", ".html", ".timelinejs.json", ".json", ".zip"]
)
def test_every_format_is_written_says_what_it_cannot_hold_and_names_nobody(
    project, tmp_path, suffix
):
    out = tmp_path / f"out{suffix}"
    done = run("export", project, out)
    assert done.exit_code == 0, done.output
    assert "1 confidential source is shown" in done.stderr
    assert done.stderr.count("Not as in the project") > 1
    content = out.read_bytes()
    assert b"Kaya" not in content
    run("export", project, out, "--force")
    assert out.read_bytes() == content


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_picture_of_nothing_is_refused(tmp_path, suffix):
    empty = write_project(tmp_path / "empty.sqlite", contents_of([Project("p", "Empty")]))
    refused = run("export", empty, tmp_path / f"out{suffix}")
    assert refused.exit_code == 2
    assert "nothing to draw" in refused.stderr


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".timelinejs.json", ".json", ".csv"])
def test_an_empty_project_is_exported_too(tmp_path, suffix):
    empty = write_project(tmp_path / "empty.sqlite", contents_of([Project("p", "Empty")]))
    assert run("export", empty, tmp_path / f"out{suffix}").exit_code == 0


def test_the_choices_of_paper_and_parts_are_followed(project, tmp_path):
    run(
        "export",
        project,
        tmp_path / "a.pdf",
        "--page",
        "a1",
        "--portrait",
        "--without",
        "claims",
        "--changes",
    )
    run("export", project, tmp_path / "b.pdf", "--sheets", "2", "--internal")
    document = pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes())
    size = document[2].get_size()
    document.close()
    assert [round(points / 72 * 25.4) for points in size] == [594, 841]
    cover = " ".join(pages((tmp_path / "a.pdf").read_bytes())[0].split())
    assert "Left out by choice: Claims." in cover
    internal = " ".join(pages((tmp_path / "b.pdf").read_bytes()))
    assert "Mehmet Kaya" in internal
    assert "sheet 2 of 2" in internal


def test_text_grows_with_the_sheet_and_a_roll_is_as_long_as_it_must_be(project, tmp_path):
    for page in ("A3", "A0", "Roll"):
        assert run("export", project, tmp_path / f"{page}.svg", "--page", page).exit_code == 0
    heads = {
        page: (tmp_path / f"{page}.svg").read_text("utf-8")[:400] for page in ("A3", "A0", "Roll")
    }
    width = {page: float(re.search(r'width="([\d.]+)mm"', head)[1]) for page, head in heads.items()}
    units = {
        page: float(re.search(r'viewBox="0 0 ([\d.]+)', head)[1]) for page, head in heads.items()
    }
    assert width["A0"] / units["A0"] > 2 * width["A3"] / units["A3"]
    assert width["Roll"] < 2000


def view(name, **parts):
    return saved(name, ViewFilter(**parts))


def test_a_view_exports_what_the_window_would_show(tmp_path, qapp):
    views = [
        view("Talks", hidden_tracks=frozenset({"t1", NO_TRACK})),
        view("Words", search="Talks"),
    ]
    file = write_project(tmp_path / "views.sqlite", small_project(*views))
    for name, expected in (("Talks", "Talks planned"), ("Words", "Talks planned")):
        out = tmp_path / f"{name}.pdf"
        assert run("export", file, out, "--view", name).exit_code == 0
        text = " ".join(" ".join(pages(out.read_bytes())).split())
        assert expected in text
        assert "Last strike before this" not in text
        assert f"Filtered out by the view “{name}”" in text
        assert f"view “{name}”: 1 of 4 events shown" in text


@pytest.mark.usefixtures("qapp")
def test_a_view_draws_the_folds_it_was_kept_with(tmp_path):
    open_axis = view("Open", folds=())
    folded = view("Folded", folds=((1_735_689_600, 1_764_547_200),))  # 2025-01-01 to 2025-12-01
    file = write_project(tmp_path / "views.sqlite", small_project(open_axis, folded))
    pictures = {}
    for name in ("Open", "Folded"):
        out = tmp_path / f"{name}.svg"
        assert run("export", file, out, "--view", name).exit_code == 0
        pictures[name] = out.read_text("utf-8").count(paper_palette().roles["fold"])
    assert pictures["Open"] < pictures["Folded"]


@pytest.mark.usefixtures("qapp")
def test_a_view_draws_the_stretch_of_time_it_was_kept_with(tmp_path):
    views = [
        view("Late", folds=(), span=(JAN_2026 - 86_400, JAN_2026 + 40 * 86_400)),
        view("Never", span=(0, 86_400)),
    ]
    file = write_project(tmp_path / "views.sqlite", small_project(*views))
    whole, late, never = (tmp_path / f"{name}.svg" for name in ("whole", "late", "never"))
    assert run("export", file, whole).exit_code == 0
    told = run("export", file, late, "--view", "Late")
    assert run("export", file, never, "--view", "Never").exit_code == 0
    assert "outside the stretch of time the view shows" in told.stderr
    assert "1 outside its stretch of time" in late.read_text("utf-8")
    drawn = {path: path.read_text("utf-8").count(">E") for path in (whole, late, never)}
    assert drawn[late] == drawn[whole] - 1
    assert drawn[never] == drawn[whole]


@pytest.mark.usefixtures("qapp")
def test_a_claim_the_view_shows_is_told_though_its_event_is_not(tmp_path):
    loose = Claim("z", "Nobody says when the Talks end.")
    kept = view("Talks", search="Talks")
    file = write_project(tmp_path / "views.sqlite", small_project(kept, loose))
    out = tmp_path / "a.pdf"
    assert run("export", file, out, "--view", "Talks").exit_code == 0
    text = words_of(" ".join(pages(out.read_bytes())))
    assert "Claims about none of these events" in text
    assert "Nobody says when the Talks end." in text
    left_out = int(
        re.search(r"Filtered out by the view “Talks”: events \d+, claims (\d+)", text)[1]
    )
    printed = len(set(re.findall(rb"/c\d+\[", objects(out.read_bytes()))))
    assert printed + left_out == len(small_project(loose).all(Claim))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("suffix", [".json", ".csv", ".zip"])
def test_a_format_that_no_view_narrows_says_so(tmp_path, suffix):
    file = write_project(tmp_path / "q.sqlite", small_project(view("Talks", search="Talks")))
    out = tmp_path / f"a{suffix}"
    assert "it holds the whole project" in run("export", file, out, "--view", "Talks").stderr
    assert "view" not in run("export", file, out, "--force").stderr


def test_a_view_that_is_not_there_is_refused_by_naming_those_that_are(project, tmp_path, qapp):
    refused = run("export", project, tmp_path / "a.pdf", "--view", "February")
    assert refused.exit_code == 2
    assert "“January”" in refused.stderr
