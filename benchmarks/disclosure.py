"""Months made safe to publish: how long it takes, what it costs and gives away, beside τ-Argus."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import process_time

from benchmarks import disclosure_reference as reference
from benchmarks import disclosure_usual as usual
from benchmarks import disclosure_year as year
from benchmarks.disclosure_months import LINKED, WIDE, Form, Month, months
from benchmarks.disclosure_outcomes import Outcome, outcome, table
from benchmarks.disclosure_reference import Reference
from benchmarks.measuring import Line, Times, repeated
from casedesk.disclosure import (
    Certificate,
    RoundedTable,
    Suppressed,
    Table,
    World,
    certify,
    check,
    deduce,
    protect,
    suppress,
)

_SECONDS = 900.0
_NOT_HERE = "τ-Argus is not installed here, so nothing is beside it: `make bench` installs it."
_BESIDE = (
    "τ-Argus is pytauargus {version}, rule {rule}, optimal suppression, one table at a time; "
    "it has nothing for linked tables."
)
_ZEROS = (
    "It shows every zero, so that a hidden cell is not 0: {zeros!r} is the attacker who knows it. "
    "Casedesk hides or rounds zeros too."
)
_ZEROS_SHOWN = "knowing that zeros are shown"


@dataclass(frozen=True)
class Size:
    """A month to protect, what is asked of it in seconds of the processor, and how often."""

    form: Form
    people: int
    rounding: float
    suppression: float
    audit: float
    times: int

    @property
    def name(self) -> str:
        """Which month it is."""
        return f"{self.form.name}, {self.people:,} people"


FULL = (
    Size(LINKED, 600, 1, 5, 2, 3),
    Size(LINKED, 1_500, 1, 5, 2, 3),
    Size(WIDE, 5_000, 5, 90, 30, 1),
)
QUICK = (Size(LINKED, 600, 1, 5, 2, 1),)


@dataclass
class Protection:
    """What was measured, and what came out of it."""

    lines: list[Line] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """What came out: a table with notes."""
        return "\n".join(["", table(self.outcomes), *self.notes])


def measure(sizes: Sequence[Size] = FULL) -> Protection:
    """Protect each month in each way, audit it, and attack what came out."""
    done, notes = Protection(), [_NOT_HERE]
    for size in sizes:
        (month,) = months(size.form, size.people, ["2026-01"])
        beside = reference.protected(month)
        done.outcomes += [_rounded(size, month, done.lines)]
        done.outcomes += [_suppressed(size, month, beside, done.lines)]
        if beside is not None:
            done.outcomes += _of_reference(size, month, beside)
            notes = _said_of(beside)
    done.lines += year.lines()
    if sizes is FULL:
        done.lines += usual.lines()
    done.notes += notes
    return done


def _rounded(size: Size, month: Month, lines: list[Line]) -> Outcome:
    """Round a month, prove it, and check the proof."""
    made: list[tuple[RoundedTable, ...]] = []
    making = repeated(
        lambda: made.append(protect(month.tables, time_limit=_SECONDS)), size.times, process_time
    )
    world = World(made[-1])
    proofs: list[Certificate] = []
    proving = repeated(
        lambda: proofs.append(certify(world, time_limit=_SECONDS)), size.times, process_time
    )
    what = f"{size.name}: rounding"
    lines.append(_line(what, making, size.rounding))
    lines.append(_line(f"{what}, proof", proving))
    lines.append(_line(f"{what}, audit", _audited(world, proofs[-1], (), size), size.audit))
    lines.append(_line(f"{what}, attack", _attacked(world, size)))
    return _safe(outcome(what, month, world.tables), lines)


def _suppressed(size: Size, month: Month, beside: Reference | None, lines: list[Line]) -> Outcome:
    """Hide what must be hidden of a month, which proves it, and check the proof."""
    made: list[Suppressed] = []
    making = repeated(
        lambda: made.append(suppress(month.tables, time_limit=_SECONDS)), size.times, process_time
    )
    world = World(made[-1].tables)
    what = f"{size.name}: suppression"
    lines.append(_line(what, making, size.suppression, None if beside is None else beside.make))
    audit = _audited(world, made[-1].certificate, month.tables, size)
    lines.append(
        _line(f"{what}, audit", audit, size.audit, None if beside is None else beside.audit)
    )
    lines.append(_line(f"{what}, attack", _attacked(world, size)))
    return _safe(outcome(what, month, world.tables), lines)


def _of_reference(size: Size, month: Month, beside: Reference) -> list[Outcome]:
    """The month as τ-Argus hides it, attacked like ours and by who knows how it hides."""
    what, tables = f"{size.name}: τ-Argus", beside.tables
    return [
        outcome(what, month, tables),
        outcome(f"{what}, {_ZEROS_SHOWN}", month, tables, beside.zeros_shown()),
    ]


def _said_of(beside: Reference) -> list[str]:
    return [
        _BESIDE.format(version=beside.version, rule=beside.rule),
        _ZEROS.format(zeros=_ZEROS_SHOWN),
    ]


def _audited(world: World, proof: Certificate, truth: Sequence[Table], size: Size) -> Times:
    return repeated(lambda: check(world, proof, truth=truth), size.times, process_time)


def _attacked(world: World, size: Size) -> Times:
    return repeated(lambda: deduce(world, time_limit=_SECONDS), size.times, process_time)


def _line(what: str, times: Times, goal: float | None = None, other: float | None = None) -> Line:
    """A median; beside what τ-Argus took for the same tables, if it did."""
    ratio = "" if other is None else f"; {times.median / other:.2f} x τ-Argus, {other:.2f} s"
    return Line(what, times.median, "s", goal, noise=times.spread() + ratio)


def _safe(found: Outcome, lines: list[Line]) -> Outcome:
    """Put down how much was given away: nothing may be."""
    given_away = found.deduced + found.groups
    lines.append(Line(f"{found.what}, deduced", given_away, f"of {found.small} small", 0))
    return found
