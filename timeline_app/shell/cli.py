"""The command line: `timeline-app [FILE]` opens the window, the other commands need none.

A first word that is a command is that command; anything else is a file to open. A file called
like a command is opened as `./sample`. Every command loads what it needs when it is called, so
that none of them waits for Qt, numpy or the database library of another.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click
from typing_extensions import override

from timeline_app import __version__
from timeline_app.shell.saying import say, say_json

ELSEWHERE: dict[str, str] = {
    **{
        name: f"timeline_app.shell.file_commands:{name}"
        for name in ("check", "backups", "history", "share", "rescue")
    },
    "merge": "timeline_app.shell.merge_command:merge",
    "working-copies": "timeline_app.shell.far_command:working_copies",
    "review": "timeline_app.shell.looking_commands:review",
    "find": "timeline_app.shell.looking_commands:find",
    "enter": "timeline_app.shell.entry_commands:enter",
    "sources": "timeline_app.shell.entry_commands:sources",
    "date": "timeline_app.shell.date_command:date_command",
    "export": "timeline_app.shell.export_command:export",
    "import": "timeline_app.shell.export_command:import_",
}
"""Command → where it is written, loaded when it is first asked for."""


class SentenceError(click.ClickException):
    """The world failed: one sentence on standard error, exit code 2."""

    exit_code = 2

    @override
    def show(self, file: Any = None) -> None:
        say(self.format_message(), aside=True)


class Commands(click.Group):
    """The commands, of which `open` need not be said."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *ELSEWHERE]

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, name = ELSEWHERE[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ours = self.list_commands(ctx)
        is_file = not args or args[0] == "--" or (args[0] not in ours and args[0][:1] != "-")
        return super().parse_args(ctx, ["open", *args] if is_file else args)

    @override
    def invoke(self, ctx: click.Context) -> Any:
        # Both are light, but no command that only reads a date needs even them.
        from timeline_app.exchange.trouble import ExchangeError
        from timeline_app.storage.errors import StoreError

        try:
            return super().invoke(ctx)
        except (StoreError, ExchangeError) as failure:
            raise SentenceError(failure.sentence) from failure


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="timeline-app", message="timeline-app %(version)s")
def cli() -> None:
    """Lay out what happened, and who says so.

    With a FILE or nothing at all the window opens; `timeline-app COMMAND --help` tells more about
    a command. A file called like a command is opened as ./FILE.
    """


def main() -> NoReturn:
    """Run the program with the arguments of this process, and end it."""
    try:
        sys.exit(cli.main(prog_name="timeline-app", standalone_mode=False))
    except click.ClickException as failure:
        SentenceError(" ".join(failure.format_message().split())).show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)


@cli.command("open")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--until-first-frame", is_flag=True, hidden=True)
def open_(file: Path | None, *, until_first_frame: bool) -> None:
    """Open the window, on FILE if one is named."""
    from timeline_app.shell import application  # see the docstring

    sys.exit(application.run(file, until_first_frame=until_first_frame))


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def sample(file: Path) -> None:
    """Write the sample project to FILE, which must not exist yet."""
    from timeline_app.shell.sample_file import write_sample  # see the docstring

    write_sample(file)
    click.echo(f"{file}")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
def info(file: Path, *, as_json: bool) -> None:
    """Say what is in FILE: counts, span, and how each event stands."""
    from timeline_app.shell import survey  # see the docstring

    found = survey.of_file(file)
    if as_json:
        say_json(found.as_json())
    else:
        say(found.text())
