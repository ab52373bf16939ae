"""Column heads that stand upright where there are many narrow columns."""

from reportlab.lib.colors import white
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable

_FONT, _SIZE, _LEADING = "NotoSans-SemiBold", 7.5, 9
_HIGHEST = 92


class Upright(Flowable):
    """A text turned by a quarter, in at most as many lines as it needs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = simpleSplit(text, _FONT, _SIZE, _HIGHEST - 4)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the column."""
        self.width = available_width
        return available_width, _HIGHEST

    def draw(self) -> None:
        """Draw the lines, the first leftmost."""
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(white)
        canvas.setFont(_FONT, _SIZE)
        canvas.rotate(90)
        first = self.width / 2 - _LEADING * (len(self._lines) - 1) / 2 + _SIZE * 0.35
        for at, line in enumerate(self._lines):
            canvas.drawString(2, -(first + _LEADING * at), line)
        canvas.restoreState()
