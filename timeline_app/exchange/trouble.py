"""The world failed: something outside could not be read, written or typeset."""


class ExchangeError(Exception):
    """A sentence for the user: what could not be done, and what of it they can mend."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence, which is all the user sees."""
        super().__init__(sentence)
        self.sentence = sentence
