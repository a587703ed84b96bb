"""A timeline of a week in a real window, read from outside before and after a key is pressed.

Arguments: a project, the reader's Python and its file. Prints what the reader prints, twice.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.timeline_projects import week
from tests.widgets.timeline_fixture import view_of


def main(project: str, python: str, reader_file: str) -> None:
    """Show the window, have it read, press a key, have it read again."""
    app = QApplication([])
    store = week(Path(project))
    view = view_of(store)
    view.activateWindow()
    view.canvas.setFocus()
    QTest.qWaitForWindowActive(view, 2_000)
    reader = QProcess(app)
    reader.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)

    def follow() -> None:
        while reader.canReadLine():
            sys.stdout.write(bytes(reader.readLine().data()).decode())
            sys.stdout.flush()
            if view.canvas.selected:
                reader.closeWriteChannel()
            else:
                QTest.keyClick(view.canvas, Qt.Key.Key_Period)
                reader.write(b"again\n")

    reader.readyReadStandardOutput.connect(follow)
    reader.finished.connect(app.quit)
    reader.start(python, [reader_file])
    reader.write(b"read\n")
    app.exec()
    store.close()


main(*sys.argv[1:])
