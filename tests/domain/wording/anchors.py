"""The moment the wordings of these tests are counted from: a Wednesday afternoon."""

from __future__ import annotations

from datetime import date, datetime

from timeline_app.domain.reading import Anchor, read_wording

PUBLISHED = Anchor(datetime.fromisoformat("2026-01-28T14:35:00+03:00"), "publication")
SAID = Anchor(date(2026, 1, 27), "when it was said")


def edtf_of(text, anchor=PUBLISHED, **options):
    """Read a wording and give its EDTF, or None if it was asked or refused."""
    answer = read_wording(text, anchor, **options)
    return answer.reading.edtf if answer.reading else None


def options_of(text, anchor=PUBLISHED, **options):
    """Give what is offered beside the reading, or instead of it."""
    return [other.edtf for other in read_wording(text, anchor, **options).alternatives]
