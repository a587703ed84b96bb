"""Datings follow what they hang on, in order, and never in a circle."""

from __future__ import annotations

from datetime import date

import pytest

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import Anchor, read_edtf
from timeline_app.domain.reresolving import Hanging, dependents_of, re_resolve


def edtf_by_id(resolved):
    return {each.id: each.answer.reading.edtf if each.answer.reading else None for each in resolved}


def test_a_moved_moment_moves_every_dating_that_hangs_on_it_directly_or_not():
    def read(published):
        chain = [
            Hanging("return", "a week later", hangs_on="visit"),
            Hanging("visit", "two days later", hangs_on="start"),
            Hanging("start", "on Tuesday", anchor=Anchor(published)),
        ]
        return edtf_by_id(re_resolve(chain, {}))

    assert read(date(2026, 1, 28)) == {
        "start": "2026-01-27",
        "visit": "2026-01-29",
        "return": "2026-02-05~",
    }
    assert read(date(2026, 2, 4))["visit"] == "2026-02-05"


def test_datings_hang_on_known_ones_too():
    hanging = [Hanging("b", "the day before", hangs_on="a")]
    resolved = re_resolve(hanging, {"a": read_edtf("2024-12-08").bounds})
    assert edtf_by_id(resolved) == {"b": "2024-12-07"}


def test_a_support_that_is_no_single_day_is_answered_with_a_refusal():
    hanging = [Hanging("b", "two days later", hangs_on="a")]
    (resolved,) = re_resolve(hanging, {"a": read_edtf("2024").bounds})
    assert resolved.answer.reading is None
    assert resolved.answer.refusal == "the date this hangs on is not a single day"


def test_a_circle_is_refused_with_a_sentence():
    circle = [
        Hanging("a", "two days later", hangs_on="b"),
        Hanging("b", "the day before", hangs_on="a"),
    ]
    with pytest.raises(DateError, match="hang on each other in a circle"):
        re_resolve(circle, {})


def test_a_dating_that_hangs_on_itself_is_a_circle():
    with pytest.raises(DateError):
        re_resolve([Hanging("a", "two days later", hangs_on="a")], {})


def test_dependents_are_found_through_others():
    chain = [
        Hanging("c", "the day before", hangs_on="b"),
        Hanging("b", "two days later", hangs_on="a"),
        Hanging("a", "on Tuesday"),
        Hanging("x", "since 2019"),
    ]
    assert dependents_of("a", chain) == ("b", "c")
