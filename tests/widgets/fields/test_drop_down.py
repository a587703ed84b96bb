"""A list that drops down is read whole, however narrow its box."""

from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.look import dress

LONG = "statement of not knowing"


def test_no_entry_of_the_list_is_cut_off_where_the_box_is_narrow(qtbot, qapp):
    dress(qapp)
    box = DropDown()
    qtbot.addWidget(box)
    box.addItems(["fact", LONG, *"abcdefghijklm"])  # more than are shown without scrolling
    box.setFixedWidth(80)
    box.show()
    box.showPopup()
    try:
        entries = box.view()
        shown = entries.viewport().width()
        assert entries.verticalScrollBar().isVisible()
        assert (
            shown >= entries.sizeHintForColumn(0) >= entries.fontMetrics().horizontalAdvance(LONG)
        )
    finally:
        box.hidePopup()
