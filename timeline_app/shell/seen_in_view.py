"""Which events and claims a saved view shows, judged as the window judges them."""

from __future__ import annotations

from timeline_app.domain.records import Claim, Event, SavedView
from timeline_app.domain.view_filter import ViewError, view_of
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.view_contents import ViewShown
from timeline_app.models.document import Document
from timeline_app.models.view_facts import ViewFacts
from timeline_app.models.view_filter import ViewFiltering
from timeline_app.shell.whole_search import application, whole_search
from timeline_app.storage.store import Store


def seen_in_view(store: Store, name: str) -> ViewShown:
    """Return what the view of a name shows.

    Raises ExchangeError if there is no such view, or it cannot be understood.
    """
    app = application()
    document = Document(store)
    try:
        view = view_of(_record(store, name))
    except ViewError as error:
        raise ExchangeError(str(error)) from error
    with whole_search(document) as search:
        filtering = ViewFiltering(document, search, ViewFacts(document))
        filtering.show(view)
        while filtering.is_waiting:
            app.processEvents()
        return ViewShown(
            events=_ids(filtering, store, "event"),
            claims=_ids(filtering, store, "claim"),
            folds=view.folds,
            span=view.span,
        )


def _ids(filtering: ViewFiltering, store: Store, kind: str) -> frozenset[str]:
    found = filtering.fitting_ids(kind)
    if found is not None:
        return found
    return frozenset(record.id for record in store.all(Event if kind == "event" else Claim))


def _record(store: Store, name: str) -> SavedView:
    views = store.all(SavedView)
    for view in views:
        if view.name == name:
            return view
    known = ", ".join(f"“{view.name}”" for view in views) or "none"
    raise ExchangeError(f"There is no view called “{name}”; the project has: {known}.")
