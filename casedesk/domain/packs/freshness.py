"""How old content is, judged on the laptop: nobody can recall a sheet from where no network is."""

from datetime import date, timedelta
from enum import Enum

from casedesk.domain.packs.pack import CONTACTS, US_CARDS, Pack, Texts, said

#: days after the last review in which a pack is fresh; after twice as many its detail is hidden
DAYS = {CONTACTS: 60, US_CARDS: 30}
_OTHERS = 90
#: legal wording of the material for what is too old
SAFE: Texts = {
    "es": "Esta información puede haber cambiado. Habla con una abogada.",
    "en": "This may have changed. Speak to a lawyer.",
}


class Freshness(Enum):
    """Whether content can still be relied on."""

    FRESH = "fresh"
    STALE = "stale"  # shown under a banner
    HIDDEN = "hidden"  # only the safe sentence is shown
    AHEAD = "ahead"  # of the laptop's clock, which must be wrong


def days(pack: Pack) -> int:
    """For how many days after its review a pack is fresh."""
    return DAYS.get(pack.kind, _OTHERS)


def freshness(pack: Pack, today: date) -> Freshness:
    """How fresh a pack is on a day."""
    if today < pack.last_reviewed:
        return Freshness.AHEAD
    age, fresh = (today - pack.last_reviewed).days, days(pack)
    if age <= fresh:
        return Freshness.FRESH
    return Freshness.STALE if age <= 2 * fresh else Freshness.HIDDEN


def hidden_after(pack: Pack) -> date:
    """The last day on which its detail is shown."""
    return pack.last_reviewed + timedelta(days=2 * days(pack))


def safe(pack: Pack, language: str) -> str:
    """What stands instead of the detail of a pack that is too old."""
    return said(pack.safe or SAFE, language)
