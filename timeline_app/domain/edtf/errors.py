"""The one error of reading a date: a sentence for the user and a place in the text."""

from __future__ import annotations


class DateError(ValueError):
    """A text is no date; the message says why in one sentence.

    `position` counts Unicode characters from the beginning of the text.
    """

    def __init__(self, sentence: str, position: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.position = position
