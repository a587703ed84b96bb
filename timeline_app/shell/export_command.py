"""The commands `export` and `import`: a project to other formats, and back from JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline_app.domain.profiles import Profile, Rules
from timeline_app.exchange.choices import PAPERS, USUAL, Part, PrintChoices
from timeline_app.shell.cli import SentenceError
from timeline_app.shell.rule_options import rule_options, rules_of
from timeline_app.shell.saying import say

if TYPE_CHECKING:
    from timeline_app.exchange.losses import Loss

_LEFT_OUT = tuple(part.value for part in Part if part in USUAL)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--view", default="", help="Only what the saved view of that name shows.")
@click.option("--page", type=click.Choice(list(PAPERS), case_sensitive=False), default="A3")
@click.option("--landscape/--portrait", default=True, help="How the timeline's sheet lies.")
@click.option("--sheets", type=click.IntRange(1, 40), default=1, help="Go on over several sheets.")
@click.option("--language", default="", help="Of the headings; that of the project if not said.")
@click.option("--without", multiple=True, type=click.Choice(_LEFT_OUT), help="Leave a part out.")
@click.option("--changes", is_flag=True, help="Add the history of changes.")
@click.option("--bom", is_flag=True, help="CSV: mark tables as UTF-8 for older spreadsheets.")
@click.option("--internal", is_flag=True, help="Keep confidential sources as they are.")
@click.option(
    "--profile", type=click.Choice([*map(str, Profile)]), help="For whom, as `share` has it."
)
@rule_options
@click.option("--force", is_flag=True, help="Replace OUT without asking.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--report", is_flag=True, hidden=True, help="Tell a program: a line of JSON a step.")
def export(
    file: Path,
    out: Path,
    *,
    view: str,
    page: str,
    landscape: bool,
    sheets: int,
    language: str,
    without: tuple[str, ...],
    changes: bool,
    bom: bool,
    internal: bool,
    profile: str | None,
    force: bool,
    quiet: bool,
    report: bool,
    **told: Any,  # noqa: ANN401 - the rules
) -> None:
    """Write the project FILE to OUT, in the format its suffix names.

    .pdf is a document to keep (PDF/A-3a and PDF/UA-1); .png and .svg are pictures of the timeline;
    .html is a web page that needs no network; .json the whole project, which `import` reads back;
    .csv a folder of tables and .zip the same packed; .timelinejs.json is for TimelineJS.
    Confidential sources appear by their public description only, unless it is --internal. With a
    --profile, what leaves is decided and searched as for `share`: notes and reasons stay behind.
    """
    from timeline_app.shell.exporting import export as write  # after --help
    from timeline_app.shell.writers import ExportRequest

    if internal and profile is not None:
        raise SentenceError("Say --internal or --profile, not both: what leaves differs.")
    rules = rules_of(**told)
    if rules != Rules() and profile is None:
        raise SentenceError("Say for whom it is with --profile, to tell it more generally.")
    if out.exists() and not force:
        _ask_to_replace(out)
    parts = USUAL - {Part(part) for part in without} | ({Part.CHANGES} if changes else set())
    choices = PrintChoices(
        paper=next(name for name in PAPERS if name.lower() == page.lower()),
        landscape=landscape,
        sheets=sheets,
        view=view,
        language=language,
        parts=parts,
        profile=Profile(profile) if profile else None,
    )
    request = ExportRequest(file, out, internal, rules, bom, choices)
    losses = write(request, _reported if report else _quietly if quiet else _told)
    if report:
        _say_as_json({"done": str(out), "losses": [loss.sentence for loss in losses]})
    elif not quiet:
        _tell_losses(out, losses)


def _tell_losses(out: Path, losses: tuple[Loss, ...]) -> None:
    for loss in losses:
        say(f"Not as in the project: {loss.sentence.rstrip('.')}.", aside=True)
    click.echo(str(out))


def _ask_to_replace(out: Path) -> None:
    if not sys.stdin.isatty():
        raise SentenceError(f"“{out}” is there already; say --force to replace it.")
    click.confirm(f"“{out}” is there already. Replace it?", abort=True)


def _told(doing: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{doing}…", err=True)


def _reported(doing: str) -> None:
    _say_as_json({"doing": doing})


def _say_as_json(message: object) -> None:
    click.echo(json.dumps(message))


def _quietly(_doing: str) -> None:
    pass


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def import_(file: Path, new: Path) -> None:
    """Make the project file NEW from FILE, a project exported as JSON."""
    from timeline_app.shell.importing import import_json  # after --help

    import_json(file, new)
    click.echo(str(new))
