"""Qt's own widgets look as the theme says, in every theme, and text is always legible."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase

from timeline_app.widgets import look, theme

PAIRS = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink_soft", "paper"),
    ("ink_soft", "surface"),
    ("selection_ink", "selection"),
    ("accent_ink", "accent"),
    ("warning", "paper"),
]


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_colour_and_picture_of_the_stylesheet_is_there(name):
    sheet = look.stylesheet(theme.load(name))
    assert "$" not in sheet
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)
    assert all(Path(p.replace(".png", "@2x.png")).is_file() for p in pictures)


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_legible_on_its_ground(name, ink, ground):
    colours = theme.load(name)
    least = 7 if name == theme.HIGH_CONTRAST else 4.5
    assert contrast(colours.colour(ink), colours.colour(ground)) >= least


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_an_empty_box_to_tick_is_seen_on_its_ground(name, ground):
    # WCAG 2.2, 1.4.11: what tells a control from what is around it.
    colours = theme.load(name)
    assert contrast(colours.colour("ink_faint"), colours.colour(ground)) >= 3


def test_the_shipped_fonts_have_every_script_of_the_sample(qapp):
    look.dress(qapp)
    assert set(look.FAMILIES) <= set(QFontDatabase.families())
    latin = QFontDatabase.writingSystems("Noto Sans")
    assert QFontDatabase.WritingSystem.Cyrillic in latin
    assert QFontDatabase.WritingSystem.Arabic in QFontDatabase.writingSystems("Amiri")
