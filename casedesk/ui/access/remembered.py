"""What this computer knows of vaults before one is open."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Remembered:
    """Where vaults are, and nothing of what is in them."""

    #: the vault of which no copy could be made when it was closed or locked last
    uncopied: Path | None = None
