"""Geometry: time to pixels, events to rows. No Qt, no SQL; painters and views only read it."""
