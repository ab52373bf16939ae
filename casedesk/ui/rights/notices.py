"""What must be said above content: its age, that no lawyer has read it, and what to ask first."""

from collections.abc import Iterator
from datetime import date

from casedesk import i18n
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Pack, said
from casedesk.ui.kit.banners import Banner
from casedesk.ui.rights import words


def of(pack: Pack, library: Library, today: date) -> Iterator[Banner]:
    """The notices of a list and of the numbers that belong to it."""
    if pack.caution:
        yield _named(Banner("warn", lambda: said(pack.caution, i18n.language())), "caution")
    concerned = [pack]
    if library.contacts is not None and any(item.contacts for item in pack.items):
        concerned.append(library.contacts)
    for each in concerned:
        if text := words.age(each, today):
            yield _named(Banner("warn", text, icon="clock"), "too_old")
    if not pack.reviewer:
        yield _named(Banner("info", words.NOT_REVIEWED), "not_reviewed")


def _named(banner: Banner, name: str) -> Banner:
    banner.setObjectName(name)
    return banner
