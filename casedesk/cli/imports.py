"""``casedesk import``: bringing in a spreadsheet."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casedesk.cli import outcomes, watching
from casedesk.cli.errors import OtherKind
from casedesk.cli.options import add_user, vault_path
from casedesk.i18n import N_, _, number

if TYPE_CHECKING:
    from casedesk.exchange.imports import Outcome, Plan, Problem

_COUNTS = (
    (N_("Rows: {count}"), "rows"),
    (N_("New: {count}"), "new"),
    (N_("Brought in before: {count}"), "known"),
    (N_("Wrong: {count}"), "bad"),
    (N_("Skipped, as the mapping says: {count}"), "skipped"),
)


def add(commands: Any) -> None:
    """Add the command."""
    words = _("bring in a spreadsheet")
    parser = commands.add_parser("import", help=words, description=words)
    parser.add_argument(
        "file", type=Path, nargs="?", metavar=_("FILE"), help=_("a .csv or .xlsx file")
    )
    parser.add_argument(
        "--mapping",
        metavar=_("MAPPING"),
        help=_("what its columns mean: the name of a mapping, or a file of your own"),
    )
    parser.add_argument("--vault", type=vault_path, metavar=_("PATH"), help=_("where it goes"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("only say what it would bring and what is wrong")
    )
    parser.add_argument(
        "--leave-out-bad-rows",
        type=Path,
        metavar=_("FILE"),
        help=_("bring in the other rows, and write the wrong ones to a new .csv file"),
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "write an empty .xlsx spreadsheet to fill in, and do nothing else; with --vault it has "
            "the fields that its shelter added"
        ),
    )
    add_user(parser)
    parser.set_defaults(run=run, complain=parser.error)


def run(options: Namespace) -> int:
    """Write the template, or try the file, or bring it in."""
    if options.template is not None:
        return _template(options)
    _require(options)
    _require_ending(options.leave_out_bad_rows, ".csv")
    from casedesk.cli.opening import copied, opened  # noqa: PLC0415 - slow to load
    from casedesk.exchange import imports, mappings  # noqa: PLC0415 - slow to load

    mapping = mappings.load(options.mapping)
    with opened(options, options.vault) as vault:
        if options.dry_run:
            with watching.watched(watching.ROWS) as progress:
                plan = imports.plan(vault, options.file, mapping, progress=progress)
            return _told(plan, 0 if plan.whole else imports.BadRows.exit_code)
        try:
            with watching.watched(watching.ROWS) as progress:
                outcome = imports.run(
                    vault,
                    options.file,
                    mapping,
                    leave_out_bad_rows=options.leave_out_bad_rows is not None,
                    rejects=options.leave_out_bad_rows,
                    progress=progress,
                )
        except imports.BadRows as error:
            _told(error.plan, error.exit_code)
            print(_("To bring in the other rows: --leave-out-bad-rows FILE.csv"))
            raise
        code = _brought_in(outcome)
        copied(vault)
        return code


def _template(options: Namespace) -> int:
    """Write the spreadsheet; of a vault with the fields that its shelter added."""
    from casedesk.cli.opening import opened  # noqa: PLC0415 - slow to load
    from casedesk.exchange import templates  # noqa: PLC0415 - writes spreadsheets
    from casedesk.services import extras  # noqa: PLC0415 - slow to load

    path = options.template
    _require_ending(path, ".xlsx")
    if options.vault is None:
        templates.write(path)
    else:
        with opened(options, options.vault) as vault:
            templates.write(path, vault.run(extras.fields))
    print(_("Spreadsheet to fill in: {path}").format(path=path))
    return 0


def _require(options: Namespace) -> None:
    given = {
        _("FILE"): options.file,
        "--mapping": options.mapping,
        "--vault": options.vault,
    }
    missing = ", ".join(name for name, value in given.items() if value is None)
    if missing:
        options.complain(_("the following arguments are required: %s") % missing)


def _require_ending(path: Path | None, ending: str) -> None:
    """Raise OtherKind if the name of a new file promises what will not be in it."""
    if path is not None and path.suffix.lower() != ending:
        raise OtherKind(path=path, ending=ending)


def _brought_in(outcome: "Outcome") -> int:
    _told(outcome, 0)
    if outcome.warning():
        outcomes.warn(outcome.warning())
    return 0


def _told(plan: "Plan", code: int) -> int:
    """Print the counts, and each wrong cell without what stands in it: that may be a person's."""
    for message, name in _COUNTS:
        print(_(message).format(count=number(getattr(plan, name))))
    if plan.likeness():
        print(plan.likeness())
    for problem in plan.problems:
        print(_line(problem))
    if plan.problem_count > len(plan.problems):
        more = number(plan.problem_count - len(plan.problems))
        print(_("And {count} more.").format(count=more))
    return code


def _line(problem: "Problem") -> str:
    words = N_("Row {row}, {column}: {reason}") if problem.column else N_("Row {row}: {reason}")
    return _(words).format(row=problem.row, column=problem.column, reason=_(problem.reason))
