"""The language of the command line, argparse's own words included."""

import argparse
import ast
import gettext
import inspect
import sys
from collections.abc import Iterator

import pytest

from casedesk import i18n
from casedesk.cli import arguments, language
from tests.cli.running import Terminal

#: what argparse says to programmers, or what our parser says in its place
_NEVER_SEEN = (
    "%(prog)s: error",
    "not callable",
    "invalid argument for positionals",
    ".__call__",
    'argument "-"',
    "cannot have multiple",
    "cannot merge",
    "conflicting",
    "dest= is",
    "conflict_resolution",
    "invalid option string",
    "mutually exclusive arguments",
)


class Shouting(gettext.NullTranslations):
    """A catalogue that shows every word it was asked for."""

    def gettext(self, message: str) -> str:
        """The message in capitals, its placeholders as they are."""
        return f"<{message}>"


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language in which every translated word is marked."""
    monkeypatch.setitem(i18n._catalogues, "es", Shouting())
    i18n.set_language("es")
    yield
    i18n.set_language("en")


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="argparse words of Python 3.11")
def test_every_word_that_argparse_can_say_to_a_person_is_in_our_catalogue() -> None:
    tree = ast.parse(inspect.getsource(argparse))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = {
        word.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    seen = {word for word in said if not any(part in word for part in _NEVER_SEEN)}
    assert len(seen) > 15
    assert seen == set(language.WORDS)


@pytest.mark.usefixtures("shouting")
def test_help_comes_from_our_catalogue_to_the_last_word() -> None:
    text = arguments.parser().format_help()
    assert "<usage: >" in text
    assert "<options>" in text
    assert "<show this help message and exit>" in text
    assert "<exit codes:" in text


@pytest.mark.usefixtures("shouting")
def test_errors_in_the_arguments_come_from_our_catalogue(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments.parser().parse_args(["--nothing-like-it"])
    assert ended.value.code == 2
    assert "<unrecognized arguments: --nothing-like-it>" in capsys.readouterr().err.replace(
        "%s", "--nothing-like-it"
    )


@pytest.mark.parametrize(
    ("spoken", "arguments", "expected"),
    [
        ("en_US.UTF-8", [], "en"),
        ("es_MX.UTF-8", [], "es"),
        ("C", [], "es"),
        ("", [], "es"),
        ("en_US.UTF-8", ["--lang", "es"], "es"),
        ("es_MX.UTF-8", ["report", "--lang=en"], "en"),
        ("es_MX.UTF-8", ["--lang"], "es"),
        ("es_MX.UTF-8", ["--lang", "fr"], "es"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_computers(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: object,
    spoken: str,
    arguments: list[str],
    expected: str,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", spoken)
    assert language.of(arguments) == expected


def test_two_languages_are_refused_where_one_is_spoken(terminal: Terminal) -> None:
    outcome = terminal.run("--lang", "en", "vault", "users", "nowhere", "--lang", "es")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "en and es" in outcome.err
    agreed = terminal.run("--lang", "en", "vault", "users", "nowhere", "--lang", "en")
    assert agreed.code == 3


@pytest.mark.parametrize(
    ("given", "spoken", "written"),
    [
        (("--lang", "es", "report", "catalogue"), "es", "es"),
        (("report", "catalogue", "--lang", "es"), "es", "es"),
    ],
)
def test_one_language_means_the_messages_and_what_is_written(
    given: tuple[str, ...], spoken: str, written: str
) -> None:
    assert parsed(*given) == (spoken, written)


@pytest.mark.parametrize(
    "command",
    [
        ("report", "monthly", "--vault", "v", "--month", "2026-10", "--out", "o"),
        ("report", "to-date", "--vault", "v", "--until", "2026-10", "--out", "o"),
        ("ledger", "save", "--vault", "v", "--number", "1", "--out", "o"),
    ],
)
def test_the_files_of_a_report_may_be_in_another_language_than_the_messages(
    command: tuple[str, ...],
) -> None:
    assert parsed("--lang", "en", *command, "--lang", "es") == ("en", "es")
    assert parsed("--lang", "es", *command, "--lang", "en") == ("es", "en")
    assert parsed(*command, "--lang", "es") == ("es", "es")
    assert parsed("--lang", "es", *command) == ("es", "es")


def parsed(*argv: str) -> tuple[str, str]:
    """The language spoken and the one that is written in."""
    i18n.set_language(language.of(argv))
    options = arguments.parser().parse_args(argv)
    language.settle(options)
    return i18n.language(), options.lang


@pytest.mark.parametrize("command", [(), ("vault",), ("vault", "create"), ("import",), ("demo",)])
def test_help_is_there_in_both_languages(terminal: Terminal, command: tuple[str, ...]) -> None:
    english = terminal.run("--lang", "en", *command, "--help")
    spanish = terminal.run("--lang", "es", *command, "--help")
    assert (english.code, spanish.code) == (0, 0)
    assert english.out.startswith("usage: casedesk")
    assert spanish.out.startswith("uso: casedesk")
    assert shared_sentences(english.out, spanish.out) == set()


def shared_sentences(one: str, other: str) -> set[str]:
    """Sentences, not names of options and their choices, that stand in both texts."""
    both = sentences(one) & sentences(other)
    return {line for line in both if not set("[{") & set(line)}


def sentences(text: str) -> set[str]:
    """The lines of several words."""
    return {line.strip() for line in text.splitlines() if line.strip().count(" ") > 2}


def test_the_language_of_the_computer_is_spoken(terminal: Terminal) -> None:
    spanish = terminal.run("--help", environment={"LANG": "es_MX.UTF-8"})
    assert spanish.out.startswith("uso: casedesk")
    wrong = terminal.run("--nothing-like-it", environment={"LANG": "C.UTF-8"})
    assert wrong.code == 2
    assert wrong.err.count("\n") == 1
    assert "unrecognized" not in wrong.err
