"""Files that somebody might send: each entry spoils a sound project in one way.

Where an attacker would have to hide a change from the digest, the log is emptied first.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from timeline_app.storage.schema import statements

Spoiler = Callable[[Path], object]

BOMB = "zeroblob(900000000)"


def run(path: Path, *sql: str, values: Iterable[object] = ()) -> None:
    """Run SQL on a project with every protection off."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        for statement in sql:
            conn.execute(statement, tuple(values) if "?" in statement else ())


def unlogged(*sql: str) -> Spoiler:
    """Change records and take away the log that would tell."""
    return lambda path: run(path, "DELETE FROM change", "DELETE FROM edit", *sql)


def rewritten(path: Path, *sql: str) -> None:
    """Change the schema table itself, and make SQLite read it anew."""
    run(path, "PRAGMA writable_schema = ON", *sql, "PRAGMA writable_schema = RESET")


def redefined(table: str, old: str, new: str) -> Spoiler:
    """Put other words into a table's definition."""
    (sql,) = (one for one in statements() if one.startswith(f"CREATE TABLE {table} ("))
    assert old in sql
    return lambda path: rewritten(
        path,
        f"UPDATE sqlite_schema SET sql = {_quoted(sql.replace(old, new))} WHERE name = '{table}'",
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def patched(offset: int, data: bytes) -> Spoiler:
    def patch(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[offset : offset + len(data)] = data
        path.write_bytes(whole)

    return patch


def beside(suffix: str, data: bytes) -> Spoiler:
    return lambda path: path.with_name(path.name + suffix).write_bytes(data)


def strictly_mistyped(path: Path) -> None:
    """Have a STRICT table hold a text where a number belongs."""
    (strict,) = (one for one in statements() if one.startswith("CREATE TABLE event ("))
    loose = strict.removesuffix(" STRICT").replace("start_min INTEGER,", "start_min,")
    run(path, "DELETE FROM change", "DELETE FROM edit")
    rewritten(path, f"UPDATE sqlite_schema SET sql = {_quoted(loose)} WHERE name = 'event'")
    run(path, "UPDATE event SET start_min = 'yesterday'")
    rewritten(path, f"UPDATE sqlite_schema SET sql = {_quoted(strict)} WHERE name = 'event'")


def bytes_where_a_text_belongs(path: Path) -> None:
    """Turn the type of a stored text into that of bytes, as one flipped bit can."""
    run(path, "UPDATE project SET title = 'findmefindmefindme'")
    whole = bytearray(path.read_bytes())
    at = whole.index(b"findmefindmefindme")
    row = whole.rindex(bytes((13 + 2 * 18,)), 0, at)
    whole[row] -= 1
    path.write_bytes(whole)


def nulls_where_none_may_be(path: Path) -> None:
    (sound,) = (one for one in statements() if one.startswith("CREATE TABLE event ("))
    loose = sound.replace("title TEXT NOT NULL", "title TEXT")
    run(path, "DELETE FROM change", "DELETE FROM edit")
    rewritten(path, f"UPDATE sqlite_schema SET sql = {_quoted(loose)} WHERE name = 'event'")
    run(path, "UPDATE event SET title = NULL")
    rewritten(path, f"UPDATE sqlite_schema SET sql = {_quoted(sound)} WHERE name = 'event'")


def index_that_omits_rows(path: Path) -> None:
    run(path, "DELETE FROM change", "DELETE FROM edit")
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        row = conn.execute(
            "SELECT * FROM sqlite_schema WHERE name = 'claim_event_event_id'"
        ).fetchone()
    rewritten(path, "DELETE FROM sqlite_schema WHERE name = 'claim_event_event_id'")
    run(
        path,
        "INSERT INTO claim VALUES ('c', 'x', 'fact', 'certain', 'positive', 'open', '')",
        "INSERT INTO claim_event SELECT 'ce', 'c', id, 'supports' FROM event LIMIT 1",
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)


def huge_blob(path: Path) -> None:
    run(
        path,
        "DELETE FROM change",
        "DELETE FROM edit",
        "INSERT INTO snapshot SELECT 's', id, ?1, 1, 'x', NULL, zeroblob(80000000), '' FROM source",
        values=("0" * 64,),
    )


def journal(page_size: int = 4096, *, magic: bytes = bytes.fromhex("d9d505f920a163d7")) -> bytes:
    return (magic + struct.pack(">IIIII", 0, 1, 10, 512, page_size)).ljust(512, b"\0")


def super_journal(path: Path) -> None:
    """Name a file of the user's, which SQLite before 3.53.3 then deletes."""
    victim = path.with_name("precious.txt")
    victim.write_text("a year of work")
    name = str(victim).encode()
    end = struct.pack(">II", len(name), sum(name)) + bytes.fromhex("d9d505f920a163d7")
    lock_page = struct.pack(">I", 1 + (1 << 30) // 4096)
    beside("-journal", journal() + lock_page + name + end)(path)


def linked_journal(path: Path) -> None:
    path.with_name("elsewhere").write_bytes(journal())
    path.with_name(path.name + "-journal").symlink_to("elsewhere")


def journal_of_another(path: Path) -> None:
    """Lay down a plain journal whose one page is not this file's."""
    page = bytearray(path.read_bytes()[4096:8192])
    page[4000:] = b"x" * 96
    nonce, total = 7, 7
    for at in range(4096 - 200, 0, -200):
        total = (total + page[at]) & 0xFFFFFFFF
    pages = path.stat().st_size // 4096
    header = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 1, nonce, pages, 512, 4096)
    record = struct.pack(">I", 2) + bytes(page) + struct.pack(">I", total)
    beside("-journal", header.ljust(512, b"\0") + record)(path)


def behind_a_link(path: Path) -> None:
    path.rename(path.with_name("real.sqlite"))
    path.symlink_to("real.sqlite")


def instead(make: Spoiler) -> Spoiler:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


def seventeen_gigabytes(path: Path) -> None:
    os.truncate(path, 17 << 30)


def freelist_into_nowhere(path: Path) -> None:
    patched(32, struct.pack(">II", 9, 5))(path)


CYCLE = "UPDATE event SET parent_id = id"

HOSTILE: dict[str, Spoiler] = {
    "trigger that renames people": lambda p: run(
        p, "CREATE TRIGGER t AFTER INSERT ON claim BEGIN UPDATE actor SET name = 'x'; END"
    ),
    "trigger that hoards deleted names": lambda p: run(
        p,
        "CREATE TABLE hoard (name)",
        "CREATE TRIGGER t AFTER DELETE ON actor BEGIN INSERT INTO hoard VALUES (old.name); END",
    ),
    "trigger without end": lambda p: run(
        p,
        "CREATE TRIGGER t AFTER UPDATE ON event BEGIN INSERT INTO track SELECT hex(randomblob(9)),"
        " 'x', 0, 0 FROM track a, track b, track c; END",
    ),
    "view": lambda p: run(p, "CREATE VIEW v AS SELECT * FROM actor"),
    "view in the place of a table": lambda p: run(
        p,
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE saved_view RENAME TO kept",
        f"CREATE VIEW saved_view AS SELECT id, hex({BOMB}) AS name, '{{}}' AS definition FROM kept",
    ),
    "recursive view": lambda p: run(
        p,
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT count(*) FROM n",
    ),
    "virtual table": lambda p: run(p, "CREATE VIRTUAL TABLE v USING fts5(x)"),
    "virtual table in the place of a table": lambda p: run(
        p,
        "DROP TABLE saved_view",
        "CREATE VIRTUAL TABLE saved_view USING fts5(id, name, definition)",
    ),
    "generated column": lambda p: run(
        p, f"ALTER TABLE track ADD COLUMN bomb TEXT AS (hex({BOMB}))"
    ),
    "CHECK bomb": redefined(
        "track", "position INTEGER NOT NULL DEFAULT 0", f"position INTEGER CHECK (length({BOMB}))"
    ),
    "CHECK dropped": redefined("event", "CHECK (start_min <= start_max),", ""),
    "DEFAULT bomb": redefined(
        "track", "colour INTEGER NOT NULL DEFAULT 0", f"colour INTEGER DEFAULT ({BOMB})"
    ),
    "further table": lambda p: run(p, "CREATE TABLE extra (x)"),
    "a thousand tables": lambda p: run(
        p, "BEGIN", *(f"CREATE TABLE extra{n} (x)" for n in range(1000)), "COMMIT"
    ),
    "index on an expression": lambda p: run(p, "CREATE INDEX i ON claim (length(text))"),
    "partial index": lambda p: run(p, "CREATE INDEX i ON claim (id) WHERE text > 'a'"),
    "missing table": lambda p: run(p, "DROP TABLE saved_view"),
    "missing index": lambda p: run(p, "DROP INDEX dating_owner_id"),
    "renamed column": lambda p: run(p, "ALTER TABLE place RENAME COLUMN within TO inside"),
    "further column": lambda p: run(p, "ALTER TABLE place ADD COLUMN secret TEXT"),
    "table not STRICT": redefined("track", ") STRICT", ")"),
    "counting table": lambda p: run(p, "CREATE TABLE n (i INTEGER PRIMARY KEY AUTOINCREMENT)"),
    "statistics tables": lambda p: run(p, "ANALYZE"),
    "definition that is no SQL": lambda p: rewritten(
        p, "UPDATE sqlite_schema SET sql = 'CREATE TABLE (((((' WHERE name = 'track'"
    ),
    "definition of a megabyte": redefined("track", "-- top to bottom", "-- " + "x" * 1_000_000),
    "text in a number's place": strictly_mistyped,
    "bytes in a text's place": bytes_where_a_text_belongs,
    "NULL where none may be": nulls_where_none_may_be,
    "unknown choice": unlogged("UPDATE event SET kind = 'war'"),
    "flag that is neither": unlogged("UPDATE actor SET confidential = 7"),
    "text that is not UTF-8": unlogged("UPDATE event SET title = CAST(x'ff41fe' AS TEXT)"),
    "half a character": unlogged("UPDATE event SET title = CAST(x'eda080' AS TEXT)"),
    "NUL in a text": unlogged("UPDATE event SET title = 'a' || char(0) || 'b'"),
    "bounds turned round behind the log": lambda p: run(
        p, "UPDATE event SET start_min = 5, start_max = 4"
    ),
    "event that is part of itself": unlogged(CYCLE),
    "circle of sources": unlogged(
        "INSERT INTO source (id, title) VALUES ('a', 'a'), ('b', 'b')",
        "UPDATE source SET part_of_id = 'a' WHERE id = 'b'",
        "UPDATE source SET part_of_id = 'b' WHERE id = 'a'",
    ),
    "reference to nothing": unlogged("UPDATE event SET track_id = 'nowhere'"),
    "empty id": unlogged("INSERT INTO track (id, title) VALUES ('', 'x')"),
    "endless id": unlogged("INSERT INTO track (id, title) VALUES (hex(zeroblob(5000)), 'x')"),
    "index that omits rows": index_that_omits_rows,
    "two tables in one place": lambda p: rewritten(
        p,
        "UPDATE sqlite_schema SET rootpage ="
        " (SELECT rootpage FROM sqlite_schema WHERE name = 'actor') WHERE name = 'place'",
    ),
    "table that begins past the end": lambda p: rewritten(
        p, "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'place'"
    ),
    "schema that runs in circles": patched(100 + 8, struct.pack(">I", 1)),
    "attachment of 80 MB": huge_blob,
    "record changed behind the log": lambda p: run(p, "UPDATE claim SET text = 'the opposite'"),
    "record removed behind the log": lambda p: run(p, "DELETE FROM hop"),
    "author changed in the log": lambda p: run(p, "UPDATE edit SET author = 'somebody else'"),
    "change taken out of the log": lambda p: run(p, "DELETE FROM change WHERE position = 0"),
    "beginning of the log cut off": lambda p: run(
        p,
        "UPDATE change SET edit_number = edit_number + 9",
        "UPDATE edit SET number = number + 9",
    ),
    "not SQLite": patched(0, b"SQLite format 4\0"),
    "header: page size": patched(16, struct.pack(">H", 512)),
    "header: WAL": patched(18, b"\x02\x02"),
    "header: reserved bytes": patched(20, b"\x20"),
    "header: fractions": patched(21, b"\x41"),
    "header: page count": patched(28, struct.pack(">I", 3)),
    "header: schema format": patched(44, struct.pack(">I", 9)),
    "header: cache of 8 TB": patched(48, struct.pack(">I", 0x7FFFFFFF)),
    "header: auto vacuum": patched(52, struct.pack(">I", 4)),
    "header: UTF-16": patched(56, struct.pack(">I", 2)),
    "header: version below zero": patched(60, b"\xff\xff\xff\xff"),
    "header: newer version": patched(60, struct.pack(">I", 2)),
    "header: somebody else's": patched(68, b"GPKG"),
    "free pages that are not there": freelist_into_nowhere,
    "cut short": lambda p: os.truncate(p, p.stat().st_size - 4096),
    "one byte too long": lambda p: os.truncate(p, p.stat().st_size + 1),
    "seventeen gigabytes": seventeen_gigabytes,
    "journal that deletes a file": super_journal,
    "journal of another file": journal_of_another,
    "journal with another page size": beside("-journal", journal(512)),
    "journal that is none": beside("-journal", b"what is this" * 100),
    "journal that is a link": linked_journal,
    "journal that is a folder": lambda p: p.with_name(p.name + "-journal").mkdir(),
    "write-ahead log": beside("-wal", bytes(5000)),
    "shared memory": beside("-shm", bytes(32768)),
    "link": behind_a_link,
    "link to a device": instead(lambda p: p.symlink_to("/dev/zero")),
    "pipe": instead(os.mkfifo),
    "folder": instead(Path.mkdir),
    "nothing in it": instead(Path.touch),
    "header and nothing else": lambda p: os.truncate(p, 100),
    "zeros": instead(lambda p: p.write_bytes(bytes(8192))),
}
