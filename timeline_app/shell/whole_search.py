"""Searching a project without a window: the index is built first, and then asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication

from timeline_app.models.document import Document
from timeline_app.models.search import Search


def application() -> QCoreApplication:
    """Return the application of this process, which timers need; made if there is none."""
    return QCoreApplication.instance() or QCoreApplication([])


@contextmanager
def whole_search(document: Document) -> Iterator[Search]:
    """Lend a search that knows every record of a document."""
    app = application()
    search = Search(document)
    try:
        while not search.is_complete:
            app.processEvents()
        yield search
    finally:
        search.close()
