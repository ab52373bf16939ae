"""What this computer knows of vaults before one is open."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casedesk.settings import Settings, load, save

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


def of(settings: Settings) -> Remembered:
    """What the settings say."""
    return Remembered(
        tuple(map(Path, settings.vaults or filter(None, [settings.vault]))),
        _path(settings.vault),
        _path(settings.uncopied),
    )


def known(settings: Settings, vault: Path) -> dict[str, Any]:
    """The settings to change so that a vault is found again."""
    others = [path for path in of(settings).vaults if path != vault]
    return {"vaults": tuple(map(str, [vault, *others][:_MOST]))}


def keep(vault: Path) -> None:
    """Have a vault that was made elsewhere than in the windows found again by them."""
    now = load()
    save(replace(now, **known(now, vault.absolute())))


def opened(settings: Settings, vault: Path, *, first: bool) -> dict[str, Any]:
    """The settings to change once a vault is open; the first one asked for stays the first."""
    changes = known(settings, vault)
    if first or not of(settings).begins_with_another(vault):
        changes["vault"] = str(vault)
    return changes


def _path(text: str) -> Path | None:
    return Path(text) if text else None
