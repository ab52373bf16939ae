"""``casedesk find``: who is on file under a name, however it is spelled."""

import json
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casedesk.cli.options import add_user, vault_path
from casedesk.i18n import N_, _

if TYPE_CHECKING:
    from casedesk.services.finding import Found
    from casedesk.services.vaults import Vault

_STDIN = "-"
_SCHEMA = N_(
    """with --json, one object is printed for each TEXT, on a line of its own:
  query         what was looked for
  milliseconds  how long it took
  found         who may be meant, those who agree best first:
    folio       the folio
    score       from 0 to 1: how well what was typed agrees
    reasons     why: kind (same, beginning, sound, spelling, nickname, typing, typing_two,
                missing, alias, former_name, folio, former_folio, folio_error, year,
                near_year, country, answer), said (the word typed), text (in the language of
                --lang); with --names also found (the word on file)"""
)


def add(commands: Any) -> None:
    """Add the command."""
    words = _(
        "find people by name, alias, folio, year of birth or country, however spelled, and by "
        "answers to the shelter's own fields"
    )
    parser = commands.add_parser("find", help=words, description=words, epilog=_(_SCHEMA))
    parser.add_argument(
        "text",
        metavar=_("TEXT"),
        help=_('what to look for; "-" reads one text from each line of the input'),
    )
    parser.add_argument(
        "--vault", type=vault_path, metavar=_("PATH"), required=True, help=_("where")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON for other programs"))
    parser.add_argument(
        "--names", action="store_true", help=_("print names too, not only folios and reasons")
    )
    add_user(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Print who may be meant."""
    from casedesk.cli.opening import opened  # noqa: PLC0415 - slow to load

    with opened(options, options.vault) as vault:
        for text in _texts(options.text):
            found, seconds = _find(vault, text)
            if options.json:
                print(json.dumps(_object(text, found, seconds, options.names), ensure_ascii=False))
            else:
                _print(found, names=options.names)
    return 0


def _texts(text: str) -> Iterator[str]:
    if text != _STDIN:
        yield text
        return
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _find(vault: "Vault", text: str) -> tuple[list["Found"], float]:
    from casedesk.services import finding  # noqa: PLC0415 - slow to load

    begun = time.perf_counter()
    found = vault.run(lambda uow: finding.find(uow, text, answers=True))
    return found, time.perf_counter() - begun


def _object(text: str, found: list["Found"], seconds: float, names: bool) -> dict[str, Any]:
    return {
        "query": text,
        "milliseconds": round(seconds * 1000, 1),
        "found": [_entry(each, names) for each in found],
    }


def _entry(each: "Found", names: bool) -> dict[str, Any]:
    reasons = [
        {"kind": one.kind, "said": one.said, "text": one.text(hidden=not names)}
        | ({"found": one.found} if names else {})
        for one in each.match.reasons
    ]
    entry: dict[str, Any] = {
        "folio": each.line.folio,
        "score": round(each.match.score, 3),
        "reasons": reasons,
    }
    return entry | {"name": each.line.name or each.line.alias} if names else entry


def _print(found: list["Found"], *, names: bool) -> None:
    for each in found:
        name = f"  {each.line.name or each.line.alias}" if names else ""
        why = "; ".join(reason.text(hidden=not names) for reason in each.match.reasons)
        print(f"{each.line.folio}  {round(each.match.score * 100):3} %{name}  {why}")
    if not found:
        print(_("Nobody found."))
