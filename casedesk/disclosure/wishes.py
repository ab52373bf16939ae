"""What would be welcome of the next witness: to meet as many as it can of the demands left."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casedesk.disclosure.demands import Demand, Measured
from casedesk.disclosure.figures import Figure
from casedesk.disclosure.rows import UNBOUNDED
from casedesk.disclosure.search import push
from casedesk.disclosure.solver import Floats


class Wish(NamedTuple):
    """How welcome it is that figures are below or above the truth; one of both is 0."""

    below: Floats
    above: Floats
    #: costs of the counts themselves, by which also differences of figures can be had
    counts: Floats


class Wishes:
    """Draws wishes for the demands that are not met yet."""

    def __init__(
        self,
        names: Sequence[Figure],
        demands: Sequence[Demand],
        measured: Measured,
        size: int,
    ) -> None:
        places = {name: at for at, name in enumerate(names)}
        self._measured, self._size, self._shown = measured, size, len(names)
        #: where the figure of a demand stands; of a difference nowhere
        self._places = np.array(
            [places.get(each.whole, -1) if each.less is None else -1 for each in demands],
            dtype=np.int64,
        )
        self._chance = np.random.default_rng(0)

    def draw(self, unmet: NDArray[np.bool_]) -> Wish:
        """Wish each demand to one of its sides, by chance if it has two."""
        low, high = self._measured.rows.low, self._measured.rows.high
        below, above = np.zeros(self._shown), np.zeros(self._shown)
        sides = (
            (below, self._chance.random(self._shown), low >= 0),
            (above, self._chance.random(self._shown), high < UNBOUNDED),
        )
        for wish, weight, possible in sides:
            places = self._places[unmet & possible & (self._places >= 0)]
            wish[places] = 0.5 + weight[places]
        lower = below > above
        below[~lower], above[lower] = 0.0, 0.0
        apart = push(self._measured, unmet, self._chance, self._size)
        return Wish(below, above, apart)
