from pathlib import Path

import pytest

from timeline_app.models.groupings import Grouping
from timeline_app.models.remembered_views import Place, RememberedViews
from timeline_app.scene.folds import Fold, Folds
from timeline_app.scene.scale import TimeScale

PLACE = Place(
    TimeScale(-(10**17), 12.5, 2.0**-30, Folds.of([Fold(5, 9), Fold(20, 10**12)])),
    40.0,
    ("a",),
    ("b", "c"),
    Grouping.ORIGIN,
)


def test_a_project_is_found_as_it_was_left(tmp_path: Path) -> None:
    RememberedViews(tmp_path).save("p", PLACE)
    assert RememberedViews(tmp_path).load("p") == PLACE
    assert RememberedViews(tmp_path).load("another") is None


@pytest.mark.parametrize("damage", ["", "[]", '{"p": 7}', '{"p": {"anchor": "x"}}', '{"p": {}}'])
def test_what_cannot_be_read_is_not_known(tmp_path: Path, damage: str) -> None:
    (tmp_path / "views.json").write_text(damage, "utf-8")
    assert RememberedViews(tmp_path).load("p") is None
    RememberedViews(tmp_path).save("p", PLACE)
    assert RememberedViews(tmp_path).load("p") == PLACE


def test_projects_not_seen_for_long_are_forgotten(tmp_path: Path) -> None:
    views = RememberedViews(tmp_path)
    for k in range(205):
        views.save(str(k), PLACE)
    assert views.load("0") is None
    assert views.load("204") == PLACE
