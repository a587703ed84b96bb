"""A flung timeline glides out; one that is put down stays."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.scene.gliding import Glide, Trail


def trail(*points: tuple[float, float]) -> Trail:
    """A hand that was at pixels, at milliseconds."""
    made = Trail()
    for milliseconds, across in points:
        made.add(milliseconds, across, 0.0)
    return made


def test_a_flung_hand_is_followed_at_its_speed() -> None:
    glide = trail((0, 0), (16, 32), (32, 64)).let_go(34)
    assert glide == Glide(2.0, 0.0)


def test_a_hand_that_rests_before_it_lets_go_flings_nothing() -> None:
    assert trail((0, 0), (16, 40), (32, 80)).let_go(200) is None


def test_a_slow_hand_flings_nothing() -> None:
    assert trail((0, 0), (40, 2), (79, 4)).let_go(80) is None


@given(st.floats(-8, 8), st.floats(-8, 8))
def test_a_glide_only_slows_and_ends(across: float, down: float) -> None:
    glide = Glide(across, down)
    ways = [glide.after(t)[0] for t in range(0, 3_000, 50)]
    steps = [abs(b - a) for a, b in pairwise(ways)]
    assert all(b <= a + 1e-9 for a, b in pairwise(steps))
    assert glide.is_over(3_000)
