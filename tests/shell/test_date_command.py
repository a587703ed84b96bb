"""`timeline-app date` answers people and machines."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from timeline_app.shell.date_command import date_command

ANCHOR = "2026-01-28T14:35:00+03:00"
FIELDS = {
    "text",
    "ok",
    "edtf",
    "level",
    "start_min",
    "start_max",
    "end_min",
    "end_max",
    "approximate",
    "uncertain",
    "rule",
    "explanation",
    "needs_confirmation",
    "alternatives",
    "error",
}


def run(*arguments, **options):
    return CliRunner().invoke(date_command, list(arguments), **options)


def lines_of(text):
    return [json.loads(line) for line in run("-", input=text).stdout.splitlines()]


def test_a_person_sees_the_date_and_how_it_was_read():
    shown = run("five or six days ago", "--anchor", ANCHOR)
    assert shown.exit_code == 0
    assert "[2026-01-22,2026-01-23]" in shown.stdout
    assert "22 or 23 January 2026" in shown.stdout


def test_json_gives_one_object_with_the_fields_of_the_issue():
    answer = json.loads(run("since 2019", "--json").stdout)
    assert set(answer) == FIELDS
    assert answer["ok"] is True
    assert (answer["start_min"], answer["start_max"]) == (
        "2019-01-01T00:00:00",
        "2019-12-31T23:59:59",
    )
    assert (answer["end_min"], answer["end_max"], answer["error"]) == (None, None, None)


def test_a_refusal_is_one_sentence_on_standard_error_and_exit_code_2():
    refused = run("the government might ask")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.strip() == "there is no date in these words"


def test_relative_wording_is_never_counted_from_the_clock_of_the_machine():
    refused = run("yesterday")
    assert refused.exit_code == 2
    assert "counted from" in refused.stderr


def test_edtf_is_read_strictly_when_asked():
    assert run("2004-06~/2004-08", "--edtf").exit_code == 0
    assert run("last week", "--edtf", "--anchor", ANCHOR).exit_code == 2
    assert run("1984 ", "--edtf").exit_code == 2


def test_a_bad_anchor_is_refused():
    refused = run("yesterday", "--anchor", "whenever")
    assert refused.exit_code == 2
    assert refused.stderr.strip() == "the anchor is no ISO 8601 date or time"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Y170000002", "+170000002-01-01T00:00:00"),
        ("-0043", "-0043-01-01T00:00:00"),
        ("0000", "0000-01-01T00:00:00"),
        ("2026-01-28T14:35:00+03:00", "2026-01-28T11:35:00Z"),
    ],
)
def test_bounds_are_iso_8601_with_seconds(text, start):
    assert json.loads(run(text, "--edtf", "--json").stdout)["start_min"] == start


def test_each_json_line_is_answered_by_one_line():
    asked = [
        {"text": "on Tuesday", "anchor": ANCHOR},
        {"text": "2021-13", "edtf": True},
        {"text": "the government might ask", "anchor": ANCHOR},
        {"text": "8/10/2022", "anchor": None, "edtf": False},
    ]
    answers = lines_of("\n".join(json.dumps(line) for line in asked))
    assert [answer["ok"] for answer in answers] == [True, False, False, False]
    assert answers[0]["edtf"] == "2026-01-27"
    assert answers[1]["error"] == "month 13 does not exist"
    assert answers[2]["edtf"] is None
    assert [option["edtf"] for option in answers[3]["alternatives"]] == ["2022-10-08", "2022-08-10"]
    assert all(set(answer) == FIELDS for answer in answers)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "17",
        "null",
        "{}",
        '{"text": 5}',
        '{"text": "x", "anchor": 5}',
        '{"text": "x", "anchor": "2026-99-99"}',
        '{"text": "x", "edtf": "yes"}',
        '{"text": "\\ud800"}',
        "[" * 5000,
    ],
)
def test_a_bad_line_is_answered_and_the_next_one_too(line):
    answers = lines_of(f'{line}\n{{"text": "since 2019"}}\n')
    assert [answer["ok"] for answer in answers] == [False, True]
    assert answers[0]["error"]


def test_bytes_that_are_no_text_are_answered():
    shown = CliRunner().invoke(date_command, ["-"], input=b'{"text": "\xff\xfe"}\n\xff\n')
    assert [json.loads(line)["ok"] for line in shown.stdout.splitlines()] == [False, False]
