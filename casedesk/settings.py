"""What this computer remembers between starts: language, theme, text size, last vault."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_config_path, user_data_path

THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 175, 200)
#: seconds to wait while another window writes them
_PATIENCE = 2


@dataclass(frozen=True)
class Settings:
    """Choices of whoever uses this computer; nothing about the people in a vault."""

    language: str = ""  #: empty until somebody chooses: then the system's
    theme: str = "light"
    text_size: int = 100  #: percent
    vault: str = ""  #: the one that the program begins with
    vaults: tuple[str, ...] = ()  #: those opened before, the latest first
    uncopied: str = ""  #: the vault of which no copy could be made when it was closed last
    lock_after: int = 5  #: minutes without a key or a click
    backup_folder: str = ""
    toured: bool = False  #: whether the tour of the first day was taken or skipped
    window: str = ""  #: where the window was and how large, as Qt writes it
    page: str = ""  #: the page of the sidebar that was shown when it was locked


def path() -> Path:
    """The file the settings are kept in."""
    return user_config_path("casedesk", appauthor=False) / "settings.json"


def data_folder() -> Path:
    """Where vaults go unless somebody chooses another place."""
    return user_data_path("casedesk", appauthor=False)


def load() -> Settings:
    """The settings; the usual ones where there are none or the file is damaged."""
    try:
        content: dict[str, Any] = json.loads(path().read_text(encoding="utf-8"))
        content["vaults"] = _texts(content.get("vaults"))
        known = {
            field.name: content[field.name]
            for field in fields(Settings)
            if type(content.get(field.name)) is type(field.default)
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return Settings()
    settings = Settings(**known)
    if settings.theme not in THEMES or settings.text_size not in TEXT_SIZES:
        settings = replace(settings, theme="light", text_size=100)
    return settings


def _texts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(each for each in found if isinstance(each, str))


def keep(choose: Callable[[Settings], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Write what is chosen over what the file says by now; returns what was chosen.

    Another window or a terminal may have written meanwhile, and nothing of that is lost:
    ``choose`` is given what stands in the file. A computer that refuses keeps the old ones.
    """
    target = path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_suffix(".lock"), timeout=_PATIENCE):
            now = load()
            chosen = choose(now)
            save(replace(now, **chosen))
    except OSError:
        return choose(load())
    return chosen


def save(settings: Settings) -> None:
    """Write the settings whole; a computer that refuses keeps the old ones."""
    target = path()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".partial")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=1)
        Path(name).replace(target)


def system_language() -> str:
    """``en`` if the computer speaks English, else ``es``."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if (spoken or "").startswith("en") else "es"
