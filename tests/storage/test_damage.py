"""Random damage to a file of ours is noticed, or changed nothing that is in it."""

import random
from pathlib import Path

import pytest

from tests.storage.conftest import Dump, dump, story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Project, new_id
from timeline_app.storage.checking import check_file
from timeline_app.storage.errors import StoreError
from timeline_app.storage.store import Store


def _noticed_or_harmless(path: Path, before: Dump) -> bool:
    try:
        found = check_file(path, deep=True)
    except StoreError:
        return True
    return not found.sound or dump(path, log=True) == before


@pytest.mark.parametrize(
    "flips", [pytest.param(300, id="300"), pytest.param(5000, id="5000", marks=pytest.mark.heavy)]
)
def test_no_random_damage_goes_unnoticed(path: Path, flips: int) -> None:
    with Store.create(path, Project(new_id(), "x")) as store:
        for number in range(30):
            store.apply(add(f"Add story {number}", *story()))
        for _ in range(5):
            store.undo()
    sound, before = path.read_bytes(), dump(path, log=True)
    chance = random.Random(11)
    silent = []
    for number in range(flips):
        spoiled = bytearray(sound)
        for _ in range(chance.choice((1, 1, 2, 8))):
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoiled)
        if not _noticed_or_harmless(path, before):
            silent.append(number)
    assert silent == []
