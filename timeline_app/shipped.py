"""Where the files that travel with the program are: fonts, themes, icons, the sample project."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources"
_SOURCE_TREE = _PACKAGE.parent / "resources"


def shipped(name: str) -> Path:
    """Return the path of a shipped file, installed or in the source tree.

    `name` is relative to `resources/`, with forward slashes.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _SOURCE_TREE
    return root / name
