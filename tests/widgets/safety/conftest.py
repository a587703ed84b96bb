"""An open document, on a project of somebody's, for the windows of safety."""

import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, ClaimEvent, Event, Project
from timeline_app.models.document import Document
from timeline_app.storage.store import Store


@pytest.fixture
def project(tmp_path):
    """A project with an event and a claim about it, closed."""
    path = tmp_path / "project.sqlite"
    with Store.create(path, Project("p", "Withdrawal")) as store:
        event, claim = Event("e", "Airlift"), Claim("c", "Aircraft left.")
        store.apply(add("Add the airlift", event, claim, ClaimEvent("ce", "c", "e")), "NK")
    return path


@pytest.fixture
def document(qapp, project):
    """The project, open for writing."""
    document = Document(Store.open(project), author="NK")
    yield document
    document.store.close()
