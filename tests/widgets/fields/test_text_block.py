"""Paragraphs in any script begin at their own edge."""

import pytest

from timeline_app.widgets.fields.text_block import TextBlock

ARABIC = "قالت وزارة الدفاع إن القوات غادرت المطار يوم الثلاثاء، وإن المعدات نقلت إلى حميميم."
WIDTH = 220


def lines_of(block):
    layout = block._layout(WIDTH)
    return [layout.lineAt(n).naturalTextRect() for n in range(layout.lineCount())]


def test_lines_of_arabic_end_at_the_left_and_begin_at_the_right(qtbot):
    block = TextBlock(ARABIC)
    qtbot.addWidget(block)
    lines = lines_of(block)
    assert len(lines) > 1
    assert all(line.right() == pytest.approx(WIDTH, abs=1.5) for line in lines)


def test_lines_of_other_scripts_begin_at_the_left(qtbot):
    block = TextBlock("The ministry said the forces left the airport on Tuesday with everything.")
    qtbot.addWidget(block)
    assert all(line.left() == pytest.approx(0, abs=1.5) for line in lines_of(block))


def test_a_name_on_one_line_stays_beside_what_it_belongs_to(qtbot):
    block = TextBlock("رويترز")
    qtbot.addWidget(block)
    assert lines_of(block)[0].left() == pytest.approx(0, abs=1.5)


def test_marks_beyond_the_beginning_of_a_long_text_change_nothing_that_is_seen(qtbot):
    blocks = []
    for marks in (((0, 4),), ((0, 4), *((n, n + 4) for n in range(5_000, 50_000, 5)))):
        blocks.append(TextBlock("word " * 10_000))
        qtbot.addWidget(blocks[-1])
        blocks[-1].resize(300, 200)
        blocks[-1].set_marks(marks)
    assert blocks[0].grab().toImage() == blocks[1].grab().toImage()
