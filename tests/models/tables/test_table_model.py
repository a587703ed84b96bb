"""The rows of a table: which, in which order, and how they follow edits."""

import json

import pytest
from PySide6.QtCore import Qt

from timeline_app.domain.edits import Change, Edit, add, revise
from timeline_app.domain.records import (
    Actor,
    Assessment,
    Claim,
    ClaimEvent,
    Event,
    Hop,
    OriginLink,
    Source,
    new_id,
)
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import (
    AssessedKind,
    ClaimStatus,
    Credibility,
    Independence,
    Reliability,
    Stance,
)
from timeline_app.models.document import Document
from timeline_app.models.tables import arranger, bank
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.models.tables.columns import Holds
from timeline_app.models.tables.copying import as_csv, as_markdown, as_text
from timeline_app.models.tables.history import HistoryModel
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.ordering import Filters, Order, SortKey
from timeline_app.models.tables.record_columns import ACTORS, EVENTS, SOURCES
from timeline_app.storage.store import Store

SPECS = (CLAIMS, EVENTS, SOURCES, ACTORS)


@pytest.fixture
def claims(document):
    return TableModel(document, CLAIMS)


def column(model, key):
    section = [c.key for c in model.spec.columns].index(key)
    return [model.index(n, section).data() for n in range(model.rowCount())]


def sorted_by(model, key, *, descending=False):
    model.arrange(Order((SortKey(key, descending),)))
    return column(model, key)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.table)
def test_every_cell_of_the_sample_says_something(document, spec):
    model = TableModel(document, spec)
    assert model.rowCount() > 0
    for row in range(model.rowCount()):
        for section, told in enumerate(spec.columns):
            cell = model.index(row, section).data()
            assert isinstance(cell, str)
            assert cell or told.key in ("note", "marks"), told.key


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.table)
def test_sorting_by_any_column_keeps_every_row(document, spec):
    model = TableModel(document, spec)
    before = sorted(column(model, spec.columns[0].key))
    for told in spec.columns:
        if told.sorts:
            for descending in (False, True):
                sorted_by(model, told.key, descending=descending)
                assert sorted(column(model, spec.columns[0].key)) == before


def test_claims_sort_by_their_words(claims):
    words = sorted_by(claims, "speaker")
    named = [word for word in words if word != "–"]
    assert named == sorted(named, key=str.casefold)
    assert sorted_by(claims, "speaker", descending=True)[: len(named)] == sorted(
        named, key=str.casefold, reverse=True
    )


def test_a_second_key_decides_where_the_first_does_not(claims):
    claims.arrange(Order((SortKey("stance"), SortKey("text", descending=True))))
    rows = list(zip(column(claims, "stance"), column(claims, "text"), strict=True))
    first = [text for stance, text in rows if stance == rows[0][0]]
    assert first == sorted(first, key=str.casefold, reverse=True)


def test_the_filter_box_wants_every_word_somewhere_in_the_row(claims):
    claims.filter_by(Filters("reuters hmeimim"))
    assert claims.rowCount() > 0
    for row in range(claims.rowCount()):
        shown = " ".join(claims.index(row, s).data() for s in range(claims.columnCount()))
        assert "reuters" in shown.lower()
        assert "hmeimim" in shown.lower()


def test_the_filter_box_finds_people_by_their_names_in_other_scripts(claims):
    claims.filter_by(Filters("рейтер"))
    assert claims.rowCount() > 0
    assert set(column(claims, "via")) == {"Reuters"}


def test_columns_are_filtered_by_what_they_hold(claims):
    claims.filter_by(Filters(columns={"stance": frozenset({"qualifies"})}))
    assert claims.rowCount() > 0
    assert all("qualifies" in cell for cell in column(claims, "stance"))
    claims.filter_by(Filters(columns={"speaker": "sezer"}))
    assert set(column(claims, "speaker")) == {"Aydin Sezer"}


def test_only_the_claims_of_an_event_are_shown_when_asked(claims, document):
    link = document.all(ClaimEvent)[0]
    claims.filter_by(Filters(event=link.event_id))
    expected = {x.claim_id for x in document.where(ClaimEvent, event_id=link.event_id)}
    assert set(claims.ids_at(range(claims.rowCount()))) == expected


def test_what_nothing_fits_leaves_no_rows_and_says_how_many_there_are(claims, qtbot):
    with qtbot.waitSignal(claims.count_changed) as told:
        claims.filter_by(Filters("xyzzy"))
    assert told.args == [0]
    assert claims.total == 41


def test_an_edit_repaints_the_row_it_changed_and_no_other(claims, document, qtbot):
    claim = document.get(Claim, claims.id_at(3))
    for row in range(claims.rowCount()):
        claims.row_at(row)
    with qtbot.waitSignal(claims.dataChanged) as told:
        document.do(revise("Change", claim, Claim(claim.id, "Other words")))
    assert (told.args[0].row(), told.args[1].row()) == (3, 3)
    assert claims.index(3, 0).data() == "Other words"


def test_a_renamed_speaker_is_renamed_wherever_it_is_shown(claims, document):
    claims.arrange(Order((SortKey("speaker"),)))
    actor = next(a for a in document.all(Actor) if a.name == "Aydin Sezer")
    before = column(claims, "speaker").count("Aydin Sezer")
    document.do(revise("Rename", actor, Actor(actor.id, "Zed Sezer", actor.kind)))
    named = [name for name in column(claims, "speaker") if name != "–"]
    assert named.count("Zed Sezer") == before
    assert named == sorted(named, key=str.casefold)


def test_a_changed_status_moves_the_row_to_its_place(claims, document):
    claims.arrange(Order((SortKey("status", descending=True),)))
    claim = document.get(Claim, claims.id_at(20))
    document.do(revise("Check", claim, Claim(claim.id, claim.text, status=ClaimStatus.REJECTED)))
    assert claims.id_at(0) == claim.id


def test_a_claim_that_fits_no_more_leaves_the_filtered_rows(claims, document):
    claims.filter_by(Filters(columns={"status": frozenset({"open"})}))
    count = claims.rowCount()
    claim = document.get(Claim, claims.id_at(0))
    document.do(revise("Check", claim, Claim(claim.id, claim.text, status=ClaimStatus.CHECKED)))
    assert claims.rowCount() == count - 1
    document.undo()
    assert claims.rowCount() == count


@pytest.mark.parametrize("key", [None, "text", "speaker", "said", "stance", "event"])
def test_claims_that_come_and_go_take_their_place(claims, document, key):
    if key:
        claims.arrange(Order((SortKey(key),)))
    actor, event = document.all(Actor)[0], document.all(Event)[0]
    claim = Claim(new_id(), "000 first of all")
    document.do(
        add(
            "Add",
            claim,
            Hop(new_id(), claim.id, 0, actor.id),
            ClaimEvent(new_id(), claim.id, event.id, Stance.SUPPORTS),
        )
    )
    assert claims.rowCount() == 42
    assert claims.position_of(claim.id) == 0 if key == "text" else True
    fresh = TableModel(document, CLAIMS)
    fresh.arrange(claims.order)
    assert claims.ids_at(range(42)) == fresh.ids_at(range(42))
    document.undo()
    assert claims.rowCount() == 41
    assert claims.position_of(claim.id) is None


def test_following_edits_gives_what_reading_afresh_gives(claims, document):
    for key in ("text", "speaker", "via", "stance", "said", "refers", "event", "source", "grade"):
        claims.arrange(Order((SortKey(key),)))
    ids = claims.ids_at(range(claims.rowCount()))
    document.do(removal(document, "Delete", "claim", ids[3:6]))
    hop = document.where(Hop, claim_id=ids[0])[0]
    other = document.all(Actor)[5]
    moved = Hop(hop.id, hop.claim_id, hop.position, other.id, hop.role)
    document.do(Edit("Respeak", (Change(hop, moved),)))
    document.undo()
    document.do(removal(document, "Delete", "event", [document.all(Event)[0].id]))
    for key in ("text", "speaker", "via", "stance", "said", "refers", "event", "source", "grade"):
        claims.arrange(Order((SortKey(key),)))
        fresh = TableModel(document, CLAIMS)
        fresh.arrange(Order((SortKey(key),)))
        assert column(claims, key) == column(fresh, key), key
        assert claims.ids_at(range(claims.rowCount())) == fresh.ids_at(range(fresh.rowCount()))


def test_an_event_that_loses_a_claim_counts_one_less(document):
    events = TableModel(document, EVENTS)
    before = [int(n) for n in column(events, "claims")]
    link = document.where(ClaimEvent, event_id=events.id_at(0))[0]
    document.do(Edit("Unlink", (Change(link, None),)))
    assert int(column(events, "claims")[0]) == before[0] - 1


def test_a_big_table_is_read_in_slices_and_sorted_when_all_is_there(document, qtbot, monkeypatch):
    monkeypatch.setattr(bank, "AT_ONCE", 3)
    monkeypatch.setattr(bank, "SLICE_SECONDS", 0.0001)
    claims = TableModel(document, CLAIMS)
    with qtbot.waitSignal(claims.rearranged):
        claims.arrange(Order((SortKey("speaker"),)))
        assert claims.busy
    named = [name for name in column(claims, "speaker") if name != "–"]
    assert named == sorted(named, key=str.casefold)
    assert not claims.busy


def test_an_edit_while_a_column_is_read_is_in_the_order(document, qtbot, monkeypatch):
    monkeypatch.setattr(bank, "AT_ONCE", 3)
    monkeypatch.setattr(bank, "SLICE_SECONDS", 0.0001)
    claims = TableModel(document, CLAIMS)
    claims.arrange(Order((SortKey("text"),)))
    document.do(add("Add", Claim("fresh", "000 first of all")))
    qtbot.waitUntil(lambda: claims.id_at(0) == "fresh")


def test_a_filter_shows_what_it_found_while_it_still_reads(document, qtbot, monkeypatch):
    monkeypatch.setattr(bank, "AT_ONCE", 3)
    monkeypatch.setattr(bank, "SLICE_SECONDS", 0.0001)
    monkeypatch.setattr(arranger, "_FIRST_LOOK_SECONDS", 0.0)
    monkeypatch.setattr(arranger, "_READING_SHARE", 0)
    claims = TableModel(document, CLAIMS)
    seen = []
    claims.count_changed.connect(lambda count: seen.append((claims.busy, claims.progress, count)))
    claims.filter_by(Filters("qamishli"))
    qtbot.waitUntil(lambda: not claims.busy)
    early = [(progress, count) for busy, progress, count in seen if busy]
    assert early == sorted(early)
    assert all(0 < progress < 1 for progress, _ in early)
    assert any(0 < count < claims.count for _, count in early), (early, claims.count)
    assert seen[-1][2] == claims.count


def test_the_next_key_takes_the_place_of_a_filter_that_still_reads(document, qtbot, monkeypatch):
    monkeypatch.setattr(bank, "AT_ONCE", 3)
    monkeypatch.setattr(bank, "SLICE_SECONDS", 0.0001)
    monkeypatch.setattr(arranger, "_FIRST_LOOK_SECONDS", 0.0)
    monkeypatch.setattr(arranger, "_THREADED", 0)
    claims, plain = TableModel(document, CLAIMS), TableModel(document, CLAIMS)
    claims.filter_by(Filters("re"))
    qtbot.waitUntil(lambda: claims.progress > 0.3)
    claims.filter_by(Filters("reu"))
    document.do(add("Add", Claim("fresh", "Reuters said one thing more")))
    plain.filter_by(Filters("reu"))
    qtbot.waitUntil(lambda: not claims.busy and not plain.busy)
    assert column(claims, "text") == column(plain, "text")
    assert "fresh" in claims.ids_at(range(claims.rowCount()))


def test_type_ahead_goes_round(claims):
    found = []
    claims.find("photo caption", 0, found.append)
    claims.find("photo caption", found[0] + 1, found.append)
    claims.find("photo caption", 40, found.append)
    claims.find("xyzzy", 0, found.append)
    assert found[0] < found[1]
    assert found[2] == found[0]
    assert found[3] is None


def test_every_sorting_column_can_be_read(document):
    for spec in SPECS:
        for told in spec.columns:
            assert told.holds is not Holds.REFERENCE or told.target


def test_a_read_only_project_offers_no_editing(document, tmp_path):
    document.store.copy_to(tmp_path / "copy.sqlite")
    with Store.open(tmp_path / "copy.sqlite", read_only=True) as store:
        model = TableModel(Document(store), CLAIMS)
        assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_rows_are_copied_as_text_with_their_headings(claims):
    lines = as_text(claims, [0, 1], [0, 1]).split("\n")
    assert lines[0] == "Claim\tSpeaker"
    assert lines[1] == f"{claims.index(0, 0).data()}\t{claims.index(0, 1).data()}"
    assert len(lines) == 3


def test_a_line_break_in_a_cell_does_not_break_the_copied_row(claims, document):
    document.do(add("Add", Claim(new_id(), "one\ntwo\tthree")))
    assert as_text(claims, [41], [0]) == "Claim\none two three"


def test_copied_csv_runs_in_no_spreadsheet(claims, document):
    document.do(add("Add", Claim(new_id(), '=HYPERLINK("file:x")')))
    assert '"\'=HYPERLINK(""file:x"")"' in as_csv(claims, [41], [0])


def test_copied_markdown_tells_the_chain_in_a_footnote(claims):
    row = claims.row_at(0)
    text = as_markdown(claims, [0], [0])
    assert text.count("[^1]") == 2
    assert row.steps[0].actor.name in text
    assert row.source.name in text


def test_markdown_takes_no_text_for_markup(claims, document):
    document.do(add("Add", Claim(new_id(), "a | b <img src=file:x> *c*")))
    assert r"a \| b \<img src=file:x\> \*c\*" in as_markdown(claims, [41], [0])


def test_a_long_text_is_copied_whole(claims, document):
    document.do(add("Add", Claim(new_id(), "w" * 5_000)))
    assert "w" * 5_000 in as_text(claims, [41], [0])


def test_what_the_marks_of_a_row_say_is_copied_and_read_out_once(claims):
    section = [column.key for column in CLAIMS.columns].index("marks")
    row = next(n for n in range(41) if len(CLAIMS.column("marks").glyphs(claims.row_at(n))) == 2)
    told = claims.index(row, section).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.count("Single origin") == 1
    assert as_text(claims, [row], [section]) == f"Marks\n{told}"


def test_the_history_lists_edits_newest_first(document):
    history = HistoryModel(document)
    before = history.rowCount()
    document.do(add("Add a source", Source(new_id(), "Report")))
    assert history.rowCount() == before + 1
    assert history.index(0, 3).data() == "Add a source"
    assert history.index(0, 2).data() == "AK"


def test_an_undone_edit_is_marked_until_it_is_made_again(document):
    history = HistoryModel(document)
    document.do(add("Add a source", Source(new_id(), "Report")))
    document.undo()
    assert [history.is_undone(n) for n in range(2)] == [False, True]
    assert history.index(0, 3).data() == "Undo: Add a source"
    document.redo()
    assert [history.is_undone(n) for n in range(3)] == [False, False, False]


def test_a_long_history_is_read_as_it_is_scrolled_to(empty):
    for n in range(250):
        empty.do(add(f"Add {n}", Claim(new_id(), str(n))))
    history = HistoryModel(empty)
    assert history.rowCount() == 200
    while history.canFetchMore(history.index(-1, -1)):
        history.fetchMore(history.index(-1, -1))
    labels = [history.index(n, 3).data() for n in range(history.rowCount())]
    assert labels == [f"Add {n}" for n in reversed(range(250))]


def test_the_words_of_columns_are_plain_json_able_text(document):
    for spec in SPECS:
        json.dumps([c.heading for c in spec.columns])


def headings(model):
    groups = (model.group_at(n) for n in range(model.rowCount()))
    return [(group.title, group.count) for group in groups if group is not None]


def test_rows_stand_under_the_heading_of_what_they_share(claims):
    claims.arrange(Order((SortKey("text"),), group="speaker"))
    titles = [title for title, _ in headings(claims)]
    assert titles == sorted(set(titles), key=str.casefold)
    assert sum(count for _, count in headings(claims)) == claims.count == 41
    current = None
    for n in range(claims.rowCount()):
        group = claims.group_at(n)
        current = group.title if group else current
        if group is None:
            assert claims.row_at(n).steps[0].actor.name == current


@pytest.mark.parametrize(
    "key", ["speaker", "origin", "event", "source", "status", "stance", "marks"]
)
def test_grouping_by_any_list_or_reference_keeps_every_row_once(claims, key):
    before = set(claims.ids_at(range(41)))
    claims.arrange(Order(group=key))
    ids = claims.ids_at(range(claims.rowCount()))
    assert (len(ids), set(ids)) == (41, before)
    titles = [title for title, _ in headings(claims)]
    assert len(titles) == len(set(titles))


def test_claims_of_origins_that_are_one_voice_stand_under_one_heading(claims, document):
    claims.arrange(Order(group="speaker"))
    speakers = dict(headings(claims))
    claims.arrange(Order(group="origin"))
    assert dict(headings(claims)) == speakers
    first, second, third = list(speakers)[:3]
    ids = {actor.name: actor.id for actor in document.where(Actor)}
    links = [
        OriginLink(new_id(), ids[second], ids[third], Independence.SAME),
        OriginLink(new_id(), ids[third], ids[first], Independence.SAME),
    ]
    document.do(add("Same voice", *links))
    [(title, count)] = [line for line in headings(claims) if " = " in line[0]]
    assert set(title.split(" = ")) == {first, second, third}
    assert count == speakers[first] + speakers[second] + speakers[third]
    assert claims.count == 41
    document.undo()
    assert dict(headings(claims)) == speakers


def test_origins_known_to_be_two_voices_stay_apart(claims, document):
    claims.arrange(Order(group="origin"))
    before = headings(claims)
    ids = [actor.id for actor in document.where(Actor)]
    document.do(add("Two", OriginLink(new_id(), ids[0], ids[1], Independence.INDEPENDENT)))
    assert headings(claims) == before


def test_a_folded_group_keeps_its_heading_and_its_count(claims):
    claims.arrange(Order(group="speaker"))
    before, count = claims.rowCount(), claims.group_at(0).count
    claims.fold_group(0)
    assert claims.rowCount() == before - count
    assert claims.group_at(0).is_folded
    assert claims.count == 41
    claims.fold_group(0)
    assert claims.rowCount() == before


def test_groups_follow_edits(claims, document):
    claims.arrange(Order(group="status"))
    claim = document.get(Claim, claims.id_at(1))
    document.do(revise("Check", claim, Claim(claim.id, claim.text, status=ClaimStatus.CHECKED)))
    assert headings(claims) == [("open", 40), ("checked", 1)]
    document.undo()
    assert headings(claims) == [("open", 41)]


def test_facets_count_what_fits_all_other_filters(claims):
    told = []
    claims.filter_by(Filters(columns={"stance": frozenset({"qualifies"}), "speaker": "sezer"}))
    shown = claims.rowCount()
    claims.facets("stance", told.extend)
    counts = {value: count for value, _, count in told}
    assert counts["qualifies"] == shown
    assert len(counts) > 1


def test_facets_of_names_come_most_first(claims):
    told = []
    claims.facets("speaker", told.extend)
    counts = [count for _, _, count in told]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 41


def test_rows_of_a_frame_leave_out_marks_that_hang_on_others_and_all_else_has_them(document):
    claims = TableModel(document, CLAIMS)
    assert {row.contested for row in claims.rows_at_once(0, 40)} == {None}
    assert claims.row_at(3).contested is not None
    assert {row.contested for row in claims.rows_between(0, 40)} == {True, False}
    assert claims.rows_at_once(0, 40) == claims.rows_between(0, 40)


def test_the_filter_of_marks_shows_what_carries_them(claims):
    claims.filter_by(Filters(columns={"marks": frozenset({"contested"})}))
    rows = [claims.row_at(n) for n in range(claims.rowCount())]
    assert rows
    assert all(row.contested for row in rows)
    everything = TableModel(claims.document, CLAIMS)
    contested = [n for n in range(41) if everything.row_at(n).contested]
    assert len(rows) == len(contested)


@pytest.mark.parametrize(
    ("caution", "carries"),
    [
        ("single origin", lambda row: row.single_origin),
        ("inferred", lambda row: any(step.status == "inferred" for step in row.steps)),
        ("no passage", lambda row: row.passage is None),
        (
            "unconfirmed",
            lambda row: any(d is not None and not d.confirmed for d in (row.refers, row.said)),
        ),
    ],
)
def test_every_mark_is_filtered_by_as_it_is_shown(claims, caution, carries):
    expected = {row.id for row in (claims.row_at(n) for n in range(41)) if carries(row)}
    claims.filter_by(Filters(columns={"marks": frozenset({caution})}))
    assert set(claims.ids_at(range(claims.rowCount()))) == expected


def test_columns_are_read_ahead_when_nothing_else_is_to_be_done(document, qtbot, monkeypatch):
    monkeypatch.setattr(bank, "AT_ONCE", 3)
    claims = TableModel(document, CLAIMS)
    claims.prepare(["speaker", "text"])
    assert not claims.busy
    qtbot.waitUntil(lambda: claims.is_ready(["speaker", "text"]))


def test_a_very_big_table_is_sorted_on_another_thread(claims, qtbot, monkeypatch):
    monkeypatch.setattr(arranger, "_THREADED", 0)
    with qtbot.waitSignal(claims.rearranged):
        claims.arrange(Order((SortKey("speaker"),)))
        assert claims.busy
    named = [name for name in column(claims, "speaker") if name != "–"]
    assert named == sorted(named, key=str.casefold)
    assert not claims.busy


def test_what_is_wished_for_while_sorting_comes_last(claims, document, qtbot, monkeypatch):
    monkeypatch.setattr(arranger, "_THREADED", 0)
    claims.arrange(Order((SortKey("speaker"),)))
    claims.arrange(Order((SortKey("text"),)))
    document.do(add("Add", Claim("fresh", "000 first of all")))
    claims.filter_by(Filters("first"))
    qtbot.waitUntil(lambda: not claims.busy)
    assert claims.id_at(0) == "fresh"
    assert claims.order.keys == (SortKey("text"),)


def graded(document, claims):
    """Judge three speakers and claims; return the grade of each row."""
    speakers = {r.steps[0].actor.id: r for r in map(claims.row_at, range(41)) if r.steps}
    for row, letter, figure in zip(speakers.values(), "BBF", ("2", "4", ""), strict=False):
        made = [("actor", row.steps[0].actor.id, {"reliability": Reliability(letter)})]
        made += [("claim", row.id, {"credibility": Credibility(figure)})] if figure else []
        for kind, subject, grade in made:
            said = Assessment(new_id(), AssessedKind(kind), subject, rationale="Known", **grade)
            assert document.do(add("Judge", said))
    return column(claims, "grade")


@pytest.mark.parametrize(
    ("chosen", "fits"),
    [
        ({"B"}, lambda grade: "B" in grade),
        ({"B", "F"}, lambda grade: "B" in grade or "F" in grade),
        ({"4"}, lambda grade: "4" in grade),
        ({"B", "2"}, lambda grade: grade == "B2"),
        ({"A"}, lambda grade: "A" in grade),
    ],
)
def test_a_grade_is_filtered_by_its_letter_and_its_figure(document, claims, chosen, fits):
    grades = graded(document, claims)
    claims.filter_by(Filters(columns={"grade": frozenset(chosen)}))
    assert column(claims, "grade") == [grade for grade in grades if fits(grade)]


def test_grades_are_counted_with_what_they_mean(document, claims):
    grades = graded(document, claims)
    told = []
    claims.facets("grade", told.extend)
    assert [value for value, _, _ in told] == ["B", "F", "2", "4"]
    counts = {value: count for value, _, count in told}
    assert counts["B"] == sum("B" in grade for grade in grades)
    assert counts["4"] == sum("4" in grade for grade in grades)
    assert next(word for value, word, _ in told if value == "B") == "B · usually reliable"
