"""A disk that takes as long as a test wants to make an edit durable."""

import threading


class SlowDisk:
    """Keeps every commit of a document's file waiting from `stall` on, until `recover`.

    It is the real transaction on the real file that waits, just before it is made durable.
    """

    def __init__(self, document, monkeypatch):
        monkeypatch.setattr("timeline_app.models.saving.PATIENCE", 0.02)
        document.store.hold()
        self._ready = threading.Event()
        self._ready.set()
        document.store._file.set_trace_callback(self._wait)

    def stall(self):
        self._ready.clear()

    def recover(self):
        self._ready.set()

    def _wait(self, statement):
        if statement == "COMMIT":
            self._ready.wait(30)
