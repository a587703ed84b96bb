"""The names of marks: beside their lines, in view, none over another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.scene.mark_tags import ROWS, tags_of

marks = st.lists(st.tuples(st.floats(-2_000, 4_000), st.floats(5, 900)), min_size=1, max_size=12)


@given(marks, st.floats(40, 1_500))
def test_no_two_names_overlap_and_all_stay_in_view(
    marks: list[tuple[float, float]], wide: float
) -> None:
    tags = tags_of([x for x, _ in marks], [w for _, w in marks], (200.0, 200.0 + wide))
    assert sorted(tag.number for tag in tags) == list(range(len(marks)))
    for row in range(ROWS):
        named = sorted((t.left, t.left + t.width) for t in tags if t.row == row)
        assert all(a[1] <= b[0] for a, b in pairwise(named))
    assert all(200 <= tag.x <= 200 + wide for tag in tags)


def test_a_name_stands_right_of_its_line_unless_there_is_more_room_at_the_left() -> None:
    early, late = tags_of([300.0, 900.0], [120.0, 120.0], (200.0, 1_000.0))
    assert early.left > 300.0
    assert late.left + late.width < 900.0


def test_what_is_out_of_view_is_named_at_the_edge_where_it_is() -> None:
    assert [tag.beyond for tag in tags_of([0.0, 5_000.0], [50.0, 50.0], (200.0, 1_000.0))] == [
        -1,
        1,
    ]
