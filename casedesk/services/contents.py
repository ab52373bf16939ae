"""Content packs: which version is used, what an update changes, installing it, going back."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from casedesk.domain.packs import checking, comparing, files, library
from casedesk.domain.packs.comparing import RowChange
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Pack, said
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, language
from casedesk.resources import RESOURCES
from casedesk.storage import contents
from casedesk.storage.contents import Kept, Trusted, Used
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "BadContent",
    "Change",
    "InUse",
    "NothingBefore",
    "OlderContent",
    "SameVersion",
    "Trusted",
    "at_version",
    "change",
    "changes",
    "current",
    "distrust",
    "go_back",
    "in_use",
    "install",
    "keep",
    "print_unconfirmed",
    "trust",
    "trusted",
    "unconfirmed_printed",
]

_KIND = "content"
_KEYS = RESOURCES / "content_keys.toml"
INSTALL, GO_BACK = "install_content", "content_back"
TRUST, DISTRUST = "trust_signer", "distrust_signer"
PRINTING = "print_unconfirmed"


class OlderContent(CasedeskError):
    """An update holds a pack that is older than the one in use."""

    msgid = N_(
        "“{title}” in this file is of version {coming}, older than {version}, which is used."
    )
    advice = N_("Nothing was changed. Ask for a newer file.")
    exit_code = 13


class SameVersion(CasedeskError):
    """An update holds another text under the version in use."""

    msgid = N_("“{title}” in this file differs from what is used, but has the same version.")
    advice = N_("Nothing was changed. Tell whoever made the file to give it a new version.")
    exit_code = 13


class BadContent(CasedeskError):
    """An update holds packs that a check refuses; ``details["problems"]`` are its findings."""

    msgid = N_("This content is not fit for use: {first}")
    advice = N_("Nothing was changed. Tell whoever made the file.")
    exit_code = 13

    def __init__(self, problems: Sequence[checking.Problem]) -> None:
        super().__init__(problems=tuple(problems))

    def summary(self) -> str:
        """The first finding, and how many more there are."""
        problems = self.details["problems"]
        assert isinstance(problems, tuple)  # noqa: S101 - set above
        more = f" (+{len(problems) - 1})" if len(problems) > 1 else ""
        return _(self.msgid).format(first=f"{problems[0]}{more}.")


class NothingBefore(CasedeskError):
    """A pack has never been another one."""

    msgid = N_("There is no earlier version of “{title}” to go back to.")
    exit_code = 13


@dataclass(frozen=True)
class InUse:
    """A pack that is used, under whose signature it came, and what can be gone back to."""

    pack: Pack
    signer: str
    before: Pack | None


@dataclass(frozen=True)
class Change:
    """What installing a pack would change; ``old`` is None if it is new."""

    new: Pack
    old: Pack | None
    rows: tuple[RowChange, ...]

    @property
    def same(self) -> bool:
        """Whether it is what is used already."""
        return self.old is not None and self.old.text == self.new.text


def current(uow: UnitOfWork) -> Library:
    """The packs in use."""
    return library.shipped().with_(_chosen(uow).values())


def in_use(uow: UnitOfWork) -> list[InUse]:
    """Every pack in use, for whoever looks after them."""
    signers = {(each.pack, each.version): each.signer for each in contents.kept(uow)}
    return [
        InUse(pack, signers.get((pack.id, pack.version), ""), _before(uow, pack))
        for pack in current(uow).packs.values()
    ]


def at_version(uow: UnitOfWork, pack: str, version: str) -> Pack | None:
    """A pack as it was at a version; None if that was never kept here."""
    used = current(uow).packs.get(pack)
    if used is not None and used.version == version:
        return used
    return next((each for each in _versions(uow, pack) if each.version == version), None)


def keep(uow: UnitOfWork, pack: Pack) -> None:
    """Keep a pack as it is: it was explained to somebody and stays readable."""
    contents.keep(uow, Kept(pack.id, pack.version, pack.text, ""))


def changes(uow: UnitOfWork, coming: Sequence[Pack]) -> list[Change]:
    """What installing packs would change. Raises OlderContent, SameVersion or BadContent."""
    now = current(uow)
    for pack in coming:
        _check_newer(pack, now.packs.get(pack.id))
    found = checking.all_problems(coming, now, now.packs.get)
    if found:
        raise BadContent(found)
    return [change(now.packs.get(pack.id), pack) for pack in coming]


def change(old: Pack | None, new: Pack) -> Change:
    """What using one pack in place of another would change."""
    return Change(new, old, comparing.compare(old, new))


def install(uow: UnitOfWork, coming: Sequence[Pack], signer: str) -> list[Change]:
    """Use packs from now on, all or none; what they replace is kept.

    Raises NotAllowed, OlderContent or BadContent.
    """
    uow.require_coordinator()
    found = [each for each in changes(uow, coming) if not each.same]
    for each in found:
        if each.old is not None:
            keep(uow, each.old)
        pack = each.new
        contents.keep(uow, Kept(pack.id, pack.version, pack.text, signer))
        contents.use(uow, pack.id, Used(pack.version, held=False))
        uow.note(INSTALL, _KIND, pack.id, pack=pack.id, version=pack.version, signer=signer)
        uow.changed.add(_KIND)
    return found


def go_back(uow: UnitOfWork, pack: str) -> Pack:
    """Use the version before; it stays until a newer one is installed.

    Raises NotAllowed or NothingBefore.
    """
    uow.require_coordinator()
    now = current(uow).packs[pack]
    before = _before(uow, now)
    if before is None:
        raise NothingBefore(title=said(now.title, language()))
    keep(uow, now)
    contents.use(uow, pack, Used(before.version, held=True))
    uow.note(GO_BACK, _KIND, pack, pack=pack, version=before.version)
    uow.changed.add(_KIND)
    return before


def trusted(uow: UnitOfWork) -> list[Trusted]:
    """Whose signatures are trusted: those the program came with, then those added here."""
    return [*_shipped_keys(), *contents.keys(uow)]


def trust(uow: UnitOfWork, key: str, name: str) -> None:
    """Trust content signed with a key from now on. Raises NotAllowed."""
    uow.require_coordinator()
    contents.add_key(uow, Trusted(key, name))
    uow.note(TRUST, _KIND, key=key, user=name)
    uow.changed.add(_KIND)


def distrust(uow: UnitOfWork, key: str) -> None:
    """Take no more content signed with a key; what came stays. Raises NotAllowed."""
    uow.require_coordinator()
    contents.remove_key(uow, key)
    uow.note(DISTRUST, _KIND, key=key)
    uow.changed.add(_KIND)


def unconfirmed_printed(uow: UnitOfWork) -> bool:
    """Whether items that a lawyer has yet to confirm are printed."""
    return contents.unconfirmed_printed(uow)


def print_unconfirmed(uow: UnitOfWork, wanted: bool) -> None:
    """Print items that a lawyer has yet to confirm, or leave them out. Raises NotAllowed."""
    uow.require_coordinator()
    contents.print_unconfirmed(uow, wanted)
    uow.note(PRINTING, _KIND, unconfirmed=wanted)
    uow.changed.add(_KIND)


def _chosen(uow: UnitOfWork) -> Mapping[str, Pack]:
    """The packs that were installed or gone back to and are not outdated by the program's own."""
    chosen = contents.used(uow)
    kept = contents.kept(uow) if chosen else ()
    texts = {(each.pack, each.version): each.text for each in kept}
    shipped, found = library.shipped().packs, {}
    for id, used in chosen.items():
        pack = _parsed(texts[id, used.version], id)
        ours = shipped.get(id)
        if used.held or ours is None or pack.order >= ours.order:
            found[id] = pack
    return found


def _before(uow: UnitOfWork, now: Pack) -> Pack | None:
    earlier = [each for each in _versions(uow, now.id) if each.order < now.order]
    return max(earlier, key=lambda pack: pack.order, default=None)


def _versions(uow: UnitOfWork, pack: str) -> list[Pack]:
    return [_parsed(each.text, pack) for each in contents.kept(uow) if each.pack == pack]


@lru_cache(maxsize=256)
def _parsed(text: str, name: str) -> Pack:
    return files.parse(text, name)


def _check_newer(coming: Pack, now: Pack | None) -> None:
    if now is None or coming.text == now.text or coming.order > now.order:
        return
    title = said(now.title, language())
    if coming.order == now.order:
        raise SameVersion(title=title, version=now.version)
    raise OlderContent(title=title, coming=coming.version, version=now.version)


@cache
def _shipped_keys() -> tuple[Trusted, ...]:
    with _KEYS.open("rb") as file:
        return tuple(Trusted(each["key"], each["name"]) for each in tomllib.load(file)["keys"])
