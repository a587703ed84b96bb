from hypothesis import given
from hypothesis import strategies as st

from timeline_app.models.pace import Pace


def paced(cost, turns=60):
    """Return the pace learnt where each record takes so many seconds, and its longest turn."""
    pace, longest = Pace(0.02, first=64, least=8, most=500), 0.0
    for _ in range(turns):
        spent = pace.records * cost
        longest = max(longest, spent)
        pace.note(pace.records, spent)
    return pace, longest


@given(st.floats(1e-7, 1.0))
def test_turns_come_to_take_what_they_may_whatever_a_record_costs(cost):
    pace, longest = paced(cost)
    assert 8 <= pace.records <= 500
    assert pace.records == 8 or pace.records * cost <= 0.02
    assert longest <= max(0.02 * 1.3, 64 * cost)


def test_a_slow_turn_makes_the_next_shorter_at_once():
    pace, _ = paced(0.0001)
    assert pace.records == 200
    pace.note(200, 0.1)
    assert pace.records == 40


def test_a_quick_turn_makes_the_next_a_little_longer():
    pace = Pace(0.02, first=64, least=8, most=500)
    pace.note(64, 0.0)
    assert pace.records == 81


def test_a_turn_quick_for_want_of_records_tells_nothing():
    pace = Pace(0.02, first=64, least=8, most=500)
    pace.note(3, 0.0001)
    assert pace.records == 64
