"""qpdf reads whole exports as strictly as it can: every object, stream and cross-reference."""

import re
import shutil
import subprocess

import pytest

from tests.exchange.projects import small_project
from tests.shell.test_export_command import view, write_project

pytestmark = pytest.mark.skipif(shutil.which("qpdf") is None, reason="no qpdf")


def complaints(file):
    """Return what qpdf has against a file, errors and warnings; "" if it is sound."""
    done = subprocess.run(
        ["qpdf", "--check", str(file)], capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    "options",
    [(), ("--page=A4", "--sheets=3", "--changes"), ("--page=Roll", "--without=attachments")],
    ids=["usual", "split", "roll"],
)
def test_the_sample_is_sound(sample, exported, options):
    assert complaints(exported(sample, *options)) == ""


@pytest.mark.usefixtures("qapp")
def test_a_view_is_sound(tmp_path, exported):
    file = write_project(tmp_path / "q.sqlite", small_project(view("Talks", search="Talks")))
    assert complaints(exported(file, "--view=Talks")) == ""


@pytest.mark.parametrize("part", ["object stream", "cross-references", "end"])
def test_a_file_broken_on_purpose_is_not(sample, exported, part):
    file = exported(sample)
    whole = file.read_bytes()
    if part == "end":
        broken = whole[:-2000]
    else:
        mark = rb"/Type/ObjStm" if part == "object stream" else rb"/Type/XRef"
        at = re.compile(mark + rb".*?stream\n", re.DOTALL).search(whole).end() + 40
        broken = whole[:at] + bytes(byte ^ 0x55 for byte in whole[at : at + 20]) + whole[at + 20 :]
    file.write_bytes(broken)
    assert complaints(file)
