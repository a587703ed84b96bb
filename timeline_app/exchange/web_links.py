"""Addresses that may become links: http, https and mailto, and nothing that can hide in them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_SCHEMES = frozenset({"http", "https", "mailto"})
_KEPT = "%/:?#[]@!$&'*+,;=-._~"
"""RFC 3986's own characters but the brackets: "(" and ")" end a string in a PDF."""

_LONGEST = 2000


def harmless_url(text: str) -> str | None:
    """Return the address percent-encoded, or None where it must stay plain text."""
    url = text.strip()
    if len(url) > _LONGEST or any(ord(char) < 32 for char in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not (host or parts.scheme.lower() == "mailto"):
        return None
    encoded = quote(url, safe=_KEPT)
    return encoded if encoded.isascii() else None
