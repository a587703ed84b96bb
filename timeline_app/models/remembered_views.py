"""Where each project was left: the stretch of time, the folds, the lanes. Never in the file."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from timeline_app.domain.records import Id
from timeline_app.models.groupings import Grouping
from timeline_app.scene.folds import Fold, Folds
from timeline_app.scene.scale import TimeScale

_KEPT = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A view of a project, as it can be come back to."""

    scale: TimeScale
    offset: float = 0.0
    collapsed: tuple[Id, ...] = ()
    opened: tuple[Id, ...] = ()
    grouping: Grouping = Grouping.TRACK


class RememberedViews:
    """The places of all projects, by the project's id, in one small file."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "views.json"

    @classmethod
    def of_this_person(cls) -> RememberedViews:
        """Return the places of whoever runs the program."""
        import platformdirs  # noqa: PLC0415 - not before a project is shown

        return cls(platformdirs.user_state_path("timeline-app"))

    def load(self, project_id: Id) -> Place | None:
        """Return where a project was left; None if that is not known or cannot be read."""
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            return _place(self._read()[project_id])
        return None

    def save(self, project_id: Id, place: Place) -> None:
        """Remember where a project is left; what cannot be written is forgotten, no more."""
        with contextlib.suppress(OSError):
            known = self._read()
            known.pop(project_id, None)
            known[project_id] = _plain(place)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_name(f".views-{uuid4().hex}.part")
            part.write_text(json.dumps(dict(list(known.items())[-_KEPT:])), "utf-8")
            part.replace(self._file)

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _plain(place: Place) -> dict[str, object]:
    scale = place.scale
    return {
        "anchor": scale.anchor,
        "x": scale.anchor_x,
        "zoom": scale.px_per_second,
        "folds": [[fold.start, fold.end] for fold in scale.folds],
        "offset": place.offset,
        "collapsed": list(place.collapsed),
        "opened": list(place.opened),
        "grouping": place.grouping.value,
    }


def _place(found: object) -> Place:
    """Read a place back; raises what a file changed by others makes it raise."""
    if not isinstance(found, dict):
        raise TypeError("not a place")
    folds = Folds.of(Fold(int(a), int(b)) for a, b in found["folds"])
    scale = TimeScale(int(found["anchor"]), float(found["x"]), float(found["zoom"]), folds)
    if not 0 < scale.px_per_second < 1e6 or abs(scale.anchor_x) > 1e7:
        raise ValueError("not a scale")
    return Place(
        scale,
        float(found["offset"]),
        tuple(str(key) for key in found["collapsed"]),
        tuple(str(key) for key in found["opened"]),
        Grouping(found["grouping"]),
    )
