from tests.widgets.sidebar.driving import settle, show
from timeline_app.domain.marks import Mark
from timeline_app.domain.records import ClaimEvent, ClaimSilence, Event, Silence
from timeline_app.models.cards.accounts import accounts_of, accounts_of_silence
from timeline_app.models.cards.claim import claim_card
from timeline_app.models.cards.comparison import comparison
from timeline_app.models.cards.event import event_card
from timeline_app.widgets.sidebar.comparison_window import ComparisonWindow

BEFORE_ALL = -(10**10)


def most_told(document):
    return max(
        document.all(Event), key=lambda event: len(document.where(ClaimEvent, event_id=event.id))
    )


def known_by(document, event):
    """Give a day on which some of the claims about an event were known, and those that were."""
    said = [link.claim_id for link in document.where(ClaimEvent, event_id=event.id)]
    for day in range(19_000, 22_000):
        document.show_as_known_on(day * 86_400)
        known = set(said) - document.unknown_among(said)
        if 0 < len(known) < len(said) - 1:
            return known, len(said) - len(known)
    raise AssertionError


def test_accounts_known_later_are_left_out_and_told(document):
    event = most_told(document)
    everything = accounts_of(document, event)
    known, later = known_by(document, event)
    view = accounts_of(document, event)
    assert {line.ref.id for line in view.lines} == known
    assert sum(count.claims for count in view.counts) == len(known)
    assert view.later == f"{later} accounts known later are not shown"
    document.show_as_known_on(None)
    assert accounts_of(document, event) == everything
    assert everything.later == ""


def test_a_claim_never_counts_itself_among_the_later_accounts(document):
    event = most_told(document)
    links = document.where(ClaimEvent, event_id=event.id)
    document.show_as_known_on(BEFORE_ALL)
    unknown = document.unknown_among(link.claim_id for link in links)
    own = next(link for link in links if link.claim_id in unknown)
    view = accounts_of(document, event, own)
    assert view.later.startswith(f"{len(unknown) - 1} account")


def test_the_reports_of_a_silence_follow_the_day(document):
    silence = document.all(Silence)[0]
    said = [link.claim_id for link in document.where(ClaimSilence, silence_id=silence.id)]
    document.show_as_known_on(BEFORE_ALL)
    known = set(said) - document.unknown_among(said)
    view = accounts_of_silence(document, silence)
    assert {line.ref.id for line in view.lines} == known
    assert sum(count.claims for count in view.counts) == len(known)


def test_a_claim_not_known_yet_stands_with_nobody(document):
    event = most_told(document)
    claims = [link.claim_id for link in document.where(ClaimEvent, event_id=event.id)]
    company = {Mark.SINGLE_ORIGIN, Mark.CORROBORATED, Mark.CONTESTED}

    def judged():
        return {i for i in claims if company & {m.mark for m in claim_card(document, i).marks}}

    everything = judged()
    known, _ = known_by(document, event)
    assert everything - known
    assert judged() <= known


def test_relations_and_silences_of_an_event_follow_the_day(document):
    event = most_told(document)
    card = event_card(document, event.id)
    assert card.relations
    known_by(document, event)
    for view in event_card(document, event.id).relations:
        shown = [line.ref.id for line in (*view.against, *view.beside)]
        assert len(shown) > 1
        assert not document.unknown_among(shown)
    document.show_as_known_on(BEFORE_ALL)
    assert not event_card(document, event.id).relations
    assert not event_card(document, event.id).silences
    document.show_as_known_on(None)
    assert event_card(document, event.id) == card


def test_the_open_comparison_follows_the_day(qtbot, selection, document):
    event = most_told(document)
    window = ComparisonWindow(document, selection, event.id)
    qtbot.addWidget(window)
    everything = {column.view.claim_id for column in window.columns}
    known, _ = known_by(document, event)
    assert {column.view.claim_id for column in window.columns} == known < everything
    document.show_as_known_on(None)
    assert {column.view.claim_id for column in window.columns} == everything
    assert len(comparison(document, event.id).accounts) == len(everything)


def test_the_open_event_card_follows_the_day(qtbot, sidebar, selection, document):
    event = most_told(document)
    show(selection, "event", event.id)
    settle(qtbot, sidebar)
    standing = sidebar.card.standing
    listed = len(standing.lines)
    known, _ = known_by(document, event)
    qtbot.waitUntil(lambda: len(standing.lines) == len(known))
    assert standing.later.isVisible()
    document.show_as_known_on(None)
    qtbot.waitUntil(lambda: len(standing.lines) == listed)
    assert not standing.later.isVisible()
