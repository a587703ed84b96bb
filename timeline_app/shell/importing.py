"""From a project as JSON to a new project file."""

from __future__ import annotations

from pathlib import Path

from timeline_app.domain.edits import add
from timeline_app.domain.records import Project
from timeline_app.exchange.project_json import LARGEST, contents_from_json
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.storage.errors import Conflict
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.store import Store


def import_json(file: Path, new: Path, report: Report = silent) -> None:
    """Make a new project file of a project in JSON: there whole, or not at all.

    `report` is told nothing but that it goes on; what it raises ends the import.
    Raises ExchangeError if the JSON is no project, StoreError if the file cannot be written or is
    there already.
    """
    report(0, 0, "")
    text = _read(file)
    report(0, 0, "")
    contents = contents_from_json(text)
    report(0, 0, "")
    records = [record for record in contents.every() if not isinstance(record, Project)]
    store = Store.create(new, contents.project)
    written = False
    try:
        if records:
            store.apply(add(f"Import of {file.name}", *records), report=report)
        report(0, 0, "")
        written = True
    except Conflict as conflict:
        raise ExchangeError(f"“{file.name}” does not hold together: {conflict}.") from conflict
    finally:
        store.close()
        if not written:
            new.unlink(missing_ok=True)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise ExchangeError(f"“{file.name}” is larger than 512 MB, which no project is.")
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise ExchangeError(f"Could not read “{file.name}” in {file.parent}: {reason}.") from error
