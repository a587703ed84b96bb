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

    Raises ExchangeError if there is no such view, if it cannot be understood, or asks for what the
    project does not have: without that it would show more than was meant to leave.
    """
    app = application()
    problems: list[str] = []
    document = Document(store)
    try:
        view = view_of(_record(store, name))
    except ViewError as error:
        raise ExchangeError(str(error)) from error
    with whole_search(document) as search:
        filtering = ViewFiltering(document, search, ViewFacts(document))
        filtering.problems_found.connect(problems.extend)
        filtering.show(view)
        while filtering.is_waiting:
            app.processEvents()
        if filtering.fitting is None and not view.shows_all:
            problems.append("The search was ended by an error.")
        if problems:
            why = " ".join(dict.fromkeys(problems))
            raise ExchangeError(f"What the view “{name}” shows is not known: {why}")
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
