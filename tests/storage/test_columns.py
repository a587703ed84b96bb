from pathlib import Path

from tests.timeline_projects import day, event, made, spoken, week
from timeline_app.domain.columns import Flag
from timeline_app.domain.vocabulary import EventKind, Identification, Stance
from timeline_app.storage.columns import read_columns, shift_of
from timeline_app.storage.columns_named import read_names, read_pips, rowids_of


def test_every_event_has_a_row_and_a_name(tmp_path: Path) -> None:
    with week(tmp_path / "p.sqlite") as store, store.reading() as conn:
        columns = read_columns(conn)
        names = read_names(conn, columns.rowid.tolist())
    assert [names[r].title for r in columns.rowid.tolist()][-1] == "Some time"
    assert columns.has(Flag.UNDATED).tolist() == [False] * 6 + [True]
    assert columns.span == (day(2026, 1, 19), day(2026, 1, 28))


def test_open_sides_keep_the_nearest_known_bound(tmp_path: Path) -> None:
    open_end = event("since", day(2019), None, end_min=day(2020), kind=EventKind.STATE)
    lasting = event("ever since", day(2019), None, kind=EventKind.STATE)
    before = event("until", None, day(2021))
    with made(tmp_path / "p.sqlite", open_end, lasting, before) as store, store.reading() as conn:
        columns = read_columns(conn)
    asked = Flag.OPEN_START | Flag.OPEN_END | Flag.LASTING
    flags = [int(f) & asked for f in columns.flags]
    assert flags == [Flag.OPEN_END, Flag.OPEN_END | Flag.LASTING, Flag.OPEN_START]
    assert columns.end_max.tolist() == [day(2020), day(2019), day(2021)]
    assert columns.start_min.tolist() == [day(2019), day(2019), day(2021)]


def test_pips_tell_stance_and_voice_in_order(tmp_path: Path) -> None:
    one = event("one", 0, 1)
    told = spoken(one, Stance.SUPPORTS, Identification.OUTLET_VOICE)
    doubted = spoken(one, Stance.QUALIFIES, Identification.PSEUDONYMOUS)
    with made(tmp_path / "p.sqlite", one, *told, *doubted) as store, store.reading() as conn:
        rowid = rowids_of(conn, [one.id])[one.id]
        pips = read_pips(conn, [rowid])[rowid]
        columns = read_columns(conn)
    assert [(p.stance, p.voice) for p in pips] == [
        (Stance.SUPPORTS, Identification.OUTLET_VOICE),
        (Stance.QUALIFIES, Identification.PSEUDONYMOUS),
    ]
    assert columns.claims.tolist() == [2]
    assert not columns.has(Flag.CONTESTED).any()


def test_some_rows_can_be_read_and_put_in_the_place_of_old_ones(tmp_path: Path) -> None:
    with week(tmp_path / "p.sqlite") as store, store.reading() as conn:
        columns = read_columns(conn)
        some = read_columns(conn, [2, 4])
    again = columns.replaced([2, 4], some)
    assert again.rowid.tolist() == columns.rowid.tolist()
    assert again.start_min.tolist() == columns.start_min.tolist()
    assert len(columns.replaced([2, 4], columns.replaced(columns.rowid.tolist(), some))) == 7


def test_a_zone_is_ahead_of_utc_by_what_its_table_says() -> None:
    assert shift_of("Europe/Istanbul", day(2026, 1, 28)) == 3 * 3_600
    assert shift_of("Europe/Istanbul", -(10**15)) == 0
