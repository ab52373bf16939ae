"""Files written whole or not at all, and readable by nobody else."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from casedesk.storage.errors import clear_errors


def write_whole(
    path: Path, content: bytes, *, check: Callable[[bytes], None] | None = None
) -> None:
    """Replace a file in one step, durably; on any failure the old one stays.

    ``check`` is given what was read back, before the file gets its name, and may raise.
    """
    with clear_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".partial")
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if check is not None:
                check(partial.read_bytes())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Make a file's content durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file and make the copy durable, for its owner alone."""
    shutil.copyfile(source, target)
    target.chmod(0o600)
    sync_file(target)
