"""Every kind of card: how it is derived from the records, and what draws it.

Apart from the sidebar, because nothing is selected when the window opens and its first frame
need not wait for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from timeline_app.models.cards.actor import actor_card
from timeline_app.models.cards.claim import claim_card
from timeline_app.models.cards.event import event_card
from timeline_app.models.cards.silence import relation_card, silence_card
from timeline_app.models.cards.source import source_card
from timeline_app.models.document import Document
from timeline_app.widgets.sidebar.actor_card import ActorCardWidget
from timeline_app.widgets.sidebar.claim_card import ClaimCardWidget
from timeline_app.widgets.sidebar.event_card import EventCardWidget
from timeline_app.widgets.sidebar.relation_card import RelationCardWidget
from timeline_app.widgets.sidebar.silence_card import SilenceCardWidget
from timeline_app.widgets.sidebar.source_card import SourceCardWidget
from timeline_app.widgets.sidebar.wishes import Wishes

Derive = Callable[[Document, str], Any]
Draw = Callable[[Any, Wishes], QWidget]

CARDS: dict[str, tuple[Derive, Draw]] = {
    "claim": (claim_card, ClaimCardWidget),
    "event": (event_card, EventCardWidget),
    "actor": (actor_card, ActorCardWidget),
    "source": (source_card, SourceCardWidget),
    "silence": (silence_card, SilenceCardWidget),
    "claim_relation": (relation_card, RelationCardWidget),
}
