"""Reading much in one step of SQLite's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any


def column(connection: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> list[Any]:
    """Return what a statement gives, in its order; it names the one value of a row `v`.

    Texts and numbers come as they are, a JSON array as a list. Row by row, another thread could
    take its turn at every one, and a few thousand would take three times as long.
    """
    every = f"SELECT json_group_array(v) FROM ({query})"
    (found,) = connection.execute(every, values).fetchone()
    read: list[Any] = json.loads(found)
    return read
