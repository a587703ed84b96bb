import gzip
import io
import random
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.test_pictures import END, HEADER, PIXELS, PNG, chunk
from timeline_app.domain.edits import add, remove, revise
from timeline_app.domain.folding import folded
from timeline_app.domain.profiles import Profile
from timeline_app.domain.protected import Needle
from timeline_app.domain.records import Actor, Claim, Event, Hop, Project, Snapshot, Source, new_id
from timeline_app.domain.vocabulary import ActorKind
from timeline_app.storage import connection
from timeline_app.storage.connection import connect
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.leaks import leaks, quick_folded
from timeline_app.storage.sharing import preview, share
from timeline_app.storage.store import Store

SECRET = Actor(
    new_id(),
    "Farhad Mirzoyan",
    ActorKind.PERSON,
    note="meets us on Fridays",
    confidential=True,
    public_description="a person with direct knowledge",
)


def attach(store: Store, media_type: str, content: bytes) -> Snapshot:
    source = Source(new_id(), "Attachment")
    snapshot = Snapshot(new_id(), source.id, "0" * 64, len(content), media_type, None, content)
    store.apply(add("Attach", source, snapshot))
    return snapshot


def test_a_shared_copy_is_a_sound_project_without_a_past(store: Store, tmp_path: Path) -> None:
    claim = Claim(new_id(), "Forty lorries left, says FARHAD MIRZOYAN")
    store.apply(add("Add", SECRET, claim, Hop(new_id(), claim.id, 0, SECRET.id)), author="Nadia")
    out = tmp_path / "public.sqlite"
    share(preview(store, Profile.PUBLIC), out)
    with Store.open(out) as copy:
        assert (copy.history(), copy.head_hash) == ([], "")
        assert [a.name for a in copy.all(Actor)] == ["a person with direct knowledge"]
        assert [c.text for c in copy.all(Claim)] == [
            "Forty lorries left, says a person with direct knowledge"
        ]
        (project,) = copy.all(Project)
        assert store.head_hash[:16] in project.description
        assert project.id != store.all(Project)[0].id
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".part") == []


def test_a_copy_that_would_tell_is_refused_and_says_where(store: Store, tmp_path: Path) -> None:
    """The name is written in a way the mask does not know, but the search does."""
    claim = Claim(new_id(), "Forty lorries left, says Fárhad Mirzoyan's brother")
    store.apply(add("Add", SECRET, claim))
    out = tmp_path / "public.sqlite"
    with pytest.raises(StoreError, match="text of claim “Forty lorries left, says") as failure:
        share(preview(store, Profile.PUBLIC), out)
    assert failure.value.trouble == Trouble.LEAK
    assert not out.exists()
    assert list(tmp_path.glob(".*.part*")) == []


def test_a_copy_never_replaces_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there.sqlite").write_bytes(b"precious")
    with pytest.raises(StoreError) as failure:
        share(preview(store, Profile.PUBLIC), tmp_path / "there.sqlite")
    assert failure.value.trouble == Trouble.EXISTS
    assert (tmp_path / "there.sqlite").read_bytes() == b"precious"


def test_pictures_leave_bare_and_other_attachments_stay(store: Store, tmp_path: Path) -> None:
    picture = PNG + HEADER + chunk(b"tEXt", b"Author\0Nadia") + PIXELS + END
    attach(store, "image/png", picture)
    attach(store, "application/pdf", b"%PDF-1.7 by Nadia")
    attach(store, "text/plain", b"what was written")
    decided = preview(store, Profile.PARTNER)
    share(decided, tmp_path / "partner.sqlite")
    with Store.open(tmp_path / "partner.sqlite") as copy:
        assert {s.content for s in copy.all(Snapshot)} == {
            PNG + HEADER + PIXELS + END,
            None,
            b"what was written",
        }
    assert (len(decided.changed), len(decided.dropped)) == (1, 1)


def test_a_document_that_names_a_confidential_actor_stays(store: Store) -> None:
    store.apply(add("Add", SECRET))
    attach(store, "text/plain", b"as MIRZOYAN told us")
    assert len(preview(store, Profile.PARTNER).dropped) == 1


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "hide",
    [
        str.encode,
        lambda name: name.upper().encode(),
        lambda name: name.encode("utf-16-le"),
        lambda name: b"x" + name.encode("utf-16-be"),
        lambda name: gzip.compress(name.encode()),
        lambda name: _zipped(name.encode() * 50),
        lambda name: "Fårhâd  Mirzoyan".encode(),
    ],
    ids=["utf-8", "upper case", "utf-16", "utf-16 odd", "gzip", "zip", "diacritics"],
)
def test_a_name_is_found_however_an_attachment_hides_it(store: Store, hide) -> None:
    snapshot = attach(store, "application/octet-stream", hide("Farhad Mirzoyan"))
    with closing(connect(store.path, read_only=True)) as conn:
        found = leaks(conn, store.path, [Needle("Farhad Mirzoyan", "a name")])
    assert f"a name in the content of snapshot {snapshot.id}" in found


def test_a_name_in_free_pages_is_found(tmp_path: Path) -> None:
    """Nothing is copied, so a copy has none; the search would see it if it had."""
    path = tmp_path / "p.sqlite"
    store = Store.create(path, Project(new_id(), "x"))
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA secure_delete = OFF")
        conn.execute("INSERT INTO track (id, title) VALUES ('t', 'Farhad Mirzoyan')")
        conn.execute("DELETE FROM track")
    with closing(connect(path, read_only=True)) as conn:
        found = leaks(conn, path, [Needle("Farhad Mirzoyan", "a name")])
    assert len(found) == 1
    assert "bytes near" in found[0]


LETTERS = "abdefghiklmnoprstuvz"


def _secret_word(chance: random.Random) -> str:
    return "Zq" + "".join(chance.choice(LETTERS) for _ in range(9))


@pytest.mark.parametrize(
    "projects", [pytest.param(12, id="12"), pytest.param(200, id="200", marks=pytest.mark.heavy)]
)
def test_nothing_confidential_is_left_in_any_byte(
    tmp_path: Path, projects: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgetful = [
        s if s[0] != "secure_delete" else ("secure_delete", "OFF", 0) for s in connection.SETTINGS
    ]
    monkeypatch.setattr(connection, "SETTINGS", forgetful)
    chance = random.Random(5)
    for number in range(projects):
        out, secrets = _shared_at_random(tmp_path, number, chance)
        content = out.read_bytes().lower()
        for secret in secrets:
            for coding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.lower().encode(coding) not in content, (number, secret)


def _shared_at_random(folder: Path, number: int, chance: random.Random) -> tuple[Path, list[str]]:
    """Write a project whose texts, past and notes are full of secrets; share it publicly."""
    secrets = [_secret_word(chance) for _ in range(6)]
    name, former, note, author, about, gone = secrets
    with Store.create(folder / f"{number}.sqlite", Project(new_id(), "x")) as store:
        actor = Actor(
            new_id(),
            f"Ali {former}",
            ActorKind.PERSON,
            note=f"{note} lives here",
            confidential=True,
            public_description="an official",
        )
        claim = Claim(
            new_id(), f"Ali {name} and ALI {name.upper()} agreed", note=f"{about} told us so"
        )
        events = [
            Event(new_id(), "x" * chance.randrange(3000), note=f"see {about} for it")
            for _ in range(20)
        ]
        rumour = Event(new_id(), f"{gone} was there")
        store.apply(add("Add", actor, claim, *events, rumour), author=author)
        store.apply(revise("Rename", actor, replace(actor, name=f"Ali {name}")), author=author)
        store.apply(remove("Remove", [rumour]), author=author)
        store.apply(add("Speak", Hop(new_id(), claim.id, 0, actor.id, note=note)), author=author)
        out = folder / f"{number}-public.sqlite"
        share(preview(store, Profile.PUBLIC), out)
    return out, secrets


@given(st.text(max_size=60))
def test_quick_folding_hides_nothing_that_folding_shows(text: str) -> None:
    """The search may find more, never less."""
    for word in folded(text).split():
        assert word in quick_folded(text) or not word.isalnum()


def test_a_note_among_thousands_is_found(tmp_path: Path) -> None:
    notes = [Needle(f"note {n} tells what we know of {n}", "a note") for n in range(5000)]
    claim = Claim(new_id(), "as NOTE 4711  tells what\nwe know of 4711")
    with Store.create(tmp_path / "p.sqlite", Project(new_id(), "x")) as store:
        store.apply(add("Add", claim))
        with store.reading() as conn:
            (found,) = leaks(conn, store.path, notes)
    assert found == "a note in the text of claim “as NOTE 4711 tells what we know of 4711”"


def test_a_long_note_in_utf_16_is_found(store: Store) -> None:
    snapshot = attach(store, "application/msword", "xx Hé told us so on Friday".encode("utf-16-be"))
    notes = [Needle("he TOLD us so", "a note")]
    with store.reading() as conn:
        assert f"a note in the content of snapshot {snapshot.id}" in leaks(conn, store.path, notes)
