"""The sample as an open document, in a file of the test's own."""

import pytest

from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.models.document import Document
from timeline_app.storage.store import Store


@pytest.fixture
def document(qapp, tmp_path):
    with Store.create(tmp_path / "sample.sqlite", sample_project()) as store:
        store.apply(sample_edit())
        yield Document(store, author="AK")


@pytest.fixture
def empty(qapp, tmp_path):
    with Store.create(tmp_path / "empty.sqlite", sample_project()) as store:
        yield Document(store)
