"""Data and attachments in, PDF out: the one place that knows the engine.

The engine reads one folder of its own and the fonts that travel with the program; nothing of the
machine it runs on. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from timeline_app.exchange.attaching import held
from timeline_app.exchange.document_data import Attachment, Data
from timeline_app.exchange.inner_links import Place
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.shipped import shipped

if TYPE_CHECKING:
    from typst import Compiler

STANDARDS: tuple[Literal["a-3a"], Literal["ua-1"]] = ("a-3a", "ua-1")
TEMPLATES = ("document.typ", "drawing.typ", "picture.typ")

_NO_ENGINE = (
    "The PDF engine is not available on this computer: its maker offers none for it. On Windows"
    " with an ARM processor, install the program with a 64-bit Intel (x64) Python instead."
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def typeset(
    data: Data, attachments: Sequence[Attachment] = (), changed_at: str = ""
) -> tuple[bytes, tuple[Place, ...]]:
    """Return the document as PDF/A-3a and PDF/UA-1, and where its anchors stand.

    Its inner links are still addresses, its attachments still without content: see `inner_links`
    and `attaching`.

    `changed_at` (ISO 8601) is the only date it bears. Raises ExchangeError where there is no
    engine; that the engine refuses our data is our fault and loud.
    """
    with tempfile.TemporaryDirectory(prefix="timeline-") as name:
        folder = Path(name)
        _lay_out(folder, data, attachments)
        compiler = _compiler(folder, "document.typ")
        content, _ = compiler.compile_with_warnings(
            format="pdf", pdf_standards=list(STANDARDS), timestamp=_moment(changed_at)
        )
        places = json.loads(compiler.query("<places>", field="value", one=True))
    assert isinstance(content, bytes)
    return content, tuple(Place(*place) for place in places)


def rasterise(drawing: Data, dots_per_inch: float) -> bytes:
    """Return the first sheet of a drawing as PNG. Raises ExchangeError where there is no engine.

    Links lead nowhere in a picture: the drawing must have none.
    """
    with tempfile.TemporaryDirectory(prefix="timeline-") as name:
        folder = Path(name)
        _lay_out(folder, drawing, ())
        content = _compiler(folder, "picture.typ").compile(format="png", ppi=dots_per_inch)
    assert isinstance(content, bytes)
    return content


def _lay_out(folder: Path, data: Data, attachments: Sequence[Attachment]) -> None:
    try:
        for template in TEMPLATES:
            shutil.copyfile(shipped(f"typst/{template}"), folder / template)
        for attachment in attachments:
            (folder / attachment.name).write_bytes(held(attachment))
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (folder / "data.json").write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise ExchangeError(f"No room to prepare the document in {folder}: {reason}.") from error


def _compiler(folder: Path, template: str) -> Compiler:
    try:
        import typst  # noqa: PLC0415 - absent where it has no wheel; loaded only for exports
    except ImportError:
        raise ExchangeError(_NO_ENGINE) from None
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(shipped("fonts"))],
    )
    return typst.Compiler(str(folder / template), root=str(folder), font_paths=fonts)


def _moment(changed_at: str) -> datetime:
    return datetime.fromisoformat(changed_at) if changed_at else _EPOCH
