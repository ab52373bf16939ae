"""HiGHS, silent, on one thread and the same every time; its word is always checked afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import highspy
import numpy as np
from highspy._core import _Highs  # highspy.Highs prints a banner when it is made
from numpy.typing import NDArray

from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.demands import Demand
from casedesk.disclosure.rows import UNBOUNDED, Rows

Floats = NDArray[np.float64]
_NEAR = 1e-6
Status = highspy.HighsModelStatus
#: how much longer than its share of the processor a programme may take where others work too
_BUSY = 4.0


def spent() -> float:
    """Return the seconds of the processor that this thread has had: limits are counted in them."""
    return time.thread_time()


def allow(highs: _Highs, ends: float) -> bool:
    """Let a solver run until so many seconds are spent; False if they are."""
    left = ends - spent()
    highs.setOptionValue("time_limit", highs.getRunTime() + _BUSY * max(left, 0.0))
    return left > 0


def solver(time_limit: float) -> _Highs:
    """Return a solver; the time limit is in seconds of the processor."""
    made = _Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", 0),
        ("time_limit", _BUSY * time_limit),
        # Errors are whole numbers: a gap below one is no gap.
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.9),
    ):
        if made.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise ValueError(f"The solver does not take {value!r} for {option}")
    return made


def model(columns: int, most: float, *parts: Rows) -> highspy.HighsLp:
    """Return a programme over so many counts from 0 to most, without a cost."""
    made = highspy.HighsLp()
    made.num_col_ = columns
    made.col_cost_ = np.zeros(columns)
    made.col_lower_ = np.zeros(columns)
    made.col_upper_ = np.full(columns, float(most))
    low, high = (
        np.concatenate([getattr(each, side) for each in parts]) for side in ("low", "high")
    )
    made.num_row_ = len(low)
    made.row_lower_ = _finite(low)
    made.row_upper_ = _finite(high)
    shifts = np.cumsum([0, *(len(each.places) for each in parts)])
    starts = [each.starts[:-1] + shift for each, shift in zip(parts, shifts, strict=False)]
    made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    made.a_matrix_.num_col_, made.a_matrix_.num_row_ = columns, len(low)
    made.a_matrix_.start_ = np.concatenate([*starts, shifts[-1:]]).astype(np.int32)
    made.a_matrix_.index_ = np.concatenate([each.places for each in parts]).astype(np.int32)
    made.a_matrix_.value_ = np.concatenate([each.signs for each in parts]).astype(float)
    return made


def sides(demand: Demand) -> list[tuple[int, int]]:
    """Return the bounds, from below and from above, within which a demand can be met."""
    found = [(-UNBOUNDED, demand.low), (demand.high, UNBOUNDED)]
    return [(low, high) for low, high in found if high >= 0 and low < UNBOUNDED]


@contextmanager
def with_row(highs: _Highs, row: Rows, low: int, high: int) -> Iterator[None]:
    """Hold a solver to one more sum within bounds, for as long as this lasts."""
    lower, upper = _finite(np.array([low, high])).tolist()
    places, signs = row.places.astype(np.int32), row.signs.astype(float)
    highs.addRow(lower, upper, len(places), places, signs)
    try:
        yield
    finally:
        last = highs.getNumRow() - 1
        highs.deleteRows(1, np.array([last], dtype=np.int32))


def _finite(bounds: Ints) -> Floats:
    """Return bounds as the solver takes them."""
    found = np.where(bounds <= -UNBOUNDED, -highspy.kHighsInf, bounds.astype(float))
    return np.where(bounds >= UNBOUNDED, highspy.kHighsInf, found)


def whole(values: Floats) -> Ints | None:
    """Return the values as whole numbers, or None if they are none."""
    near = np.rint(values)
    return near.astype(np.int64) if np.all(np.abs(values - near) < _NEAR) else None
