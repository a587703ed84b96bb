"""Each hostile file is refused with a sentence, quickly, in little memory, and nothing changes."""

import resource
import time
from pathlib import Path

import pytest

from tests.storage.conftest import look, story
from tests.storage.hostile import HOSTILE
from timeline_app.domain.edits import add
from timeline_app.domain.records import Project, new_id
from timeline_app.storage.errors import StoreError
from timeline_app.storage.seen import Seen
from timeline_app.storage.store import Store

MOST_SECONDS = 1.0
MOST_KILOBYTES = 100 * 1024


@pytest.fixture
def sound(path: Path) -> Path:
    with Store.create(path, Project(new_id(), "Withdrawal")) as store:
        store.apply(add("Add the story", *story()))
    Seen.of_this_person().forget(path)
    return path


def test_the_sound_file_that_they_are_made_from_opens(sound: Path) -> None:
    Store.open(sound).close()


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_harms_nothing(
    sound: Path, name: str, read_only: bool
) -> None:
    HOSTILE[name](sound)
    before = look(sound.parent)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(StoreError) as failure:
        Store.open(sound, read_only=read_only)
    assert time.monotonic() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MOST_KILOBYTES
    assert look(sound.parent) == before
    assert failure.value.sentence.endswith(".")
