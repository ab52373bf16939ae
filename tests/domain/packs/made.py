"""Packs made for tests: the program's own, altered."""

import re
from datetime import date

from casedesk.domain.packs import files, library
from casedesk.domain.packs.pack import Pack


def altered(id: str, *changes: tuple[str, str], version: str = "2026-12") -> Pack:
    """A shipped pack with another version and some words exchanged; each must be there."""
    text = library.shipped().packs[id].text
    for old, new in (('version = "2026-11"', f'version = "{version}"'), *changes):
        assert old in text, old
        text = text.replace(old, new, 1)
    return files.parse(text, f"{id}.toml")


def without_item(id: str, item: str, version: str = "2026-12") -> Pack:
    """A shipped list that lacks an item."""
    text = library.shipped().packs[id].text.replace('"2026-11"', f'"{version}"')
    parts = re.split(r"(?=\[\[items\]\])", text)
    kept = [part for part in parts if f'id = "{item}"' not in part]
    assert len(kept) == len(parts) - 1
    return files.parse("".join(kept), f"{id}.toml")


def reviewed(id: str, day: date) -> Pack:
    """A shipped pack that was reviewed on another day."""
    text = library.shipped().packs[id].text
    return files.parse(
        text.replace("last_reviewed = 2026-11-22", f"last_reviewed = {day.isoformat()}"), id
    )
