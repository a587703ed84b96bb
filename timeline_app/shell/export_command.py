"""The commands `export` and `import`: a project to other formats, and back from JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from timeline_app.shell.cli import SentenceError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--bom", is_flag=True, help="CSV: mark tables as UTF-8 for older spreadsheets.")
@click.option("--internal", is_flag=True, help="Keep confidential sources as they are.")
@click.option("--force", is_flag=True, help="Replace OUT without asking.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def export(file: Path, out: Path, *, bom: bool, internal: bool, force: bool, quiet: bool) -> None:
    """Write the project FILE to OUT, in the format its suffix names.

    .pdf is a document to keep (PDF/A-3a and PDF/UA-1); .json the whole project, which `import`
    reads back; .csv a folder of tables; .zip the same tables packed. Confidential sources appear by their public description only, unless the export
    is --internal.
    """
    from timeline_app.shell.exporting import ExportRequest  # noqa: PLC0415 - after --help
    from timeline_app.shell.exporting import export as write  # noqa: PLC0415

    if out.exists() and not force:
        _ask_to_replace(out)
    request = ExportRequest(file, out, internal=internal, bom=bom)
    losses = write(request, _quietly if quiet else _told)
    if quiet:
        return
    for loss in losses:
        click.echo(f"Not as in the project: {loss.sentence.rstrip('.')}.", err=True)
    click.echo(str(out))


def _ask_to_replace(out: Path) -> None:
    if not sys.stdin.isatty():
        raise SentenceError(f"“{out}” is there already; say --force to replace it.")
    click.confirm(f"“{out}” is there already. Replace it?", abort=True)


def _told(doing: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{doing}…", err=True)


def _quietly(_doing: str) -> None:
    pass


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def import_(file: Path, new: Path) -> None:
    """Make the project file NEW from FILE, a project exported as JSON."""
    from timeline_app.shell.importing import import_json  # noqa: PLC0415 - after --help

    import_json(file, new)
    click.echo(str(new))
