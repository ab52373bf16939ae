"""``casedesk audit``: prove again all that a vault published, or attack published files."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casedesk.cli import outcomes, watching
from casedesk.cli.options import add_user, vault_path
from casedesk.i18n import _, language, number

if TYPE_CHECKING:
    from casedesk.reports.attacking import Attack

#: something small can be deduced, or what was published is not proved
FOUND = 14


def add(commands: Any) -> None:
    """Add the command."""
    words = _("prove again all that was published, or attack published files as anybody could")
    parser = commands.add_parser("audit", help=words, description=words)
    parser.add_argument(
        "path", type=Path, nargs="?", metavar=_("PATH"), help=_("the vault's folder")
    )
    parser.add_argument("--vault", type=vault_path, metavar=_("PATH"), help=_("the same"))
    parser.add_argument(
        "--files",
        type=Path,
        nargs="+",
        metavar=_("FILE"),
        help=_("CSV files of reports to attack together, without a vault; also their JSON files"),
    )
    parser.add_argument(
        "--seconds",
        type=int,
        default=600,
        metavar=_("NUMBER"),
        help=_("give up after so many seconds for each group of reports (600 unless told)"),
    )
    add_user(parser)
    parser.set_defaults(run=run, complain=parser.error)


def run(options: Namespace) -> int:
    """Audit the vault or the files, whichever is named."""
    path = options.vault or options.path
    if (path is None) == (not options.files) or (options.vault and options.path):
        options.complain(_("name a vault, or files after --files"))
    return _files(options) if options.files else _vault(options, path)


def _files(options: Namespace) -> int:
    from casedesk.cli import deduced  # noqa: PLC0415 - slow to load
    from casedesk.reports import attacking  # noqa: PLC0415 - slow to load

    found = attacking.attack(options.files, time_limit=options.seconds)
    print(_looked_at(found))
    for line in deduced.lines(found, language()):
        print(line)
    if not found.deductions:
        print(
            _("No number below {least} can be deduced from these files.").format(
                least=found.world.threshold
            )
        )
        return 0
    return outcomes.failed(deduced.summary(found), FOUND)


def _vault(options: Namespace, path: Path) -> int:
    from casedesk.cli.opening import opened  # noqa: PLC0415 - slow to load
    from casedesk.reports import proving  # noqa: PLC0415 - slow to load

    with opened(options, path) as vault, watching.watched(watching.REPORTS) as progress:
        found = proving.audit(vault, progress)
    print(
        _("Entries: {entries}. Reports: {releases}. Files: {files}.").format(
            entries=number(found.entries),
            releases=number(found.releases),
            files=number(found.files),
        )
    )
    for each in found.unproved:
        print(each)
    if not found.unproved:
        print(_("All that was published is proved: no small number can be deduced from it."))
        return 0
    return outcomes.failed(_(proving.UNPROVED), FOUND)


def _looked_at(found: "Attack") -> str:
    return _("Reports: {reports}. Tables: {tables}. Figures: {figures}.").format(
        reports=number(found.reports), tables=number(found.tables), figures=number(found.figures)
    )
