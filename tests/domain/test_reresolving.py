"""Datings follow what they hang on, in order, and never in a circle."""

from __future__ import annotations

import pytest

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reresolving import Hanging, dependents_of


def test_a_circle_is_refused_with_a_sentence():
    circle = [
        Hanging("a", "two days later", hangs_on="b"),
        Hanging("b", "the day before", hangs_on="a"),
    ]
    with pytest.raises(DateError, match="hang on each other in a circle"):
        dependents_of("a", circle)


def test_a_dating_that_hangs_on_itself_is_a_circle():
    with pytest.raises(DateError):
        dependents_of("a", [Hanging("a", "two days later", hangs_on="a")])


def test_dependents_are_found_through_others():
    chain = [
        Hanging("c", "the day before", hangs_on="b"),
        Hanging("b", "two days later", hangs_on="a"),
        Hanging("a", "on Tuesday"),
        Hanging("x", "since 2019"),
    ]
    assert dependents_of("a", chain) == ("b", "c")
