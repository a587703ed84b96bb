import pytest

from tests.exchange.projects import small_project
from timeline_app.domain.records import KINDS
from timeline_app.storage.clean_copy import write_clean_copy
from timeline_app.storage.errors import StoreError
from timeline_app.storage.store import Store


def test_a_clean_copy_is_a_project_of_the_same_records_without_a_past(tmp_path):
    records = small_project().records
    write_clean_copy(tmp_path / "copy.sqlite", records)
    with Store.open(tmp_path / "copy.sqlite") as store:
        assert {name: set(store.all(kind)) for name, kind in KINDS.items()} == {
            name: set(of_kind) for name, of_kind in records.items()
        }
        assert store.history() == []


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_clean_copy(tmp_path / name, small_project().records)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_it_never_writes_over_a_file(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(StoreError):
        write_clean_copy(tmp_path / "mine", small_project().records)
    assert (tmp_path / "mine").read_text() == "mine"
