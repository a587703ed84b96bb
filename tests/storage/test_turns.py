"""Whose turn it is with what one thread uses at a time."""

import threading

from timeline_app.storage.turns import Turns


def test_who_waits_has_the_turn_before_it_is_taken_again() -> None:
    turns, had = Turns(), []
    turns.acquire()

    def wait() -> None:
        with turns:
            had.append("waited")

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not turns._next.locked():
        pass
    turns.release()
    with turns:
        had.append("again")
    waiting.join()
    assert had == ["waited", "again"]


def test_the_holder_may_take_it_again_and_keeps_it_until_all_is_let_go() -> None:
    turns, had = Turns(), []
    waiting = threading.Thread(target=lambda: turns.acquire() or had.append(1) or turns.release())
    with turns:
        waiting.start()
        while not turns._next.locked():
            pass
        with turns:
            pass
        assert had == []
    waiting.join()
    assert had == [1]
