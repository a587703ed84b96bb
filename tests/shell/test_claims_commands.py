"""The commands that look at a project's claims and enter into it, on real files."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Actor, Claim, Event, Hop, Project, Source, new_id
from timeline_app.domain.review import FindingKind, answered
from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.shell.cli import cli
from timeline_app.storage.findings import findings, pieces
from timeline_app.storage.store import Store

BOOK = """@article{a, title={The airlift}, author={Jane Roe}, journal={The Post}, year=2024}
@article{b, title={A second thing}, year=2023}"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    with Store.create(path, sample_project()) as store:
        store.apply(sample_edit())
    return path


@pytest.fixture
def sample(qapp, written, tmp_path):
    path = tmp_path / "sample.sqlite"
    path.write_bytes(written.read_bytes())
    return path


def run(*args, typed=""):
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=typed)


def edits_in(path):
    with Store.open(path, read_only=True) as store:
        return [one.label for one in store.history(50)]


def open_findings(path):
    return json.loads(run("review", path, "--json").output)


def test_review_lists_what_the_project_holds_the_gravest_kind_first(sample):
    kinds = list(dict.fromkeys(one["kind"] for one in open_findings(sample)))
    assert kinds == [kind for kind in FindingKind if kind in kinds]
    assert kinds[0] == "contradiction"
    told = run("review", sample).output
    assert "“Damascus asks the Russians to leave Qamishli” has no date." in told
    assert told.splitlines()[-1] == f"{len(open_findings(sample))} open, 0 answered"


def test_an_answered_finding_is_listed_only_when_asked_for(sample):
    with Store.open(sample) as store:
        with store.reading() as connection:
            first = next(f for piece in pieces(connection) for f in findings(connection, piece))
        note = answered(first, "Both were asked.", "NK", "2026-02-01T00:00:00+00:00")
    before = len(open_findings(sample))
    with Store.open(sample) as store:
        store.apply(add("Answer a finding", note))
    assert len(open_findings(sample)) == before - 1
    assert "Both were asked." not in run("review", sample).output
    told = run("review", sample, "--answered").output
    assert "answered: Both were asked. (NK, 2026-02-01T00:00:00+00:00)" in told
    whole = json.loads(run("review", sample, "--answered", "--json").output)
    assert [one["answer"]["note"] for one in whole if one["answer"]] == ["Both were asked."]


def test_find_finds_a_name_by_any_of_its_spellings(sample):
    for spelling in ("Qamishli", "القامشلي"):
        result = run("find", sample, spelling, "--json")
        assert result.exit_code == 0
        assert "Qamishli International Airport" in [r["text"] for r in json.loads(result.output)]


def test_find_takes_filters_and_a_limit(sample):
    result = run("find", sample, "speaker:Sezer", "--limit", 2, "--json")
    found = json.loads(result.output)
    assert [one["kind"] for one in found] == ["claim", "claim"]
    assert all(one["detail"].startswith("Aydin Sezer") for one in found)


def test_find_says_that_nothing_is_found_by_its_exit_code(sample):
    result = run("find", sample, "xyzzy")
    assert (result.exit_code, result.output) == (1, "nothing found\n")


def test_find_refuses_a_filter_it_does_not_understand(sample):
    result = run("find", sample, "is:odd")
    assert result.exit_code == 2
    assert "“odd” is none of them" in result.stderr


def test_find_tells_confidential_people_by_their_public_description_only(sample):
    with Store.open(sample) as store:
        actor = next(actor for actor in store.all(Actor) if actor.name == "Aydin Sezer")
        hidden = replace(actor, confidential=True, public_description="An analyst")
        store.apply(revise("Hide", actor, hidden))
    assert "Sezer" not in run("find", sample, "analyst", "speaker:analyst").output


def test_lines_become_claims_in_one_edit_and_share_what_is_new_in_two_of_them(sample):
    before = edits_in(sample)
    lines = "A new witness | | Two planes left #Il-76 transport takes off at Qamishli\n\n"
    result = run(
        "enter", sample, "--author", "NK", typed=f"{lines}A new witness | | One came #-Odd"
    )
    assert result.exit_code == 0, result.output
    assert edits_in(sample) == ["Add 2 claims", *before]
    with Store.open(sample, read_only=True) as store:
        (actor,) = store.where(Actor, name="A new witness")
        assert len(store.where(Hop, actor_id=actor.id)) == 2
        assert len(store.where(Event, title="Odd")) == 1
        assert store.history(1)[0].author == "NK"


def test_how_lines_are_read_is_told_and_a_dry_run_writes_nothing(sample):
    before = sample.read_bytes()
    line = "a security source > SANA | 27 January 2026 | Two planes left"
    told = run("enter", sample, line, "--dry-run").output
    assert "Says: a security source (new: person, anonymous)" in told
    assert "When: 27 Jan 2026" in told
    assert told.endswith("Add claim: nothing was written\n")
    assert sample.read_bytes() == before


def test_one_line_that_cannot_be_read_keeps_all_of_them_out(sample):
    before = edits_in(sample)
    result = run("enter", sample, "A claim", "a | b | c | d")
    assert result.exit_code == 2
    assert result.stderr.startswith("Line 2: A line has at most three parts")
    assert edits_in(sample) == before


def test_no_line_at_all_is_a_sentence(sample):
    result = run("enter", sample, typed="\n \n")
    assert (result.exit_code, result.stderr.count(".")) == (2, 1)


def test_a_bibliography_becomes_sources_once(sample, tmp_path):
    (tmp_path / "book.bib").write_text(BOOK, encoding="utf-8")
    assert "Add 2 sources: done" in run("sources", sample, tmp_path / "book.bib").output
    again = run("sources", sample, "-", typed=BOOK)
    assert "The airlift (already there as “The airlift”)" in again.output
    assert edits_in(sample)[0] == "Add 2 sources"
    assert edits_in(sample).count("Add 2 sources") == 1
    with Store.open(sample, read_only=True) as store:
        (source,) = store.where(Source, title="The airlift")
        assert store.where(Actor, id=source.outlet_id)[0].name == "The Post"


def test_sources_the_project_has_are_added_when_asked_for(sample):
    run("sources", sample, "-", typed=BOOK)
    run("sources", sample, "-", "--again", typed=BOOK)
    with Store.open(sample, read_only=True) as store:
        assert len(store.where(Source, title="The airlift")) == 2


def test_what_a_bibliography_lacks_is_told_beside_it(sample):
    broken = f"{BOOK}\n@article{{a, title={{Third}}}}\n@article{{c, year=2020}}"
    told = run("sources", sample, "-", "--dry-run", typed=broken).stderr
    assert "keys that several entries have: a" in told
    assert "left out: 1" in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"\xff\xfe\x00", "is no text in UTF-8"), (b"nothing of the kind", "neither BibTeX")],
)
def test_a_file_that_is_no_bibliography_is_refused_in_a_sentence(
    sample, tmp_path, content, sentence
):
    (tmp_path / "book.bib").write_bytes(content)
    before = edits_in(sample)
    result = run("sources", sample, tmp_path / "book.bib")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert edits_in(sample) == before


def test_a_missing_bibliography_is_a_sentence(sample, tmp_path):
    result = run("sources", sample, tmp_path / "none.bib")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "no such file" in result.stderr


def test_a_terminal_is_sent_no_control_character_of_a_project(tmp_path, qapp):
    path = tmp_path / "from-elsewhere.sqlite"
    with Store.create(path, Project(new_id(), "Title\x1b]0;owned\x07\x9b2J")) as store:
        store.apply(add("Add\x1b[8m", Claim(new_id(), "Planes\x1b]52;c;cm0=\x07 left\nat\tnight")))
    for command in (["info"], ["review"], ["history"], ["find"]):
        words = ["planes"] if command == ["find"] else []
        told = run(*command, path, *words).output
        assert told
        assert not set(told) & {"\x1b", "\x07", "\x9b"}
    as_json = run("info", path, "--json").output
    assert not set(as_json) & {"\x1b", "\x07", "\x9b"}
    assert json.loads(as_json)["title"] == "Title\x1b]0;owned\x07\x9b2J"
