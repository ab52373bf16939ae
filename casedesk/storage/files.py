"""Files written whole or not at all, and readable by nobody else."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from casedesk.progress import Step
from casedesk.storage.errors import clear_errors

#: bytes read at once
_AT_ONCE = 1 << 20


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


def copy_durably(source: Path, target: Path, step: Step) -> None:
    """Copy a file and make the copy durable, for its owner alone; steps are bytes."""
    with target.open("wb") as file:
        target.chmod(0o600)
        for part in _parts(source, step):
            file.write(part)
    sync_file(target)


def digest(path: Path, step: Step) -> str:
    """The SHA-256 of a file, in hex; steps are bytes."""
    found = hashlib.sha256()
    for part in _parts(path, step):
        found.update(part)
    return found.hexdigest()


def _parts(path: Path, step: Step) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            yield part
            step(len(part))
