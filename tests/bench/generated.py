"""Seeded projects of any size, as real project files: bursty dates from 2019 to 2026 on 24 tracks.

    python -m tests.bench.generated FILE 1000000

40 % instants, 40 % lasting an hour to six days, 20 % two weeks to four years; three in five begin
in forty bursts of January 2026. A tenth are vague at both ends, some approximate, uncertain, open
or planned, one in a hundred undated. Titles of 3 to 9 words in Latin, Cyrillic and Arabic. One in
twenty stands on one to three claims of named, anonymous or the outlet's own origin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from timeline_app.domain.instants import SECONDS_A_DAY, day_number
from timeline_app.domain.records import Project, new_id
from timeline_app.storage.store import Store

SEED = 20_260_228
TRACKS = 24
HOUR, DAY = 3_600, SECONDS_A_DAY
FIRST, LAST = day_number(2019) * DAY, day_number(2026, 2, 28) * DAY
BURSTS = (day_number(2026, 1) * DAY, day_number(2026, 2) * DAY)

_LATIN = (
    "meeting call transfer account audit ledger witness statement flight arrival departure"
    " contract notice courier payment delay review hearing filing seizure outage report draft"
    " counsel visit inspection shipment customs border receipt photo transcript interview source"
)
_CYRILLIC = "встреча звонок перевод счёт аудит свидетель договор письмо решение отчёт груз"
_ARABIC = "اجتماع مكالمة تحويل حساب تدقيق شاهد عقد رسالة جلسة قرار تقرير شحنة"
_SCRIPTS = tuple(words.split() for words in (_LATIN, _CYRILLIC, _ARABIC))


def write(path: Path, events: int) -> None:
    """Write a project of so many events; the same file every time but for its ids."""
    rng = np.random.default_rng(SEED + events)
    new = Project(new_id(), f"{events} generated events")
    with Store.create(path, new) as store, store.reading() as conn:
        conn.execute("BEGIN IMMEDIATE")
        tracks = _ids(rng, TRACKS)
        conn.executemany(
            "INSERT INTO track (id, title, colour, position) VALUES (?, ?, ?, ?)",
            [(i, f"Track {k + 1}", k % 8, k) for k, i in enumerate(tracks)],
        )
        ids = _ids(rng, events)
        marks = ", ".join("?" * 12)
        conn.executemany(
            "INSERT INTO event (id, title, kind, status, track_id, start_min, start_max,"
            f" end_min, end_max, approximate, uncertain, one_of) VALUES ({marks})",
            _events(rng, ids, tracks),
        )
        for statement, rows in _claims(rng, ids):
            conn.executemany(statement, rows)
        conn.execute("COMMIT")


def _ids(rng: np.random.Generator, count: int) -> list[str]:
    text = rng.bytes(16 * count).hex()
    cut = (text[32 * k : 32 * k + 32] for k in range(count))
    return [f"{t[:8]}-{t[8:12]}-4{t[13:16]}-8{t[17:20]}-{t[20:]}" for t in cut]


def _events(
    rng: np.random.Generator, ids: list[str], tracks: list[str]
) -> Iterator[tuple[object, ...]]:
    count = len(ids)
    start, length = _times(rng, count)
    vague = np.where(rng.random(count) < 0.1, (length * rng.uniform(0.05, 0.45, count)), 0)
    bounds = [start, start + vague, start + length - vague, start + length]
    a, b, c, d = (np.asarray(x, np.int64).astype(object) for x in bounds)
    undated = rng.random(count) < 0.01
    for array in (a, b, c, d):
        array[undated] = None
    open_start, open_end = rng.random(count) < 0.01, rng.random(count) < 0.01
    a[open_start] = None
    d[open_end & ~open_start] = None
    weights = 1 / np.sqrt(np.arange(1, TRACKS + 1))
    track = rng.choice(TRACKS, count, p=weights / weights.sum()).tolist()
    draws = (rng.random((3, count)) < [[0.05], [0.03], [0.01]]).astype(int).tolist()
    status = rng.choice(["occurred", "reported", "planned"], count, p=[0.9, 0.06, 0.04]).tolist()
    kind = np.where(length > 14 * DAY, "state", "event").tolist()
    titles = _titles(rng, count)
    for k in range(count):
        flags = (draws[0][k], draws[1][k], draws[2][k])
        yield (
            ids[k],
            titles[k],
            kind[k],
            status[k],
            tracks[track[k]],
            a[k],
            b[k],
            c[k],
            d[k],
            *flags,
        )


def _times(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    sort = rng.choice(3, count, p=[0.4, 0.4, 0.2])
    spread = FIRST + (rng.random(count) ** (1 / 1.6) * (LAST - FIRST - DAY)).astype(np.int64)
    weights = rng.pareto(1.2, 40) + 0.2
    centre = rng.integers(*BURSTS, 40)[rng.choice(40, count, p=weights / weights.sum())]
    width = np.exp(rng.normal(np.log(5 * HOUR), 1, count))
    burst = np.clip(centre + (rng.normal(0, 1, count) * width).astype(np.int64), *BURSTS)
    bursty = rng.random(count) < np.where(sort == 2, 0.12, 0.74)
    start = np.where(bursty, burst, spread) // 60 * 60
    short = np.exp(rng.uniform(np.log(HOUR), np.log(6 * DAY), count)).astype(np.int64)
    long = np.exp(rng.uniform(np.log(14 * DAY), np.log(4 * 365 * DAY), count)).astype(np.int64)
    length = np.select([sort == 0, sort == 1], [0, short], long) // 60 * 60
    return start, np.minimum(length, np.maximum(LAST - start, 0) + HOUR) * (sort > 0)


def _titles(rng: np.random.Generator, count: int) -> list[str]:
    script = rng.choice(3, count, p=[0.8, 0.1, 0.1]).tolist()
    words = rng.integers(3, 10, count)
    picks = rng.integers(0, 10_000, int(words.sum())).tolist()
    ends = np.cumsum(words).tolist()
    starts = [0, *ends[:-1]]
    lists = [_SCRIPTS[s] for s in script]
    return [
        " ".join(chosen[p % len(chosen)] for p in picks[a:b])
        for chosen, a, b in zip(lists, starts, ends, strict=True)
    ]


def _claims(
    rng: np.random.Generator, ids: list[str]
) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    actors = _ids(rng, 200)
    voices = ("named", "anonymous", "outlet voice")
    yield (
        "INSERT INTO actor (id, name, identification) VALUES (?, ?, ?)",
        [(i, f"Origin {k}", voices[k % 3]) for k, i in enumerate(actors)],
    )
    told = np.repeat(
        np.arange(len(ids)), rng.choice([0, 1, 2, 3], len(ids), p=[0.95, 0.03, 0.01, 0.01])
    )
    claims = _ids(rng, len(told))
    stances = rng.choice(
        ["supports", "disputes", "qualifies"], len(told), p=[0.8, 0.08, 0.12]
    ).tolist()
    origin = rng.integers(0, 200, len(told)).tolist()
    yield (
        "INSERT INTO claim (id, text) VALUES (?, ?)",
        [(i, f"Claim {k}") for k, i in enumerate(claims)],
    )
    links = _ids(rng, len(told))
    yield (
        "INSERT INTO claim_event (id, claim_id, event_id, stance) VALUES (?, ?, ?, ?)",
        [(links[k], claims[k], ids[e], stances[k]) for k, e in enumerate(told.tolist())],
    )
    hops = _ids(rng, len(told))
    yield (
        "INSERT INTO hop (id, claim_id, position, actor_id) VALUES (?, ?, 0, ?)",
        [(hops[k], claims[k], actors[origin[k]]) for k in range(len(told))],
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
