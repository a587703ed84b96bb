import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from timeline_app.domain.edits import add
from timeline_app.domain.paragraphs import paragraphs
from timeline_app.domain.quick_entry import NamedEvent, QuickEntry
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    ClaimEvent,
    ClaimPassage,
    Dating,
    Event,
    Hop,
    Passage,
    Project,
    Source,
)
from timeline_app.domain.vocabulary import (
    ActorKind,
    ClaimType,
    DatingOwner,
    HopRole,
    Identification,
    Stance,
)
from timeline_app.models.document import Document
from timeline_app.storage.store import Store
from timeline_app.widgets.paragraphs_dialog import ParagraphsDialog
from timeline_app.widgets.quick_entry_bar import QuickEntryBar

DAY = 86_400
PUBLISHED = 20_481 * DAY  # 28 January 2026
RECORDS = (
    Actor("ap", "Associated Press", ActorKind.AGENCY),
    ActorName("ap-ru", "ap", "Ассошиэйтед Пресс", "ru"),
    Actor("today", "Türkiye Today", ActorKind.OUTLET),
    Actor("ali", "Ali", confidential=True),
    ActorName("ali-2", "ali", "Abu Ahmad"),
    Source("article", "Leaving Kamışlı", outlet_id="today"),
    Dating("published", DatingOwner.SOURCE, "article", edtf="2026-01-28", start_min=PUBLISHED,
           start_max=PUBLISHED, end_min=PUBLISHED + DAY - 1, end_max=PUBLISHED + DAY - 1),
    Event("airlift", "Airlift"),
)  # fmt: skip


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store)
    document.do(add("Add", *RECORDS))
    yield document
    store.close()


@pytest.fixture
def bar(qtbot, document):
    bar = QuickEntryBar(document)
    bar.edit_requested.connect(document.do)
    qtbot.addWidget(bar)
    bar.resize(900, 160)
    bar.show()
    bar.start()
    return bar


def typed(bar, line):
    """Type with keys, and what no key types as an input method does."""
    bar.line.clear()
    for letter in line:
        if letter.isascii():
            QTest.keyClick(bar.line, letter)
        else:
            bar.line.insert(letter)


def enter(bar):
    QTest.keyClick(bar.line, Qt.Key.Key_Return)


def claim(document):
    (made,) = document.all(Claim)
    return made


def test_its_lines_are_whole_where_a_pane_is_short_of_room(qtbot, bar):
    pane, table = QWidget(), QWidget()
    table.setMinimumHeight(150)
    column = QVBoxLayout(pane)
    column.addWidget(table)
    column.addWidget(bar)
    panes = QSplitter(Qt.Orientation.Vertical)
    panes.addWidget(QWidget())
    panes.addWidget(pane)
    qtbot.addWidget(panes)
    panes.resize(300, 320)
    panes.show()
    typed(bar, "Associated Press > New doc | on Tuesday | It left. #Airlift #New event")
    qtbot.waitUntil(lambda: bar.height() >= bar.heightForWidth(bar.width()) > 100)
    bar.setParent(None)


def shown(bar):
    return {part.role: part for part in bar.preview.parts}


def test_a_line_makes_the_whole_claim_in_one_step(bar, document):
    typed(
        bar,
        "a gate guard > Associated Press > leaving kamisli | five or six days ago"
        " | Crates went out. #airlift #-Base in use",
    )
    enter(bar)
    made = claim(document)
    assert made.text == "Crates went out."
    chain = document.chain(made.id)
    assert chain.text == "a gate guard → Associated Press → Türkiye Today"
    assert [hop.role for hop in chain.hops] == [
        HopRole.ORIGINATOR, HopRole.RELAYER, HopRole.PUBLISHER,
    ]  # fmt: skip
    assert chain.hops[-1].source_id == "article"
    assert chain.origin.identification is Identification.ANONYMOUS
    about = {
        document.get(Event, link.event_id).title: link.stance
        for link in document.where(ClaimEvent, claim_id=made.id)
    }
    assert about == {"Airlift": Stance.SUPPORTS, "Base in use": Stance.DISPUTES}
    assert document.dating(made.id).edtf == "[2026-01-22,2026-01-23]"
    assert document.dating(made.id).anchor_id == "article"
    document.undo()
    assert document.count(Claim) == 0
    assert document.count(Actor) == 3


def test_the_preview_says_who_is_known_and_what_is_guessed_of_the_others(bar):
    typed(bar, "a Syrian security source > Ассошиэйтед Пресс > Leaving Kamisli | Moved. #Airlift")
    parts = shown(bar)
    assert parts["Says"].is_new
    assert parts["Says"].note == "new: person, anonymous"
    assert (parts["Via"].words, parts["Via"].is_new) == ("Associated Press", False)
    assert (parts["Read in"].words, parts["Read in"].note) == ("Leaving Kamışlı", "Türkiye Today")
    assert parts["supports"].words == "Airlift"


def test_the_preview_shows_the_date_and_where_it_is_counted_from(bar):
    typed(bar, "guard > Leaving Kamisli | five or six days ago | ")
    when = shown(bar)["When"]
    assert when.words == "22 or 23 January 2026"
    assert "publication" in when.detail


def test_words_that_are_no_date_stay_words(bar, document):
    typed(bar, "when nobody looked | They left.")
    assert shown(bar)["When"].is_doubtful
    enter(bar)
    dating = document.dating(claim(document).id)
    assert (dating.wording, dating.edtf) == ("when nobody looked", None)


def test_a_confidential_person_is_meant_by_an_alias_but_never_named(bar, document):
    typed(bar, "abu ahmad > Leaving Kamisli | He saw it.")
    says = shown(bar)["Says"]
    assert (says.words, says.note) == ("abu ahmad", "known, confidential")
    assert "Ali" not in says.detail
    enter(bar)
    assert document.chain(claim(document).id).origin.id == "ali"


def test_a_new_source_named_like_an_outlet_is_published_by_it(bar, document):
    typed(bar, "guard > turkiye today | He saw it.")
    assert shown(bar)["Read in"].note == "new, published by Türkiye Today"
    enter(bar)
    chain = document.chain(claim(document).id)
    assert chain.text == "guard → Türkiye Today"
    assert document.get(Source, chain.hops[-1].source_id).outlet_id == "today"


def test_a_name_that_is_new_twice_is_one_record(bar, document):
    typed(bar, "Night Guard > night guard > Leaving Kamisli | Empty.")
    enter(bar)
    assert document.count(Actor) == 4


def test_an_event_named_twice_is_linked_once(bar, document):
    typed(bar, "Empty. #Airlift #airlift")
    enter(bar)
    assert document.count(ClaimEvent) == 1


def test_a_claim_that_only_predicts_is_a_prediction(bar, document):
    typed(bar, "They will come. #?Visit")
    enter(bar)
    assert claim(document).type is ClaimType.PREDICTION


def test_who_and_where_stay_for_the_next_claim(bar, document):
    typed(bar, "guard > Leaving Kamisli | on Tuesday | One. #Airlift")
    enter(bar)
    assert bar.line.text() == "guard > Leaving Kamisli |  | "
    QTest.keyClicks(bar.line, "Two.")
    enter(bar)
    assert [c.text for c in document.all(Claim)] == ["One.", "Two."]
    assert document.count(Actor) == 4
    assert not shown(bar)["Says"].is_new


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a | b | c | d", "at most three parts"),
        ("guard > AP | on Tuesday | ", "Write what is claimed"),
    ],
)
def test_a_line_that_cannot_be_read_stays_and_says_why(bar, document, line, sentence):
    typed(bar, line)
    enter(bar)
    assert sentence in bar.notice.text()
    assert bar.line.text() == line
    assert document.count(Claim) == 0


def test_a_line_that_cannot_be_saved_stays(bar, document):
    bar.edit_requested.disconnect()
    typed(bar, "guard > AP | Empty.")
    enter(bar)
    assert bar.line.text() == "guard > AP | Empty."


def test_escape_empties_the_line_and_then_leaves(qtbot, bar):
    typed(bar, "guard")
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.line.text() == ""
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.line, Qt.Key.Key_Escape)


def test_pasted_paragraphs_are_offered_and_one_line_is_just_pasted(qtbot, bar):
    QGuiApplication.clipboard().setText("They left.")
    QTest.keyClick(bar.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.line.text() == "They left."
    typed(bar, "guard > Leaving Kamisli | on Tuesday")
    QGuiApplication.clipboard().setText("One.\n\nTwo.")
    with qtbot.waitSignal(bar.paragraphs_requested) as asked:
        QTest.mouseClick(bar.paste, Qt.MouseButton.LeftButton)
    text, before = asked.args
    assert text == "One.\n\nTwo."
    assert (before.speaker, before.source, before.text) == ("guard", "Leaving Kamisli", "")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a\nb\n\nc", ("a\nb", "c")),
        ("a\r\nb\r\n", ("a", "b")),
        ("  \n\n", ()),
        ("x\x00y\u2028\u2028z", ("xy", "z")),
    ],
)
def test_paragraphs_are_parted_by_empty_lines_or_else_by_lines(text, parts):
    assert paragraphs(text) == parts


def test_a_text_too_long_for_the_line_is_not_cut_into_a_claim(bar, document):
    typed(bar, "Associated Press | on Tuesday | ")
    QGuiApplication.clipboard().setText("The column left the base at night. " * 30_000)
    QTest.keyClick(bar.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.line.text() == "Associated Press | on Tuesday | "
    enter(bar)
    assert document.count(Claim) == 0


@pytest.fixture
def dialog(qtbot, document):
    entry = QuickEntry(
        "gate guard", ("Associated Press",), "Leaving Kamışlı", "on Tuesday",
        events=(NamedEvent("Airlift"),),
    )  # fmt: skip
    dialog = ParagraphsDialog(document, "One.\n\nTwo\nlines.\n\nThree.", entry)
    dialog.edit_requested.connect(document.do)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_ticked_paragraph_becomes_a_claim_in_one_step(dialog, document):
    last = dialog.drafts[2]
    QTest.mouseClick(last.tick, Qt.MouseButton.LeftButton, pos=last.tick.rect().center())
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    claims = document.all(Claim)
    assert [claim.text for claim in claims] == ["One.", "Two lines."]
    for made in claims:
        assert document.chain(made.id).text == "gate guard → Associated Press → Türkiye Today"
        assert document.dating(made.id).edtf == "2026-01-27"
        (link,) = document.where(ClaimPassage, claim_id=made.id)
        assert " ".join(document.get(Passage, link.passage_id).quote.split()) == made.text
        assert document.where(ClaimEvent, claim_id=made.id)[0].event_id == "airlift"
    assert len({hop.actor_id for hop in document.all(Hop)}) == 3
    document.undo()
    assert document.count(Claim) == 0


def test_paragraphs_that_cannot_be_saved_stay_in_the_dialog(dialog, document):
    dialog.edit_requested.disconnect()
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert document.count(Claim) == 0


def test_a_paragraph_can_be_mended_and_added_by_keys_alone(dialog, document):
    first = dialog.drafts[0].text
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_End)
    QTest.keyClicks(first, " More.")
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.all(Claim)[0].text == "One. More."
    assert document.count(Claim) == 3


def test_a_paragraph_can_have_a_speaker_of_its_own(qtbot, dialog, document):
    for draft in dialog.drafts[1:]:
        QTest.mouseClick(draft.other, Qt.MouseButton.LeftButton)
        QTest.keyClicks(draft.speaker_line, "a harbour pilot")
        QTest.keyClick(draft.speaker_line, Qt.Key.Key_Return)
        assert draft.text.hasFocus()
    assert document.count(Claim) == 0
    dialog.accept()
    chains = {claim.text: document.chain(claim.id).text for claim in document.all(Claim)}
    assert chains == {
        "One.": "gate guard → Associated Press → Türkiye Today",
        "Two lines.": "a harbour pilot → Associated Press → Türkiye Today",
        "Three.": "a harbour pilot → Associated Press → Türkiye Today",
    }
    assert len([actor for actor in document.all(Actor) if actor.name == "a harbour pilot"]) == 1


def test_confidential_people_are_not_completed_beside_a_paragraph(dialog):
    draft = dialog.drafts[0]
    draft.other.click()
    QTest.keyClicks(draft.speaker_line, "Abu")
    assert all(offer is None for offer in draft.speaker_line.offers)


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("Close\nShare this\n\nThe port was closed on Monday.", [False, True]),
        ("The port was shut\n\nPort of the city shut again", [False, True]),
        ("It closed.\n\nIt reopened.\n\nIt closed.", [True, True, False]),
        ("أغلق الميناء؟\n\n“Closed.”", [True, True]),
    ],
)
def test_buttons_of_a_page_and_repetitions_are_offered_without_a_tick(
    qtbot, document, text, ticked
):
    dialog = ParagraphsDialog(document, text, QuickEntry())
    qtbot.addWidget(dialog)
    assert [draft.is_wanted for draft in dialog.drafts] == ticked


def test_many_paragraphs_follow_while_the_dialog_is_shown_and_none_is_left_out(qtbot, document):
    said = [f"The gate was shut on day {n}." for n in range(40)]
    dialog = ParagraphsDialog(document, "\n\n".join(said), QuickEntry())
    dialog.edit_requested.connect(document.do)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.drafts) < len(said)
    assert "of 40 paragraphs…" in dialog.count.text()
    assert not dialog.add.isEnabled()
    dialog.accept()
    assert document.count(Claim) == 0
    qtbot.waitUntil(dialog.add.isEnabled)
    assert dialog.count.text() == "40 of 40 paragraphs"
    qtbot.waitUntil(dialog.drafts[-1].tick.isVisible)
    dialog.drafts[-2].other.setFocus()
    for stop in (dialog.drafts[-1].tick, dialog.drafts[-1].text, dialog.drafts[-1].other):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is stop
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() in dialog.buttons.buttons()
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert [claim.text for claim in document.all(Claim)] == said


def test_who_speaks_can_be_changed_before_adding(dialog, document):
    dialog.who.clear()
    QTest.keyClicks(dialog.who, "Abu Ahmad")
    assert dialog.preview.parts[0].note == "known, confidential"
    dialog.accept()
    assert {document.chain(c.id).origin.id for c in document.all(Claim)} == {"ali"}


def test_what_cannot_be_read_is_said_and_nothing_is_added(dialog, document):
    QTest.keyClicks(dialog.who, " | x | y")
    assert "at most three parts" in dialog.notice.text()
    assert not dialog.add.isEnabled()
    dialog.accept()
    assert document.count(Claim) == 0
