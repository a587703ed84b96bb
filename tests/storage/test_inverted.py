"""Files that say an event ends before it begins: opened, flagged, carried along, and mended."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.conftest import dump, story
from tests.storage.hostile import run
from timeline_app.domain.dating import Four, are_inverted, is_undated, set_by_hand
from timeline_app.domain.edits import Edit, add, revise
from timeline_app.domain.profiles import Grain, Profile, Rules
from timeline_app.domain.records import Claim, Dating, Event, Hop, Project, new_id
from timeline_app.domain.review import FindingKind
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.storage.checking import check_file
from timeline_app.storage.columns import read_columns
from timeline_app.storage.connection import connect
from timeline_app.storage.errors import Conflict, StoreError
from timeline_app.storage.findings import findings, pieces
from timeline_app.storage.merging import compare, merge
from timeline_app.storage.rescue import rescue
from timeline_app.storage.reverting import reversal
from timeline_app.storage.sharing import preview, share
from timeline_app.storage.store import Store

DAY = 86_400
WRONG = (20 * DAY, 20 * DAY, 10 * DAY, 10 * DAY)
RIGHT = (10 * DAY, 10 * DAY, 20 * DAY, 20 * DAY)

bounds = st.tuples(*[st.none() | st.integers(-9, 9)] * 4)


@pytest.fixture
def foreign(path: Path) -> Path:
    """A project that another program wrote into: no history, an event and its dating inverted."""
    with Store.create(path, Project(new_id(), "Withdrawal")) as store:
        dating = Dating("d", DatingOwner.EVENT, "e", wording="10 to 20 January", edtf="1970-01")
        store.apply(add("Add the story", *story(), Event("e", "The airlift"), dating))
    start, _, end, _ = WRONG
    for table in ("event WHERE id = 'e'", "dating"):
        name, _, only = table.partition(" ")
        values = f"start_min = {start}, start_max = {start}, end_min = {end}, end_max = {end}"
        run(path, f"UPDATE {name} SET {values} {only}")
    run(path, "DELETE FROM change", "DELETE FROM edit")
    return path


def of(store: Store) -> Event:
    event = store.get(Event, "e")
    assert event is not None
    return event


def four(event: Event) -> Four:
    return event.start_min, event.start_max, event.end_min, event.end_max


def mending(store: Store) -> Edit:
    return set_by_hand(of(store), store.all(Dating), RIGHT, "1970-01-11/1970-01-21", "Date it")


def test_the_file_opens_with_nothing_lost_or_changed(foreign: Path) -> None:
    before = dump(foreign, log=True)
    with Store.open(foreign) as store:
        assert four(of(store)) == WRONG
        assert is_undated(of(store))
        assert len(store.all(Event)) == 2
    assert dump(foreign, log=True) == before


def test_the_check_names_it_and_calls_the_file_sound(foreign: Path) -> None:
    found = check_file(foreign, deep=True)
    assert found.sound
    assert found.findings == (
        "event 'e': it ends before it begins; give it a date again",
        "dating 'd': it ends before it begins; give it a date again",
    )


def test_the_review_finds_it_once(foreign: Path) -> None:
    with Store.open(foreign) as store, store.reading() as conn:
        found = [f for piece in pieces(conn) for f in findings(conn, piece)]
    assert [(f.record_kind, f.record_id) for f in found if f.kind is FindingKind.INVERTED] == [
        ("event", "e")
    ]


def test_what_a_hop_says_is_found_with_its_claim(store: Store) -> None:
    records = story()
    hop, claim = (next(r for r in records if isinstance(r, kind)) for kind in (Hop, Claim))
    low, high, _, _ = WRONG
    said = Dating("d", DatingOwner.HOP, hop.id, start_min=high, end_max=low - 1)
    store.apply(add("Add the story", *records, said))
    with store.reading() as conn:
        found = [f for piece in pieces(conn) for f in findings(conn, piece)]
    assert [f.record_id for f in found if f.kind is FindingKind.INVERTED] == [claim.id]


def test_dating_it_by_hand_mends_it_and_undo_brings_it_back(foreign: Path) -> None:
    with Store.open(foreign) as store:
        store.apply(mending(store))
        assert four(of(store)) == RIGHT
        store.undo()
        assert four(of(store)) == WRONG
        store.redo()
        assert four(of(store)) == RIGHT
    assert check_file(foreign, deep=True).findings == ()


def test_it_is_mended_and_undone_in_memory_and_then_in_the_file(foreign: Path) -> None:
    with Store.open(foreign) as store:
        store.hold()
        store.apply(mending(store))
        store.undo()
        store.write_back()
    with Store.open(foreign) as store:
        assert four(of(store)) == WRONG
        assert store.redo_label == "Date it"


def test_another_field_of_it_can_be_changed_meanwhile(foreign: Path) -> None:
    with Store.open(foreign) as store:
        event = of(store)
        store.apply(revise("Rename", event, replace(event, title="The airlift out")))
    with Store.open(foreign) as store:
        assert (of(store).title, four(of(store))) == ("The airlift out", WRONG)


def test_no_edit_can_put_bounds_out_of_order(foreign: Path) -> None:
    with Store.open(foreign) as store:
        store.apply(mending(store))
        event = of(store)
        with pytest.raises(Conflict, match="end before it begins"):
            store.apply(revise("Spoil", event, replace(event, start_min=30 * DAY)))
        with pytest.raises(ValueError, match="out of order"):
            set_by_hand(event, [], WRONG, None, "Spoil")
        assert four(of(store)) == RIGHT


def test_the_mending_cannot_be_reverted_from_the_history_but_says_so(foreign: Path) -> None:
    with Store.open(foreign) as store:
        store.apply(mending(store))
        with pytest.raises(StoreError, match=r"cannot be reverted.*would end before it begins"):
            reversal(store, 1)


def test_it_is_carried_into_copies_backups_and_shared_copies(foreign: Path, path: Path) -> None:
    copy, shared = path.with_name("copy.sqlite"), path.with_name("shared.sqlite")
    with Store.open(foreign) as store:
        store.copy_to(copy)
        share(preview(store, Profile.INTERNAL), shared)
    for one in (copy, shared):
        with Store.open(one) as store:
            assert four(of(store)) == WRONG


def test_a_copy_with_coarser_dates_makes_no_date_of_it(foreign: Path, path: Path) -> None:
    run(
        foreign, "UPDATE event SET start_min = 864000, start_max = 864000, end_min = 0, end_max = 0"
    )
    run(foreign, "UPDATE dating SET edtf = NULL")
    shared = path.with_name("shared.sqlite")
    with Store.open(foreign) as store:
        share(preview(store, Profile.INTERNAL, Rules(dates=Grain.MONTH)), shared)
    with Store.open(shared) as store:
        assert four(of(store)) == (None, None, None, None)


def test_a_rescue_keeps_it(foreign: Path, path: Path) -> None:
    out = path.with_name("rescued.sqlite")
    found = rescue(foreign, out)
    assert found.unusable == {}
    with Store.open(out) as store:
        assert four(of(store)) == WRONG


def test_a_merge_takes_the_mended_date_whichever_side_mended_it(foreign: Path, path: Path) -> None:
    with Store.open(foreign) as store:
        store.apply(add("Go on", Event("other", "Else")))
        store.copy_to(path.with_name("theirs.sqlite"))
        event = of(store)
        store.apply(revise("Rename", event, replace(event, title="Mine")))
    with Store.open(path.with_name("theirs.sqlite")) as theirs:
        theirs.apply(mending(theirs))
        with Store.open(foreign) as mine:
            merge(mine, compare(mine, theirs))
            assert (of(mine).title, four(of(mine))) == ("Mine", RIGHT)
            mine.undo()
            assert four(of(mine)) == WRONG
        with Store.open(foreign) as mine:
            merge(theirs, compare(theirs, mine))
            assert (of(theirs).title, four(of(theirs))) == ("Mine", RIGHT)


def test_a_merge_carries_it_where_nobody_mended_it(foreign: Path, path: Path) -> None:
    with Store.open(foreign) as store:
        store.apply(add("Go on", Event("other", "Else")))
        store.copy_to(path.with_name("theirs.sqlite"))
    with Store.open(path.with_name("theirs.sqlite")) as theirs, Store.open(foreign) as mine:
        theirs.apply(revise("Rename", of(theirs), replace(of(theirs), title="Theirs")))
        merge(mine, compare(mine, theirs))
        assert (of(mine).title, four(of(mine))) == ("Theirs", WRONG)


def test_a_merge_brings_it_in_from_a_project_that_alone_has_it(foreign: Path, path: Path) -> None:
    with (
        Store.create(path.with_name("mine.sqlite"), Project(new_id(), "Mine")) as mine,
        Store.open(foreign) as theirs,
    ):
        merge(mine, compare(mine, theirs))
        assert four(of(mine)) == WRONG


def test_the_tables_still_refuse_it_from_other_programs(foreign: Path) -> None:
    with closing(connect(foreign)) as conn, pytest.raises(Exception, match="CHECK"):
        conn.execute("UPDATE event SET start_min = 9, end_max = 3 WHERE id <> 'e'")


@settings(deadline=None, max_examples=30)
@given(bounds)
def test_any_four_bounds_open_and_are_flagged_when_out_of_order(
    tmp_path_factory: pytest.TempPathFactory, four: Four
) -> None:
    path = tmp_path_factory.mktemp("any") / "p.sqlite"
    a, b, c, d = four
    with Store.create(path, Project(new_id(), "x")) as store:
        event = Event("e", "x", start_min=a, start_max=b, end_min=c, end_max=d)
        store.apply(add("Add", event))
        with store.reading() as conn:
            columns = read_columns(conn)
        assert store.get(Event, "e") == event
    ordered = (columns.start_min, columns.start_max, columns.end_max)
    assert (ordered[0] <= ordered[1]).all()
    assert (ordered[1] <= ordered[2]).all()
    assert bool(columns.flags[0] & 1024) == are_inverted(four) == bool(check_file(path).findings)
