"""What must be said above content: its age, that no lawyer has read it, and what to ask first."""

from collections.abc import Iterator
from datetime import date

from casedesk import i18n
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Pack, said
from casedesk.domain.rights import Checklist
from casedesk.i18n import N_, _
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.banners import Banner
from casedesk.ui.rights import words

_THEN = N_(
    "This is what was explained on {day}, in version {version} of the text. It may have changed "
    "since. Telephone numbers are left out."
)
_NOT_KEPT = N_("The text of version {version}, explained on {day}, is not kept in this vault.")


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


def of_then(past: Checklist, *, kept: bool) -> Banner:
    """What must be said above what was explained earlier."""

    def words_() -> str:
        on = past.given_on
        said_ = _THEN if kept else _NOT_KEPT
        day = "" if isinstance(on, Missing) else date_text(on)
        return _(said_).format(version=value_or(past.pack_version, ""), day=day)

    return _named(Banner("info" if kept else "warn", words_, icon="history"), "of_then")


def _named(banner: Banner, name: str) -> Banner:
    banner.setObjectName(name)
    return banner
