import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.projects import small_project
from timeline_app.domain.records import KINDS, Claim, Event
from timeline_app.exchange.tables import (
    plain_cell,
    record_tables,
    safe_cell,
    table,
    table_losses,
)

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "＝1", "'=1"]


def read(text):
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(formula):
    assert safe_cell(formula) == "'" + formula


@given(st.text() | st.sampled_from(FORMULAS))
def test_taking_the_apostrophe_away_gives_any_text_back(text):
    assert plain_cell(safe_cell(text)) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_what_is_written_in_a_table_is_read_back(cells):
    (row,) = csv.reader(io.StringIO(table([cells]), newline=""))
    assert [plain_cell(cell) for cell in row] == cells


def test_every_kind_has_a_table_whose_first_row_names_its_fields():
    tables = record_tables(small_project())
    assert set(tables) == {f"{kind}.csv" for kind in KINDS}
    assert read(tables["claim.csv"])[0] == list(Claim.__dataclass_fields__)


def test_a_bound_before_1970_stays_a_number():
    contents = small_project(Event("ancient", "Big bang", start_min=-435_494_878_617_600_000))
    assert "-435494878617600000" in record_tables(contents)["event.csv"]
    assert "'-435" not in record_tables(contents)["event.csv"]


def test_a_byte_order_mark_is_there_when_asked_for_and_only_then():
    assert record_tables(small_project(), bom=True)["claim.csv"].startswith("\ufeff")
    assert not record_tables(small_project())["claim.csv"].startswith("\ufeff")


def test_tables_say_what_they_do_not_hold():
    sentences = [loss.sentence for loss in table_losses(small_project())]
    assert sentences[0] == "1 captured document is written as Base64 text"
    assert "history" in sentences[1]
