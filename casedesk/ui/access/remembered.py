"""What this computer knows of vaults before one is open."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casedesk import settings
from casedesk.settings import Settings

#: more would be a list to search through
_MOST = 8


@dataclass(frozen=True)
class Remembered:
    """Where vaults are, and nothing of what is in them."""

    #: opened here before, the latest first
    vaults: tuple[Path, ...] = ()
    #: the one whose lock screen the program begins with
    first: Path | None = None
    #: the one of which no copy could be made when it was closed or locked last
    uncopied: Path | None = None

    def begins_with_another(self, vault: Path) -> bool:
        """Whether the program begins with a vault that is there and is not this one."""
        return self.first is not None and self.first != vault and self.first.is_dir()


def of(now: Settings) -> Remembered:
    """What the settings say."""
    return Remembered(
        tuple(map(Path, now.vaults or filter(None, [now.vault]))),
        _path(now.vault),
        _path(now.uncopied),
    )


def known(now: Settings, vault: Path) -> dict[str, Any]:
    """The settings to change so that a vault is found again."""
    others = [path for path in of(now).vaults if path != vault]
    return {"vaults": tuple(map(str, [vault, *others][:_MOST]))}


def keep(vault: Path) -> None:
    """Have a vault that was made elsewhere than in the windows found again by them."""
    settings.keep(lambda now: known(now, vault.absolute()))


def opened(now: Settings, vault: Path, *, first: bool) -> dict[str, Any]:
    """The settings to change once a vault is open; the first one asked for stays the first."""
    changes = known(now, vault)
    if first or not of(now).begins_with_another(vault):
        changes["vault"] = str(vault)
    return changes


def _path(text: str) -> Path | None:
    return Path(text) if text else None
