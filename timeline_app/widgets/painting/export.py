"""The timeline as it is on the screen, in a picture: the same scene, the same painters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.page import Page, paint_page

LARGEST = 16_000
"""Pixels of a picture's longer side."""


def image_of(page: Page, look: Look) -> QImage:
    """Paint a frame into an image of its size, at the look's pixel ratio."""
    size = _size(page) * look.ratio
    image = QImage(size.boundedTo(QSize(LARGEST, LARGEST)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(look.ratio)
    image.fill(look.paper)
    with QPainter(image) as painter:
        paint_page(painter, page, look)
    return image


def write_svg(page: Page, look: Look, path: Path) -> None:
    """Paint a frame into an SVG file; labels stay text. The look must be one for vectors."""
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - only for who asks for an SVG

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(_size(page))
    generator.setViewBox(QRectF(0, 0, page.area.right(), page.area.bottom()))
    with QPainter(generator) as painter:
        paint_page(painter, page, look)


def _size(page: Page) -> QSize:
    return QSize(round(page.area.right()), round(page.area.bottom()))
