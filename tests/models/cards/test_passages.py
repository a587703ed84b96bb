import pytest

from timeline_app.domain.records import Passage
from timeline_app.domain.vocabulary import PassageKind, PassageUse
from timeline_app.models.cards.passages import openable, passage_view


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "mailto:desk@example.org",
    ],
)
def test_web_and_mail_addresses_may_be_opened(url):
    assert openable(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org/a",
        "/home/me/x.html",
        "C:\\x.exe",
        "smb://server/share",
        "https:",
        "java\nscript:alert(1)",
        "https://exa mple.org",
        "https://[::1",
    ],
)
def test_nothing_else_may_be_opened(url):
    assert not openable(url)


def test_a_passage_says_what_it_is_and_where_it_stands():
    passage = Passage("p", "s", kind=PassageKind.HEADLINE, start_char=51, end_char=1112)
    assert passage_view(passage).where == "headline, characters 51 to 1,112"


def test_an_archive_picture_is_never_told_as_evidence():
    passage = Passage("p", "s", kind=PassageKind.CAPTION, page="3", time_seconds=3725)
    view = passage_view(passage, PassageUse.ILLUSTRATION)
    assert view.is_illustration
    assert view.where == "archive illustration, caption, page 3, 1:02:05"
