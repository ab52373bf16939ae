"""The packs in use, as one: what refers to another is found here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from casedesk.domain.packs import files
from casedesk.domain.packs.pack import (
    ASYLUM,
    CHECKLIST,
    CONTACTS,
    GLOSSARY,
    SOURCES,
    SUGGESTIONS,
    US_CARDS,
    Contact,
    Item,
    Pack,
    Rule,
)
from casedesk.resources import RESOURCES

FOLDERS = (RESOURCES / "rights", RESOURCES / "calendars")


@dataclass(frozen=True)
class Library:
    """Packs by id, in their order."""

    packs: Mapping[str, Pack]

    @property
    def lists(self) -> tuple[Pack, ...]:
        """The checklists."""
        return self.of_kind(CHECKLIST)

    def of_kind(self, kind: str) -> tuple[Pack, ...]:
        """The packs of a kind."""
        return tuple(pack for pack in self.packs.values() if pack.kind == kind)

    @property
    def contacts(self) -> Pack | None:
        """Telephone numbers."""
        return self._only(CONTACTS)

    @property
    def cards(self) -> Pack | None:
        """What happens in the United States."""
        return self._only(US_CARDS)

    @property
    def glossary(self) -> Pack | None:
        """Words of the procedure."""
        return self._only(GLOSSARY)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """When which list is suggested."""
        return tuple(rule for pack in self.of_kind(SUGGESTIONS) for rule in pack.rules)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """What each source is."""
        return {id: text for pack in self.of_kind(SOURCES) for id, text in pack.sources.items()}

    def contact(self, id: str) -> Contact | None:
        """A contact by id."""
        pack = self.contacts
        found = (each for each in (pack.contacts if pack else ()) if each.id == id)
        return next(found, None)

    def contacts_of(self, item: Item) -> tuple[Contact, ...]:
        """The contacts of an item of which a number may be shown."""
        found = (self.contact(id) for id in item.contacts)
        return tuple(each for each in found if each is not None and each.facts)

    def with_(self, packs: Iterable[Pack]) -> "Library":
        """These packs, with some exchanged or added."""
        return Library({**self.packs, **{pack.id: pack for pack in packs}})

    def _only(self, kind: str) -> Pack | None:
        return next(iter(self.of_kind(kind)), None)


def read_folder(folder: Path) -> Iterator[Pack]:
    """The packs in a folder, in the order of their file names. Raises BadPack."""
    for path in sorted(folder.glob("*.toml")):
        yield files.read(path)


@cache
def shipped() -> Library:
    """The packs that came with the program. Raises BadPack."""
    found = (pack for folder in FOLDERS for pack in read_folder(folder))
    return Library({pack.id: pack for pack in found})


@cache
def telling_of_asylum() -> frozenset[str]:
    """Ids of the items that tell of the right to ask for asylum; ids never change."""
    lists = shipped().lists
    return frozenset(item.id for pack in lists for item in pack.items if item.tells == ASYLUM)
