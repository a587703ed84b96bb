"""A sorted table that followed edits is as one that is made and sorted afresh."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.domain.edits import Edit, add, revise
from timeline_app.domain.records import Actor, Claim, Hop, new_id
from timeline_app.domain.removing import removal
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.ordering import Filters, Order, SortKey

ORDERS = (
    Order((SortKey("speaker"),)),
    Order((SortKey("text", descending=True),)),
    Order((SortKey("status"), SortKey("speaker", descending=True), SortKey("said"))),
    Order((SortKey("text"),), group="speaker"),
)
FILTERS = (Filters(), Filters("e"))


def shown(model):
    return [
        (model.group_at(position) or model.id_at(position)) for position in range(model.rowCount())
    ]


def an_edit(document, what, which):
    """Reword, add or remove a claim, let somebody else have said it, or rename a speaker."""
    claims, hops, actors = document.all(Claim), document.all(Hop), document.all(Actor)
    claim, hop, actor = (some[which % len(some)] for some in (claims, hops, actors))
    words = f"{'zaeé'[which % 4]} {which}"
    match what:
        case 0:
            return revise("Reword", claim, replace(claim, text=words))
        case 1:
            return add("Add", Claim(new_id(), words))
        case 2 if len(claims) > 3:
            return removal(document, "Remove", "claim", [claim.id])
        case 3:
            other = actors[(which // 2) % len(actors)]
            return revise("Other", hop, replace(hop, actor_id=other.id))
        case 4:
            return revise("Rename", actor, replace(actor, name=words))
    return Edit("Nothing", ())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("filters", FILTERS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60)), min_size=1, max_size=6))
def test_after_any_edits_the_rows_are_in_the_order_of_a_full_sort(document, order, filters, steps):
    model = TableModel(document, CLAIMS)
    model.filter_by(filters)
    model.arrange(order)
    made = 0  # what was there before is not undone: it is the sample itself
    for what, which in steps:
        if what == 5:
            made -= made > 0 and document.undo()
            continue
        edit = an_edit(document, what, which)
        assert document.do(edit)
        made += bool(edit.changes)
    afresh = TableModel(document, CLAIMS)
    afresh.filter_by(filters)
    afresh.arrange(order)
    assert shown(model) == shown(afresh)
