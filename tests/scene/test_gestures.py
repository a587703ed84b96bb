from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.by_hand import OF_START, HandBounds, Part, edtf_of
from timeline_app.domain.edtf.bounds import meaning_of
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.instants import SECONDS_A_DAY, day_number
from timeline_app.scene.gestures import NEW, CreateInterval, MoveEvents, SetPart
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.snapping import snapped, unit_for

DAY = SECONDS_A_DAY
WEEK = TimeScale.fitting(day_number(2026, 1, 19) * DAY, day_number(2026, 1, 26) * DAY, 0, 1_000)
times = st.integers(-(10**11), 10**11)


@st.composite
def bounds(draw: st.DrawFn) -> HandBounds:
    a, b, c, d = sorted(draw(st.lists(times, min_size=4, max_size=4)))
    known = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    return HandBounds(*(t if k else None for t, k in zip((a, b, c, d), known, strict=True)))


def at(of_month: int, hour: int = 0) -> int:
    return day_number(2026, 1, of_month) * DAY + hour * 3_600


@given(bounds(), st.sampled_from(Part), times)
def test_bounds_stay_in_the_order_a_file_demands(old: HandBounds, part: Part, t: int) -> None:
    a, b, c, d = old.with_part(part, t).four
    assert a is None or b is None or a <= b
    assert c is None or d is None or c <= d
    assert a is None or d is None or a <= d


@given(bounds(), times)
def test_the_part_that_is_held_is_where_the_hand_is(old: HandBounds, t: int) -> None:
    assert old.with_part(Part.START_MIN, t).start_min == t
    assert old.with_part(Part.END_MAX, t).end_max == t


@given(bounds(), st.integers(-(10**9), 10**9))
def test_moving_keeps_every_length_and_every_open_side(old: HandBounds, by: int) -> None:
    assert old.moved(by).moved(-by) == old


@given(bounds())
def test_the_edtf_of_a_hand_is_edtf(hand: HandBounds) -> None:
    text = edtf_of(hand)
    assert text is None or meaning_of(parse(text)).text


def test_a_whole_day_is_written_as_a_day() -> None:
    assert edtf_of(HandBounds(at(20), at(20), at(21) - 1, at(21) - 1)) == "2026-01-20"
    assert edtf_of(HandBounds(at(20), at(20), at(23) - 1, None)) == "2026-01-20/.."
    assert edtf_of(HandBounds(at(20), at(21), at(22), at(24) - 1)) == "2026-01-20~/2026-01-23~"


def test_a_drag_comes_to_rest_on_a_unit_unless_it_is_free() -> None:
    assert unit_for(WEEK.px_per_second) == ("hour", 6)
    assert snapped(at(20, 13), WEEK) == at(20, 12)
    day = HandBounds(at(20), at(20), at(21) - 1, at(21) - 1)
    move = MoveEvents({7: day}, 7, at(20, 5), WEEK)
    assert move.ghosts(at(21, 6), free=False)[7] == day.moved(DAY)
    assert move.ghosts(at(21, 6), free=True)[7] == day.moved(DAY + 3_600)


def test_a_neighbour_attracts_more_than_a_unit() -> None:
    assert snapped(at(20, 13), WEEK, [at(20, 13) + 600]) == at(20, 13) + 600


def test_an_end_rests_on_the_last_second_before_the_unit() -> None:
    day = HandBounds(at(20), at(20), at(21) - 1, at(21) - 1)
    ghost = SetPart(1, day, Part.END, WEEK).ghosts(at(22, 1), free=False)[1]
    assert ghost.four == (at(20), at(20), at(22) - 1, at(22) - 1)
    assert Part.END not in OF_START


def test_an_interval_can_be_drawn_out_either_way() -> None:
    draw = CreateInterval(at(22, 1), WEEK)
    assert draw.ghosts(at(20, 2), free=False)[NEW].four == (at(20), at(20), at(22) - 1, at(22) - 1)
