"""The language of the command line, the words of argparse itself included."""

import argparse
from collections.abc import Sequence

from casedesk import i18n, settings
from casedesk.cli.errors import TwoLanguages
from casedesk.i18n import N_, _, ngettext

_OPTION = "--lang"

#: what argparse says by itself to whoever types something wrong or asks for help
WORDS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("ignored explicit argument %r"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("expected %s argument"),
    N_("expected %s arguments"),
    N_("unexpected option string: %s"),
    N_("can't open '%(filename)s': %(error)s"),
)


def of(argv: Sequence[str]) -> str:
    """The language to speak: ``--lang``, else the one chosen in the windows, else the computer's.

    Known before the arguments are read, since their help and errors are spoken too.
    """
    for at, word in enumerate(argv):
        name, _equals, value = word.partition("=")
        if name == _OPTION:
            value = value or "".join(argv[at + 1 : at + 2])
            if value in i18n.LANGUAGES:
                return value
    chosen = settings.load().language
    return chosen if chosen in i18n.LANGUAGES else settings.system_language()


def settle(options: argparse.Namespace) -> None:
    """Set ``options.lang``: what files are written in, if ``options.own_language`` says so.

    Then it may differ from the language of the messages, which the first ``--lang`` chooses.
    Raises TwoLanguages where it may not.
    """
    spoken = i18n.language()
    options.lang = getattr(options, "lang", spoken)
    if options.lang != spoken and not options.own_language:
        raise TwoLanguages(one=spoken, other=options.lang)


def teach_argparse() -> None:
    """Make argparse look its words up in our catalogue."""
    vars(argparse).update(_=_, ngettext=ngettext)
