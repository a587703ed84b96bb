"""The sample paraphrases: it shares no run of six words with the article it was read from.

The article's runs are kept as hashes, so that its text is not in this project: SHA-256, first
twelve hexadecimal digits, of six words in lower case with one space between them.
"""

import json
import re
from hashlib import sha256
from pathlib import Path

from timeline_app.shipped import shipped

RUN = 6
ARTICLE = frozenset(Path(__file__).with_name("six_word_runs.sha256").read_text().split())

QUOTED = "wording"
"""Wordings of dates are quoted: that they are never thrown away is what they are for."""


def shared_runs(text):
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return [run for run in runs if sha256(run.encode()).hexdigest()[:12] in ARTICLE]


def texts(value, field=""):
    """Every text in the data with the name of the field it stands in."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, field)
    elif isinstance(value, str):
        yield field, value


def data_texts():
    for path in sorted(shipped("sample").glob("*.json")):
        yield from texts(json.loads(path.read_text(encoding="utf-8")))


def test_no_six_words_in_a_row_are_those_of_the_article():
    taken = [(field, run) for field, text in data_texts() for run in shared_runs(text)]
    assert [(field, run) for field, run in taken if field != QUOTED] == []


def test_the_comparison_finds_what_is_quoted():
    stamps = {text for field, text in data_texts() if field == QUOTED and shared_runs(text)}
    assert stamps == {"January 28, 2026 02:35 PM GMT+03:00"}


def test_all_of_the_data_is_compared():
    assert len(list(shipped("sample").glob("*.json"))) == 7
    assert sum(1 for field, _ in data_texts() if field == "text") == 41
