"""The reference implementation of both standards looks at whole exports.

It needs Java and the engine: VERAPDF_CLASSPATH names its jar, JAXB's, and the folder of a class
`Vera` that takes the profiles and files, prints a line for each, and exits 1 if one failed.
"""

import os
import random
import subprocess
import sys
import unicodedata

import pytest

from tests.bench.generated_claims import make
from tests.exchange.printing import printed
from tests.exchange.projects import open_project, small_project
from tests.exchange.test_hostile_projects import changed
from timeline_app.domain.records import Claim, ClaimEvent
from timeline_app.exchange.contents import contents_of
from timeline_app.shell.page_drawing import draw_timeline

pytestmark = [
    pytest.mark.verapdf,
    pytest.mark.skipif("VERAPDF_CLASSPATH" not in os.environ, reason="no VERAPDF_CLASSPATH"),
]
PROFILES = ("3a", "ua1")


def verdicts(*files):
    """Return (file, profile) → PASS or FAIL, and all that was said."""
    done = subprocess.run(
        ["java", "-Xmx2g", "-cp", os.environ["VERAPDF_CLASSPATH"], "Vera", ",".join(PROFILES)]
        + [str(file) for file in files],
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    found = {(words[1], words[2]): words[0] for words in lines if words[0] in {"PASS", "FAIL"}}
    assert set(found) == {(file.name, profile) for file in files for profile in PROFILES}, said
    assert done.returncode == int("FAIL" in found.values()), said
    return found, said


def assert_sound(*files):
    found, said = verdicts(*files)
    assert set(found.values()) == {"PASS"}, said


def test_the_sample_is_sound_on_any_sheet_and_for_anybody(sample, exported):
    assert_sound(
        exported(sample),
        exported(sample, "--page=A4", "--sheets=3", "--changes"),
        exported(sample, "--page=A0", "--portrait", "--internal"),
        exported(sample, "--profile=public"),
    )


def test_a_thousand_generated_claims_are_sound(tmp_path, exported):
    make(tmp_path / "thousand.sqlite", 1_000)
    assert_sound(exported(tmp_path / "thousand.sqlite"))


def random_text(chance):
    """Return up to 60 characters from anywhere in Unicode, or only from where letters are."""
    last = chance.choice([0x7F, 0x700, 0x3000, 0xFFFF, sys.maxunicode])
    drawn = (chr(chance.randint(1, last)) for _ in range(chance.randint(0, 60)))
    return "".join(letter for letter in drawn if unicodedata.category(letter) != "Cs")


def test_random_text_in_every_field_is_sound(tmp_path):
    chance = random.Random(6)
    files = []
    for number in range(6):
        claims = [Claim(f"x{k}", random_text(chance)) for k in range(250)]
        links = [ClaimEvent(f"xe{k}", claim.id, "e1") for k, claim in enumerate(claims)]
        project = small_project(*claims, *links) if number % 2 else open_project()
        contents = contents_of(
            changed(record, lambda _: random_text(chance)) for record in project.every()
        )
        files.append(tmp_path / f"random{number}.pdf")
        files[-1].write_bytes(printed(contents, draw=draw_timeline)[0])
    assert_sound(*files)


@pytest.mark.parametrize(
    ("sound", "broken", "failing"),
    [(b"pdfuaid", b"pdfuaix", "ua1"), (b"pdfaid:part", b"pdfaid:bart", "3a")],
)
def test_a_file_broken_on_purpose_fails(sample, exported, sound, broken, failing):
    whole = exported(sample)
    assert sound in whole.read_bytes()
    whole.write_bytes(whole.read_bytes().replace(sound, broken))
    found, said = verdicts(whole)
    assert [profile for (_, profile), told in found.items() if told == "FAIL"] == [failing], said
