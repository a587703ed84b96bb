"""Timeline: lay out what happened, and who says so."""

__version__ = "0.1.0"
