import pytest

from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.storage.store import Store
from timeline_app.widgets.sidebar.sidebar import Sidebar


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "qamishli.sqlite", sample_project())
    store.apply(sample_edit())
    yield Document(store, author="AK")
    store.close()


@pytest.fixture
def selection(qapp):
    return Selection()


@pytest.fixture
def sidebar(qtbot, document, selection):
    sidebar = Sidebar(document, selection)
    sidebar.edit_requested.connect(document.do)
    qtbot.addWidget(sidebar)
    sidebar.resize(345, 900)
    sidebar.show()
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    return sidebar
