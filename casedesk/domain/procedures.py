"""The procedures before COMAR, INM and the United States: data in ``resources/procedures``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from casedesk import i18n
from casedesk.domain.marks import Mark
from casedesk.domain.procedure_entries import DOCUMENT, EVENT, INM, OVERLAY, STATE, US
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "procedures"
#: in the place of a mark: a word of this program, which rests on no rule of law
_OWN = "own"
#: a transition that can come from any state
ANY = "*"
#: nothing is known: whatever follows is usual
UNKNOWN_STATE = "AX"
_FILES = {
    STATE: ("asylum", "states"),
    EVENT: ("asylum", "events"),
    OVERLAY: ("asylum", "overlays"),
    DOCUMENT: ("asylum", "documents"),
    INM: ("inm", "statuses"),
    US: ("us", "statuses"),
}


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    es: str
    en: str

    def __str__(self) -> str:
        """The text in the current language."""
        return self.in_language(i18n.language())

    def in_language(self, language: str) -> str:
        """The text in one of them."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True)
class Basis:
    """What a row rests on: the article or ruling, how well it was read, and where."""

    text: str
    #: None: a word of this program, which rests on no rule of law
    mark: Mark | None
    sources: tuple[str, ...]
    #: its article was reformed and has to be read again
    again: bool = False
    #: what of it is not certain
    doubt: Words | None = None

    @property
    def to_be_confirmed(self) -> bool:
        """Whether it must not be shown as fact."""
        return self.mark is Mark.B or self.again

    @property
    def read_in(self) -> tuple[str, ...]:
        """Where it was read, in words."""
        return tuple(sources()[each] for each in self.sources)


@dataclass(frozen=True)
class Fact:
    """Something that can be recorded of a procedure; its label is in the code lists."""

    track: str
    code: str
    words: Words
    meaning: Words
    basis: Basis
    #: the days from which clocks start on the day of this fact
    events: tuple[str, ...]
    attributes: Mapping[str, Any]
    #: the column and row of a state in the picture
    stage: str
    row: int
    #: the programme of the United States whose status is shown with it
    programme: str

    @property
    def key(self) -> str:
        """``track.code``, as entries have it."""
        return f"{self.track}.{self.code}"


@dataclass(frozen=True)
class Transition:
    """What usually follows: from which states, to which fact, through whom."""

    origins: tuple[str, ...]
    to: str
    trigger: Words
    who: Words
    basis: Basis

    def leaves(self, state: str) -> bool:
        """Whether it can begin in a state."""
        return state in self.origins or ANY in self.origins


@dataclass(frozen=True)
class Step:
    """What became of a programme on a day, a month or a year, as EDTF."""

    on: str
    words: Words
    basis: Basis


@dataclass(frozen=True)
class Programme:
    """A programme of the United States: the status to show, and its history."""

    words: Words
    shown: Words
    history: tuple[Step, ...]


@dataclass(frozen=True)
class Content:
    """When a file was last read by somebody who knows, and for how long that holds."""

    reviewed: date
    stale_after: int | None
    safe: Words

    def stale(self, today: date) -> bool:
        """Whether its words may have become wrong; a clock that goes wrong counts as well."""
        age = (today - self.reviewed).days
        return age < 0 or (self.stale_after is not None and age > self.stale_after)


@cache
def facts() -> Mapping[str, Fact]:
    """All that can be recorded, by ``track.code``, in the order of the files."""
    found = (
        _fact(track, row) for track, (file, table) in _FILES.items() for row in _read(file)[table]
    )
    return {each.key: each for each in found}


@cache
def transitions() -> tuple[Transition, ...]:
    """What usually follows what."""
    content = _read("asylum")
    parties = {name: Words(**words) for name, words in content["parties"].items()}
    return tuple(
        Transition(
            origins=tuple(row["from"]),
            to=row["to"],
            trigger=Words(row["es"], row["en"]),
            who=parties[row["who"]],
            basis=_basis(row),
        )
        for row in content["transitions"]
    )


@cache
def stages() -> Mapping[str, Words]:
    """The columns of the picture by code, from left to right."""
    return {row["code"]: Words(row["es"], row["en"]) for row in _read("asylum")["stages"]}


@cache
def programmes() -> Mapping[str, Programme]:
    """The programmes of the United States by code."""
    return {row["code"]: _programme(row) for row in _read("us")["programmes"]}


@cache
def content(track: str) -> Content:
    """How fresh the words of a track are."""
    found = _read(_FILES[track][0])
    safe = Words(found.get("safe_es", ""), found.get("safe_en", ""))
    return Content(found["reviewed"], found.get("stale_after"), safe)


@cache
def sources() -> Mapping[str, str]:
    """Where rows were read, by the id of the source."""
    return dict(_read("sources")["sources"])


def usual(state: str, to: str) -> bool:
    """Whether a fact usually comes after a state; after nothing known, anything does."""
    if state in ("", UNKNOWN_STATE) or to.partition(".")[2] == UNKNOWN_STATE:
        return True
    if not to.startswith(f"{STATE}."):
        return True  # overlays and papers can come with any state
    return any(each.to == to and each.leaves(state) for each in transitions())


def following(state: str) -> tuple[Transition, ...]:
    """What usually comes after a state."""
    return tuple(each for each in transitions() if each.leaves(state))


def _fact(track: str, row: Mapping[str, Any]) -> Fact:
    return Fact(
        track=track,
        code=row["code"],
        words=Words(row["es"], row["en"]),
        meaning=Words(row["meaning_es"], row["meaning_en"]),
        basis=_basis(row),
        events=(row["code"],) if track == EVENT else tuple(row.get("events", ())),
        attributes=row.get("attributes", {}),
        stage=row.get("stage", ""),
        row=row.get("row", 0),
        programme=row.get("programme", ""),
    )


def _programme(row: Mapping[str, Any]) -> Programme:
    history = (
        Step(each["on"], Words(each["es"], each["en"]), _basis(each)) for each in row["history"]
    )
    return Programme(
        words=Words(row["es"], row["en"]),
        shown=Words(row["shown_es"], row["shown_en"]),
        history=tuple(history),
    )


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(
        text=row.get("basis", ""),
        mark=None if row["mark"] == _OWN else Mark(row["mark"]),
        sources=tuple(row.get("sources", ())),
        again=row.get("again", False),
        doubt=Words(**row["doubt"]) if "doubt" in row else None,
    )


@cache
def _read(name: str) -> Mapping[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
