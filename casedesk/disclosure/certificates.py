"""The proof that nothing small can be deduced: witnesses, and their check in whole numbers."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.demands import Demand, Measured, exact_demands, public_demands
from casedesk.disclosure.deviations import Deviations
from casedesk.disclosure.figures import Figure, figure
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.search import witnesses
from casedesk.disclosure.solver import spent
from casedesk.disclosure.system import System
from casedesk.disclosure.tables import Table, every_key
from casedesk.disclosure.worlds import World, components


@dataclass(frozen=True)
class Certificate:
    """Complete sets of counts that agree with a world and together meet every demand.

    They are near copies of the truth: keep them as safe as the records.
    """

    #: one array of whole numbers each, for the components of the world in order
    witnesses: tuple[tuple[Ints, ...], ...]

    def to_bytes(self) -> bytes:
        """Return it packed."""
        head = [[len(part), len(part[0]) if part else 0] for part in self.witnesses]
        numbers = [each for part in self.witnesses for each in part]
        shape = np.array([len(head), *(n for pair in head for n in pair)], dtype="<i8")
        return zlib.compress(np.concatenate([shape, *numbers]).astype("<i8").tobytes(), 9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Certificate":
        """Read what :meth:`to_bytes` wrote. Raises CannotProtect if it is not that."""
        try:
            numbers = np.frombuffer(zlib.decompress(packed), dtype="<i8").astype(np.int64)
            shape = numbers[1 : 1 + 2 * int(numbers[0])].reshape(-1, 2)
            rest = numbers[1 + 2 * int(numbers[0]) :]
            ends = np.cumsum([0, *(int(count * size) for count, size in shape)])
            if len(rest) != ends[-1]:
                raise ValueError(len(rest))
            return cls(
                tuple(
                    tuple(rest[start : start + count * size].reshape(count, size))
                    for start, (count, size) in zip(ends, shape, strict=False)
                )
            )
        except (ValueError, IndexError, zlib.error) as error:
            raise CannotProtect("unverified", ()) from error


def certify(
    world: World,
    *,
    truth: Sequence[Table] = (),
    known: Iterable[Ints] = (),
    time_limit: float = 60.0,
) -> Certificate:
    """Return a proof that nothing small can be deduced from a world.

    Earlier witnesses that are ``known`` are tried first; those that no longer agree with what is
    published, or never did, are not used. The time limit is in seconds of the processor, for
    each part.

    With the true tables, the proof also has each small count of theirs as 0 and as not small, as
    is asked of exact tables with hidden figures. Raises CannotProtect with the figures that can
    be deduced, or if time runs out.
    """
    known = tuple(known)
    parts: list[tuple[Ints, ...]] = []
    blocked: list[Demand] = []
    for part in components(world):
        system = System(part)
        demands = _demands(system, truth)
        first = chain(known, _printed(system, spent() + time_limit))
        found, unmet = witnesses(system, demands, known=first, time_limit=time_limit)
        blocked += unmet
        parts.append(tuple(found))
    if blocked:
        names = tuple(sorted({each.whole if each.less is None else each.less for each in blocked}))
        raise CannotProtect("deducible", _names(world, names), names)
    result = Certificate(tuple(parts))
    check(world, result, truth=truth)
    return result


def check(world: World, certificate: Certificate, *, truth: Sequence[Table] = ()) -> None:
    """Raise CannotProtect unless a certificate proves a world, by whole numbers alone."""
    parts = components(world)
    if len(parts) != len(certificate.witnesses):
        raise CannotProtect("unverified", _names(world))
    for part, witnesses_of in zip(parts, certificate.witnesses, strict=True):
        system = System(part)
        measured = Measured(system, _demands(system, truth))
        met = np.zeros(len(measured.rows.low), dtype=bool)
        for witness in witnesses_of:
            if not system.holds(witness):
                raise CannotProtect("unverified", _names(part))
            met |= measured.met(witness)
        if not met.all():
            raise CannotProtect("unverified", _names(part))


def _demands(system: System, truth: Sequence[Table]) -> list[Demand]:
    populations = set(system.world.populations)
    tables = [table for table in truth if table.population in populations]
    return [*public_demands(system), *exact_demands(system, tables)]


def _printed(system: System, ends: float) -> Iterator[Ints]:
    """Yield the counts nearest to those printed: of rounded tables they meet most demands."""
    shown = {
        figure(table, key): count
        for table in system.world.tables
        for key, count in table.counts.items()
        if count is not None
    }
    nearest = Deviations(system, shown, ends).meet(None, ())
    if nearest is not None:
        yield nearest.witness


def _names(world: World, figures: Sequence[Figure] = ()) -> tuple[str, ...]:
    """Return the names of the tables, or of those that show any of the figures."""
    wanted = set(figures)
    return tuple(
        sorted(
            {
                table.name
                for table in world.tables
                if not wanted or wanted & {figure(table, key) for key in every_key(table)}
            }
        )
    )
