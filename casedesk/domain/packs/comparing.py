"""What a newer version of a pack says otherwise: row by row, the old text beside the new one."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casedesk.domain.marks import LABELS
from casedesk.domain.packs.pack import SUSPENDED, WITHDRAWN, Pack
from casedesk.i18n import N_, _, medium_date

#: a row that is new, that says something else, that is not shown any more, that is no longer there
ADDED, CHANGED, TAKEN_BACK, GONE = "added", "changed", "withdrawn", "gone"
KINDS = {
    ADDED: N_("New: {id}"),
    CHANGED: N_("Changed: {id}"),
    TAKEN_BACK: N_("Withdrawn: {id}"),
    GONE: N_("No longer in it: {id}"),
}
#: what every version has of its own, and tells already
_OWN = {"id", "kind", "version", "changes_es", "changes_en"}
_NAMES = {
    "es": N_("In Spanish"),
    "en": N_("In English"),
    "why_es": N_("Why, in Spanish"),
    "why_en": N_("Why, in English"),
    "use_es": N_("What for, in Spanish"),
    "use_en": N_("What for, in English"),
    "means_es": N_("Meaning, in Spanish"),
    "means_en": N_("Meaning, in English"),
    "title_es": N_("Title, in Spanish"),
    "title_en": N_("Title, in English"),
    "safe_es": N_("Once it is old, in Spanish"),
    "safe_en": N_("Once it is old, in English"),
    "basis": N_("What it rests on"),
    "mark": N_("Mark"),
    "source": N_("Source"),
    "state": N_("State"),
    "status": N_("State"),
    "numbers": N_("Numbers"),
    "tested_on": N_("Tried on"),
    "contacts": N_("Contacts"),
    "when": N_("When it is suggested"),
    "on": N_("Day"),
    "from": N_("From"),
    "to": N_("Until"),
    "authority": N_("Authority"),
    "places": N_("Places"),
    "covers": N_("Days it covers"),
    "published": N_("Published"),
    "last_reviewed": N_("Last reviewed"),
    "review_due": N_("Review due"),
    "reviewer": N_("Reviewed by"),
    "jurisdiction": N_("Where it holds"),
}
_MARKS = {mark.value: words for mark, words in LABELS.items()}
_MISSING = object()


@dataclass(frozen=True)
class Part:
    """One thing that a row says: its key in the file, what it said before and says now."""

    key: str
    old: Any
    new: Any

    @property
    def name(self) -> str:
        """What it is called, in the current language; the key itself if it has no words."""
        return _(_NAMES[self.key]) if self.key in _NAMES else self.key

    @property
    def before(self) -> str:
        """What it said, in the current language; empty if nothing."""
        return _text(self.key, self.old)

    @property
    def now(self) -> str:
        """What it says; empty if nothing."""
        return _text(self.key, self.new)


@dataclass(frozen=True)
class RowChange:
    """One row that is not as it was; ``id`` is empty for what the pack says of itself."""

    kind: str
    id: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """Which row it is, and what became of it, in the current language."""
        return _(KINDS[self.kind]).format(id=self.id or _("what it says of itself"))


def compare(old: Pack | None, new: Pack) -> tuple[RowChange, ...]:
    """Every row that differs, in the order of the newer pack; what is gone stands last."""
    before, after = (_rows(pack.text) if pack is not None else {} for pack in (old, new))
    gone = [id for id in before if id not in after]
    changes = (_change(id, before.get(id), after.get(id, {})) for id in (*after, *gone))
    return tuple(each for each in changes if each.parts)


def _change(id: str, before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> RowChange:
    keys = dict.fromkeys((*now, *(before or {})))
    old = before or {}
    differing = [key for key in keys if old.get(key, _MISSING) != now.get(key, _MISSING)]
    parts = tuple(Part(key, old.get(key), now.get(key)) for key in differing)
    return RowChange(_kind(before, now, differing), id, parts)


def _kind(before: Mapping[str, Any] | None, now: Mapping[str, Any], differing: list[str]) -> str:
    if before is None:
        return ADDED
    if not now:
        return GONE
    hidden = now.get("state") in (SUSPENDED, WITHDRAWN)
    return TAKEN_BACK if hidden and "state" in differing else CHANGED


def _rows(text: str) -> dict[str, Mapping[str, Any]]:
    """What a file says, by row; whatever is no row is one of its own, without an id."""
    content = tomllib.loads(text)
    found: dict[str, Mapping[str, Any]] = {"": {}}
    head: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            found |= _named(value)
        elif isinstance(value, dict):
            found |= {name: {"source": said} for name, said in value.items()}
        elif key not in _OWN:
            head[key] = value
    return {**found, "": head}


def _named(rows: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        id, number = _id(row), 2
        name = id
        while name in found:
            name, number = f"{id} ({number})", number + 1
        found[name] = {key: value for key, value in row.items() if key not in ("id", "list")}
    return found


def _id(row: Mapping[str, Any]) -> str:
    """What a row is known by: its id, or in a calendar whose days they are."""
    for key in ("id", "list"):
        if key in row:
            return str(row[key])
    known = (row.get(key) for key in ("authority", "unit", "weekday", "on", "from"))
    places = ", ".join(row.get("places", ()))
    return " ".join(str(each) for each in (*known, places) if each)


def _text(key: str, value: object) -> str:
    """A value in words; empty if there is none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return medium_date(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "; ".join(_text(key, each) for each in value)
    if isinstance(value, dict):
        return " · ".join(filter(None, _inner(value)))
    return _(_MARKS[value]) if key == "mark" and value in _MARKS else str(value)


def _inner(value: Mapping[str, Any]) -> Iterator[str]:
    return (_text(key, each) for key, each in value.items())
