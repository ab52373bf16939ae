"""Where a person's procedure stands: drawn from what is told of it, never stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casedesk.domain import procedures
from casedesk.domain.answers import Missing
from casedesk.domain.cases import AsylumApplication
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import (
    DOCUMENT,
    INM,
    OVERLAY,
    SAID_BY_APPLICATION,
    STATE,
    US,
    ProcedureEntry,
)
from casedesk.domain.procedures import Transition

#: groups of states in which nothing of the procedure itself goes on
_OVER = ("positive", "negative", "closed")
_FIRST, _LAST = date.min, date.max
#: the state of whoever has not begun
_BEGINNING = "A0"


@dataclass(frozen=True)
class Standing:
    """The state, what goes on besides, the latest of each paper, and INM and US statuses."""

    state: ProcedureEntry | None
    overlays: tuple[ProcedureEntry, ...]
    documents: tuple[ProcedureEntry, ...]
    inm: ProcedureEntry | None
    us: ProcedureEntry | None
    #: the states told, earliest first
    path: tuple[ProcedureEntry, ...]

    @property
    def following(self) -> Sequence[Transition]:
        """What usually comes next; of whom nothing is written down, the first steps."""
        return procedures.following(self.code or _BEGINNING)

    @property
    def code(self) -> str:
        """The code of the state; empty if none is told."""
        return self.state.code if self.state else ""


def told(
    applications: Iterable[AsylumApplication], entries: Iterable[ProcedureEntry]
) -> tuple[ProcedureEntry, ...]:
    """All that counts, as it was written down: what applications say themselves, and entries."""
    found = [entry for each in applications for entry in said_by(each)]
    found += [entry for entry in entries if entry.mistaken is not True]
    return tuple(sorted(found, key=lambda entry: entry.id))


def said_by(application: AsylumApplication) -> list[ProcedureEntry]:
    """What an application says itself, as entries that bear its id."""
    found = []
    if not isinstance(application.state, Missing):
        found.append(_said(application, f"{STATE}.{application.state}", application.state_since))
    for what, name in SAID_BY_APPLICATION:
        day = getattr(application, name)
        if not isinstance(day, Missing):
            found.append(_said(application, what, day))
    if not isinstance(application.us_status, Missing):
        found.append(_said(application, f"{US}.{application.us_status}"))
    return found


def standing(found: Sequence[ProcedureEntry], today: date) -> Standing:
    """Where it stands, by all that is told of it."""
    state = current(_of(found, STATE))
    return Standing(
        state=state,
        overlays=tuple(_going_on(_of(found, OVERLAY), state, today)),
        documents=tuple(_latest_papers(_of(found, DOCUMENT))),
        inm=current(_of(found, INM)),
        us=current(_of(found, US)),
        path=in_order(_of(found, STATE)),
    )


def current(entries: Sequence[ProcedureEntry]) -> ProcedureEntry | None:
    """Of the entries that do not lie wholly before another, the one written down last."""
    latest = max((_begins(each) for each in entries), default=_FIRST)
    return next((each for each in reversed(entries) if _ends(each) >= latest), None)


def in_order(entries: Iterable[ProcedureEntry]) -> tuple[ProcedureEntry, ...]:
    """Entries by their days, earliest first; those without a day where they were written down."""
    ordered: list[ProcedureEntry] = []
    for entry in entries:
        later = [at for at, each in enumerate(ordered) if _begins(each) > _ends(entry)]
        ordered.insert(later[0] if later else len(ordered), entry)
    return tuple(ordered)


def before(found: Sequence[ProcedureEntry], entry: ProcedureEntry) -> str:
    """The code of the state in which an entry came about; empty if none is known."""
    others = [each for each in _of(found, STATE) if each is not entry and each.id != entry.id]
    if entry.version:
        others = [each for each in others if each.id < entry.id or _ends(each) < _begins(entry)]
    state = current([each for each in others if _begins(each) <= _ends(entry)])
    return state.code if state else ""


def unusual(found: Sequence[ProcedureEntry], entry: ProcedureEntry) -> bool:
    """Whether a state does not usually come after the one before; never a reason to refuse it."""
    return not procedures.usual(before(found, entry), f"{entry.track}.{entry.code}")


def _of(found: Iterable[ProcedureEntry], track: str) -> list[ProcedureEntry]:
    return [each for each in found if each.track == track]


def _going_on(
    overlays: Sequence[ProcedureEntry], state: ProcedureEntry | None, today: date
) -> Iterable[ProcedureEntry]:
    known = procedures.facts()
    decided = state is not None and known[str(state.what)].attributes.get("group") in _OVER
    for code in dict.fromkeys(each.code for each in overlays):
        entry = current([each for each in overlays if each.code == code])
        if entry is None or _ended(entry, today):
            continue
        replaced = any(
            known[str(each.what)].attributes.get("replaces") == code
            and _ends(each) >= _begins(entry)
            for each in overlays
        )
        over = decided and known[str(entry.what)].attributes.get("until_decided", False)
        if not replaced and not over:
            yield entry


def _latest_papers(papers: Sequence[ProcedureEntry]) -> Iterable[ProcedureEntry]:
    kinds = {each.id: procedures.facts()[str(each.what)].attributes["document"] for each in papers}
    for kind in dict.fromkeys(kinds.values()):
        latest = current([each for each in papers if kinds[each.id] == kind])
        if latest is not None:
            yield latest


def _ended(entry: ProcedureEntry, today: date) -> bool:
    return isinstance(entry.until, PartialDate) and entry.until.last <= today


def _begins(entry: ProcedureEntry) -> date:
    day = entry.happened_on
    return day.first if isinstance(day, PartialDate) else _FIRST


def _ends(entry: ProcedureEntry) -> date:
    day = entry.happened_on
    return day.last if isinstance(day, PartialDate) else _LAST


def _said(
    application: AsylumApplication, what: str, day: PartialDate | Missing = Missing.NOT_ASKED
) -> ProcedureEntry:
    return ProcedureEntry(
        id=application.id,
        version=application.version,
        case_id=application.case_id,
        application_id=application.id,
        what=what,
        happened_on=day,
    )
