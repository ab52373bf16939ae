"""Making a vault, and handing over its recovery code once."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casedesk.cli import passphrases
from casedesk.cli.errors import CannotWrite
from casedesk.i18n import _
from casedesk.services import vaults
from casedesk.storage.calibration import calibrated_kdf
from casedesk.ui.access import remembered


def create(options: Namespace) -> int:
    """``casedesk vault create``."""
    path = vaults.with_suffix(options.path)
    if path.exists():
        raise vaults.VaultExists(path=path)
    words = passphrases.chosen(options.passphrase_file, options.role, options.shelter, options.user)
    with sheet_at(options.recovery_sheet) as sheet:
        vault, code = vaults.create(
            path,
            shelter=options.shelter,
            user=options.user,
            role=options.role,
            passphrase=words,
            kdf=calibrated_kdf(),
        )
        vault.close()
        print(_("Vault: {path}").format(path=path))
        hand_over(options.shelter, code, sheet)
    remembered.keep(path)
    return 0


@contextmanager
def sheet_at(path: Path | None) -> Iterator[Path | None]:
    """A new file for the sheet, made before the code is, and gone if the block fails.

    Raises CannotWrite: a code that could not be handed over would be lost.
    """
    if path is None:
        yield None
        return
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        raise CannotWrite(path=path) from None
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def hand_over(shelter: str, code: str, sheet: Path | None) -> None:
    """Print the recovery code, which is stored nowhere, and write the sheet if one is wanted."""
    print(_("Recovery code: {code}").format(code=code))
    print(_("It is shown this once and kept nowhere. Keep it on paper, away from the laptop."))
    if sheet is not None:
        from casedesk.reports import recovery_sheet  # noqa: PLC0415 - loads a PDF library

        sheet.write_bytes(recovery_sheet.pdf(shelter=shelter, code=code))
        print(_("Sheet to print: {path}. Print it, then delete it.").format(path=sheet))
