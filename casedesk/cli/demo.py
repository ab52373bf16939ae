"""``casedesk demo``: a vault of invented people."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casedesk.cli import watching, windows
from casedesk.i18n import N_, _, number

if TYPE_CHECKING:
    from casedesk.services.demo import Login

FEWEST, MOST = 10, 500_000
MOST_MONTHS = 240
INVENTED = N_("Everybody in this vault is invented. Keep no real person in it.")


def add(commands: Any) -> None:
    """Add the command."""
    words = _("make a vault of invented people, to try things out")
    parser = commands.add_parser("demo", help=words, description=words)
    parser.add_argument(
        "--people",
        type=_between(FEWEST, MOST),
        metavar=_("N"),
        help=_("how many people, 10 to 500,000 (240 unless told)"),
    )
    parser.add_argument(
        "--months",
        type=_between(1, MOST_MONTHS),
        metavar=_("N"),
        help=_("over how many whole months they arrived (6 unless told)"),
    )
    parser.add_argument(
        "--seed",
        type=_between(0, 2**31),
        metavar=_("N"),
        help=_("another number, other people; the same number, the same people"),
    )
    parser.add_argument(
        "--vault",
        type=Path,
        metavar=_("PATH"),
        help=_("where to make it (your data folder unless told)"),
    )
    parser.add_argument(
        "--open", action="store_true", help=_("open the windows on it; make it only if missing")
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Make the vault, say how to open it, and open it if asked."""
    from casedesk.services import demo, vaults  # noqa: PLC0415 - slow to load, wanted here alone

    if options.open:
        windows.require_screen()
    path = vaults.with_suffix(options.vault or demo.default_path())
    login = demo.login(path) if options.open else None
    if login is None:
        people = options.people or demo.PEOPLE
        with watching.watched(watching.PEOPLE) as progress:
            login = demo.create(
                path,
                people=people,
                months=options.months or demo.MONTHS,
                seed=demo.SEED if options.seed is None else options.seed,
                progress=progress,
            )
        _publish(path, login, options.months or demo.MONTHS)
    print(_(INVENTED))
    print(_("Vault: {path}").format(path=path))
    print(_("User: {user}").format(user=login.user))
    print(_("Passphrase: {words}").format(words=login.passphrase), flush=True)
    return windows.on_vault(options, path) if options.open else 0


def _publish(path: Path, login: "Login", months: int) -> None:
    """Put a report into the ledger of the new vault."""
    from casedesk.reports import invented  # noqa: PLC0415 - slow to load, wanted here alone
    from casedesk.services import demo, vaults  # noqa: PLC0415 - slow to load, wanted here alone

    vault = vaults.unlock(path, login.user, login.passphrase)
    try:
        invented.publish_quarter(vault, demo.months_before(vault.clock.now().date(), months))
    finally:
        vault.close()


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            wanted = _("a whole number from {low} to {high} is needed")
            raise ArgumentTypeError(wanted.format(low=number(low), high=number(high)))
        return int(text)

    return read
