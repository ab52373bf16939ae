"""Lists of the house for paper: who may come in, who gets a meal. No reasons, no stories."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from babel import dates
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table, TableStyle

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.codes import fold
from casedesk.domain.people import Person
from casedesk.i18n import N_
from casedesk.reports.paper import LINE, REGULAR, letters, plain, style
from casedesk.reports.wording import Words, typed
from casedesk.services.house import Guest, House

DOOR, MEALS = "door", "meals"
TITLES = {DOOR: N_("List for the door"), MEALS: N_("List for the meals")}
NOT_ENCRYPTED = N_("This paper is not encrypted: keep it in sight, and destroy it tomorrow.")
_HEADS = {
    DOOR: (N_("Name"), N_("Folio"), N_("Bed"), N_("Out"), N_("In")),
    MEALS: (N_("Name"), N_("Folio"), N_("Breakfast"), N_("Lunch"), N_("Dinner")),
}
_WIDTHS = tuple(width * mm for width in (62, 24, 34, 30, 30))
_NO_PLACE = N_("No place given yet")
_NO_NAME = N_("No name given")
_TOTAL = N_("{count} people")
_FOLIO_SHOWN = 4


@dataclass(frozen=True)
class HouseList:
    """What is to be printed: which list, of which house, in which language."""

    kind: str
    house: House
    shelter: str
    language: str


def pdf(wanted: HouseList) -> bytes:
    """The list on letter pages, area by area; the same bytes for the same house."""
    words = Words(wanted.language)
    title = words.say(TITLES[wanted.kind])
    return letters(_parts(wanted, words), title=title, language=wanted.language, upright=14 * mm)


def short_names(people: Sequence[Person], words: Words) -> list[str]:
    """A first name and an initial for each; a whole surname only where two would be the same."""
    short = [_called(person, words, whole=False) for person in people]
    same = {name for name, times in Counter(short).items() if times > 1}
    return [
        _called(person, words, whole=True) if name in same else name
        for person, name in zip(people, short, strict=True)
    ]


def _parts(wanted: HouseList, words: Words) -> Iterator[Any]:
    home = wanted.house
    total = words.say(_TOTAL).format(count=words.number(len(home.sleeping)))
    day = dates.format_date(home.day, "full", locale=words.locale)
    yield Paragraph(plain(words.say(TITLES[wanted.kind])), style("title"))
    yield Spacer(1, 3 * mm)
    yield Paragraph(plain(typed(f"{wanted.shelter} · {day} · {total}")), style("subtitle"))
    yield Paragraph(plain(words.say(NOT_ENCRYPTED)), style("particular"))
    guests = sorted(home.sleeping, key=lambda each: fold(each.person.called))
    named = short_names([each.person for each in guests], words)
    names = dict(zip((each.stay.id for each in guests), named, strict=True))
    for area, inside in _areas(guests, words):
        yield Spacer(1, 4 * mm)
        heading = f"{area} · {words.number(len(inside))}"
        yield _table(wanted.kind, heading, inside, names, words)


def _areas(guests: Sequence[Guest], words: Words) -> Iterator[tuple[str, list[Guest]]]:
    known = codelists.load("sleeping_places").codes
    for area in (*known, ""):
        inside = [each for each in guests if each.area == area]
        if inside:
            name = known[area].label(words.language) if area else words.say(_NO_PLACE)
            yield name, inside


def _table(
    kind: str, heading: str, guests: Sequence[Guest], names: dict[str, str], words: Words
) -> Table:
    """A table whose area and heads stand again on the next page."""
    top = [Paragraph(plain(heading), style("heading")), "", "", "", ""]
    heads = [Paragraph(plain(words.say(head)), style("cell_strong")) for head in _HEADS[kind]]
    rows = [_row(kind, each, names[each.stay.id]) for each in guests]
    made = Table([top, heads, *rows], colWidths=_WIDTHS, repeatRows=2, hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR, 10),
                ("SPAN", (0, 0), (-1, 0)),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
                ("LINEAFTER", (1, 1), (-2, -1), 0.4, LINE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
            ]
        )
    )
    return made


def _row(kind: str, guest: Guest, name: str) -> list[Any]:
    """The end of the folio tells two of the same name apart and says nothing of anybody."""
    folio = guest.folio[-_FOLIO_SHOWN:]
    cell = typed(name)
    return [cell, folio, _bed(guest) if kind == DOOR else "", "", ""]


def _bed(guest: Guest) -> str:
    room = value_or(guest.room.name, "") if guest.room else ""
    bed = "" if isinstance(guest.stay.bed, Missing) else str(guest.stay.bed)
    return typed(" · ".join(filter(None, (room[:8], bed))))


def _called(person: Person, words: Words, *, whole: bool) -> str:
    given = value_or(person.given_names, "").split()
    surnames = value_or(person.surnames, "").split()
    if not given and not surnames:
        return value_or(person.alias, "") or words.say(_NO_NAME)
    if not given:
        return surnames[0]
    if not surnames:
        return given[0]
    return f"{given[0]} {surnames[0]}" if whole else f"{given[0]} {surnames[0][0]}."
