import pytest
from click.testing import CliRunner

from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.shell.cli import cli
from timeline_app.storage.store import Store


@pytest.fixture
def sample(tmp_path):
    """The file of the sample project."""
    file = tmp_path / "sample.sqlite"
    with Store.create(file, sample_project()) as store:
        store.apply(sample_edit())
    return file


@pytest.fixture
def exported():
    """A function that exports a project file beside itself, with options of the command line."""

    def export(file, *options):
        out = file.with_name(f"{file.stem}{''.join(options)}.pdf")
        done = CliRunner().invoke(cli, ["export", str(file), str(out), *options])
        assert done.exit_code == 0, done.output
        return out

    return export
