"""``casedesk clocks``: both dates and the count, in both languages."""

import json

import pytest

from tests.cli.running import Terminal

CLOSURE = ("--closure", "2026-12-21..2027-01-04")


def test_both_dates_and_the_count_are_printed(terminal: Terminal) -> None:
    outcome = terminal.run("clocks", "--rule", "D9", "--start", "2026-12-01", *CLOSURE)
    assert (outcome.code, outcome.err) == (0, "")
    for line in (
        "D9 · COMAR decides on the application",
        "Whose duty: COMAR",
        "Safe date: February 4, 2027",
        "Nominal date: February 19, 2027",
        "  Wednesday, December 2, 2026: day 1",
        "  Saturday, December 5, 2026: does not count: Saturday (LFPA 28)",
    ):
        assert line in outcome.out.splitlines()


def test_the_same_in_spanish(terminal: Terminal) -> None:
    outcome = terminal.run("clocks", "--rule", "d1", "--start", "2026-11", "--lang", "es")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Fecha segura: 11 de diciembre de 2026" in outcome.out
    assert "Tarde no es perdido" in outcome.out
    assert "venc" not in outcome.out.lower()


def test_json_says_it_for_programs(terminal: Terminal) -> None:
    outcome = terminal.run("clocks", "--rule", "D9", "--start", "2026-12-01", *CLOSURE, "--json")
    found = json.loads(outcome.out)
    assert (found["safe"], found["nominal"]) == ("2027-02-04", "2027-02-19")
    first = found["terms"][0]["explanation"][0]
    assert (first["on"], first["safe"], first["nominal"]) == ("2026-12-02", 1, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--rule", "D21", "--start", "2026-12-01"), "no clock called D21"),
        (("--rule", "D9"), "--start"),
        (("--rule", "D9", "--start", "2026-13-01"), "YYYY-MM-DD"),
        (("--rule", "D9", "--start", "9999-12-31"), "YYYY-MM-DD"),
        (("--rule", "D9", "--start", "2026-12-01", "--place", "Luna"), "no COMAR office"),
        (
            ("--rule", "D9", "--start", "2026-12-01", "--closure", "2027-01-04..2026-12-21"),
            "two days are needed",
        ),
    ],
)
def test_what_cannot_be_counted_is_told(
    terminal: Terminal, arguments: tuple[str, ...], words: str
) -> None:
    outcome = terminal.run("clocks", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
