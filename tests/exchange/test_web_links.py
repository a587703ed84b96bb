import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.exchange.web_links import harmless_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        (" mailto:a@example.org ", "mailto:a@example.org"),
        ("https://example.org/a(b)\\<c>", "https://example.org/a%28b%29%5C%3Cc%3E"),
        ("https://example.org/ğ", "https://example.org/%C4%9F"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("example.org", None),
        ("https://", None),
        ("http://[::1", None),
        ("https://a\nb", None),
        ("", None),
    ],
)
def test_only_harmless_addresses_become_links(text, url):
    assert harmless_url(text) == url


@given(st.text())
def test_no_address_has_what_ends_a_string_in_a_pdf(text):
    for url in (harmless_url(text), harmless_url(f"https://example.org/{text}")):
        assert url is None or not set(url) & set('()\\<> "\n\r')
