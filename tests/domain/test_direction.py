from itertools import permutations

import pytest
from PySide6.QtGui import QTextLayout

from timeline_app.domain.direction import led, runs_leftward
from timeline_app.domain.folding import words

NAMES = ("مصدر أمني", "משרד הביטחון", "Reuters", "Министерство")


def test_a_text_runs_as_its_first_letter_does():
    assert runs_leftward("“مصدر” says")
    assert not runs_leftward("AP: مصدر")
    assert not runs_leftward("2026")


def test_names_that_run_rightward_are_left_as_they_are():
    assert led(["AP", "Türkiye Today"]) == "AP → Türkiye Today"
    assert led(["مصدر"]) == "مصدر"
    assert led([]) == ""


@pytest.mark.parametrize("names", list(permutations(NAMES, 3)))
def test_the_first_step_stands_leftmost_whatever_its_script(qapp, names):
    line = led(names)
    layout = QTextLayout(line)
    layout.beginLayout()
    row = layout.createLine()
    layout.endLayout()
    at = [row.cursorToX(line.index(name) + len(name) // 2) for name in names]
    at = [x[0] if isinstance(x, tuple) else x for x in at]
    assert at == sorted(at)


def test_what_holds_the_arrow_is_not_in_the_way_of_a_search():
    assert words(led(NAMES[:2])) == words(" ".join(NAMES[:2]))
