"""File ▸ Export as…: the timeline just as it is on the screen, in a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice

from timeline_app.domain.records import Actor, ActorName
from timeline_app.exchange.public_contents import names_taken_out
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.whole_file import write_file
from timeline_app.models.document import Document
from timeline_app.scene.layout import Band
from timeline_app.widgets.painting.export import image_of, write_svg
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.page import Page
from timeline_app.widgets.theme import Theme
from timeline_app.widgets.timeline_view import TimelineView


def write_seen(view: TimelineView, document: Document, out: Path) -> list[str]:
    """Write the stretch on the screen, its folds and lanes; return what the picture lacks.

    The suffix of `out` says whether it is PNG or SVG. Names of confidential sources are taken out.
    Raises ExchangeError where it cannot be written.
    """
    without = names_taken_out(document.all(Actor), document.all(ActorName))
    page, changed = _public(view.canvas.frame(), without)
    svg = out.suffix.lower() == ".svg"
    write_file(out, _svg(page, view) if svg else _png(page, view.canvas.look))
    told = [_tr("Only the stretch on the screen is in the picture"), view.shown_text]
    return [*told, _tr("Names of confidential sources were taken out")] if changed else told


def _public(page: Page, without: Callable[[str], str]) -> tuple[Page, bool]:
    """Return a frame without names of confidential sources, and nothing taken hold of."""
    titles = [without(title) for title in page.titles]
    bands = tuple(_renamed(band, without) for band in page.bands)
    clean = replace(
        page, titles=titles, bands=bands, selected=frozenset(), hovered=None, chip=None, opened={}
    )
    return clean, titles != list(page.titles) or bands != page.bands


def _renamed(band: Band, without: Callable[[str], str]) -> Band:
    spec = band.lane.spec
    title = without(spec.title)
    if title == spec.title:
        return band
    return replace(band, lane=replace(band.lane, spec=replace(spec, title=title)))


def _png(page: Page, look: Look) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes for the format, and the call itself wants a text.
    image_of(page, look).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(page: Page, view: TimelineView) -> bytes:
    try:
        with TemporaryDirectory(prefix="timeline-") as folder:
            part = Path(folder) / "seen.svg"
            write_svg(page, Look(Theme.current(), view.font(), vector=True), part)
            return part.read_bytes()
    except OSError as error:
        raise ExchangeError(_tr("There is no room to draw the picture.")) from error


def _tr(text: str) -> str:
    return QCoreApplication.translate("seen_picture", text)
