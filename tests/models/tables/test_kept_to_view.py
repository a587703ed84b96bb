"""What the view of the project leaves a table: its rows narrowed, or the others dimmed."""

import numpy as np
import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, Project
from timeline_app.models.document import Document
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.ordering import Filters
from timeline_app.storage.store import Store

TEXTS = ("Planes left", "Planes came", "Nobody moved", "Planes stood")


@pytest.fixture
def model(qapp, tmp_path):
    with Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli")) as store:
        document = Document(store)
        document.do(add("Add", *(Claim(f"c{n}", text) for n, text in enumerate(TEXTS))))
        yield TableModel(document, CLAIMS)


def shown(model):
    return model.ids_at(range(model.rowCount()))


def test_a_table_keeps_to_the_rows_of_the_view(model):
    model.keep_to(np.array([1, 3]))
    assert shown(model) == ["c0", "c2"]
    model.keep_to(np.array([], np.int64))
    assert shown(model) == []
    model.keep_to(None)
    assert len(shown(model)) == 4


def test_its_own_filter_holds_besides(model):
    model.keep_to(np.array([2, 3, 4]))
    model.filter_by(Filters(words="planes"))
    assert shown(model) == ["c1", "c3"]


def test_what_is_dimmed_is_still_shown(model):
    model.keep_to(np.array([1, 4]), dims=True)
    assert len(shown(model)) == 4
    assert [model.is_dimmed(n) for n in range(4)] == [False, True, True, False]
    model.keep_to(np.array([2]))
    assert shown(model) == ["c1"]
    assert not model.is_dimmed(0)
    model.keep_to(None)
    assert not any(model.is_dimmed(n) for n in range(4))
