from tests.scene.laws import columns_of, stage_of
from timeline_app.scene.motion import MILLISECONDS, Motion, eased
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import Known, boxes_in, placed_in


def test_a_motion_begins_where_rows_were_and_ends_where_they_belong() -> None:
    stage = stage_of(columns_of(5, 60, 1 << 20))
    view = (0.0, 1_000.0)
    frames = []
    for pps in (2.0**-11, 2.0**-10):
        scale = TimeScale(0, 0.0, pps * 1.01)
        bands = stage.layout(scale).bands
        placed = placed_in(bands, scale, view)
        lanes = stage.lanes
        known = Known.of(placed, stage.columns, stage.outer, lanes)
        boxes = boxes_in(known, scale, view=view)
        frames.append((boxes, bands))
    (old, old_bands), (new, new_bands) = frames
    motion = Motion.away_from(old, old_bands)
    tops = {box.event: box.top for box in old}
    assert any(b.top != tops[b.event] for b in new if b.event in tops)
    assert all(b.top == tops.get(b.event, b.top) for b in motion.boxes_at(0.0, new))
    assert motion.boxes_at(1.0, new) == new
    assert motion.bands_at(0.0, new_bands)[0].height == old_bands[0].height
    assert motion.bands_at(1.0, new_bands)[0].height == new_bands[0].height


def test_a_motion_is_quick_at_first_and_then_done() -> None:
    assert eased(0) == 0
    assert eased(MILLISECONDS / 4) > 0.5
    assert eased(MILLISECONDS) == eased(10 * MILLISECONDS) == 1
