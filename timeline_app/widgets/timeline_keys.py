"""What the keys do on the timeline: one table of keys and the deeds they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from timeline_app.domain.by_hand import Part
from timeline_app.widgets.timeline_editing import Hand
from timeline_app.widgets.timeline_navigation import Navigator

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL, ALT = (
    Mod.NoModifier,
    Mod.ShiftModifier,
    Mod.ControlModifier,
    Mod.AltModifier,
)

_ZOOM = 1.4
_PAN = 0.12
"""The share of the width that one key press pans by."""


Deed: TypeAlias = Callable[[Navigator], None]


def press_key(navigator: Navigator, event: QKeyEvent) -> bool:
    """Do what a key stands for; False if it stands for nothing here."""
    keys = event.modifiers() & ~Mod.KeypadModifier
    deed = _DEEDS.get((Key(event.key()), keys))
    if deed is None:
        return False
    deed(navigator)
    return True


def press_hand_key(hand: Hand, event: QKeyEvent) -> bool:
    """Do what a key of editing stands for; False if it stands for none."""
    keys = event.modifiers() & ~Mod.KeypadModifier
    deed = _HAND_DEEDS.get((Key(event.key()), keys))
    if deed is None:
        return False
    deed(hand)
    return True


def zoom(factor: float) -> Deed:
    """Enlarge around the selected event if it is in view, else around the middle."""

    def deed(navigator: Navigator) -> None:
        canvas = navigator.canvas
        canvas.show_scale(canvas.scale.zoomed(factor, canvas.zoom_centre))

    return deed


def pan(share: float) -> Deed:
    """Move by a share of the width; positive shows earlier times."""

    def deed(navigator: Navigator) -> None:
        canvas = navigator.canvas
        canvas.show_scale(canvas.scale.panned(share * canvas.area.width()))

    return deed


def scroll(rows: float) -> Deed:
    """Move the lanes up by so many rows."""

    def deed(navigator: Navigator) -> None:
        canvas = navigator.canvas
        canvas.scroll_to(canvas.offset + rows * canvas.look.metrics.row)

    return deed


_DEEDS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Deed] = {
    (Key.Key_W, NONE): zoom(_ZOOM),
    (Key.Key_Plus, NONE): zoom(_ZOOM),
    (Key.Key_Plus, SHIFT): zoom(_ZOOM),
    (Key.Key_Equal, NONE): zoom(_ZOOM),
    (Key.Key_S, NONE): zoom(1 / _ZOOM),
    (Key.Key_Minus, NONE): zoom(1 / _ZOOM),
    (Key.Key_A, NONE): pan(_PAN),
    (Key.Key_Left, NONE): pan(_PAN),
    (Key.Key_D, NONE): pan(-_PAN),
    (Key.Key_Right, NONE): pan(-_PAN),
    (Key.Key_Up, NONE): scroll(-1),
    (Key.Key_Down, NONE): scroll(1),
    (Key.Key_PageUp, NONE): scroll(-8),
    (Key.Key_PageDown, NONE): scroll(8),
    (Key.Key_F, NONE): Navigator.fit,
    (Key.Key_Home, NONE): lambda navigator: navigator.ends(last=False),
    (Key.Key_End, NONE): lambda navigator: navigator.ends(last=True),
    (Key.Key_Comma, NONE): lambda navigator: navigator.step(-1),
    (Key.Key_Period, NONE): lambda navigator: navigator.step(1),
    (Key.Key_Left, ALT): Navigator.back,
    (Key.Key_Right, ALT): Navigator.forward,
    (Key.Key_O, NONE): Navigator.toggle_open,
    (Key.Key_Z, NONE): Navigator.toggle_folds,
}

_HAND_DEEDS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[Hand], None]] = {
    (Key.Key_U, NONE): lambda hand: hand.set_unlocked(unlocked=not hand.unlocked),
    (Key.Key_Left, CTRL): lambda hand: hand.nudge(-1),
    (Key.Key_Right, CTRL): lambda hand: hand.nudge(1),
    (Key.Key_Left, SHIFT): lambda hand: hand.stretch(Part.START, -1),
    (Key.Key_Right, SHIFT): lambda hand: hand.stretch(Part.START, 1),
    (Key.Key_Left, CTRL | SHIFT): lambda hand: hand.stretch(Part.END, -1),
    (Key.Key_Right, CTRL | SHIFT): lambda hand: hand.stretch(Part.END, 1),
}
