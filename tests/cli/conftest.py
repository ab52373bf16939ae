"""A terminal with a home of its own, and a passphrase in a file."""

from pathlib import Path

import pytest

from tests.cli.running import Terminal
from tests.conftest import PASSPHRASE


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A computer whose home folder has a space and an accent in its name."""
    home = tmp_path / "mi carpeta de Íñigo"
    home.mkdir()
    return Terminal(home)


@pytest.fixture
def passphrase_file(terminal: Terminal) -> Path:
    """The passphrase of the test vaults, readable by its owner alone."""
    return written(terminal.home / "passphrase.txt", PASSPHRASE)


def written(path: Path, words: str) -> Path:
    """A file that only its owner can read."""
    path.write_text(words + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path
