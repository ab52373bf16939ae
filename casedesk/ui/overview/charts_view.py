"""A card for each chart: its title, its total with unit and base, its bars and its share."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_, language
from casedesk.reports import overview
from casedesk.reports.overview import CHARTS, Line, Overview
from casedesk.reports.tables import CountedTable
from casedesk.reports.wording import Words
from casedesk.ui.kit.charts import Bar, BarChart
from casedesk.ui.kit.labels import muted, raw
from casedesk.ui.kit.layouts import clear, vbox
from casedesk.ui.kit.surfaces import Card

NOBODY = N_("Nothing to count in this period.")


class ChartsView(QWidget):
    """The charts under one another."""

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(spacing=12)
        self.setLayout(self._column)

    def show_overview(self, shown: Overview) -> None:
        """Show its charts in the current language."""
        clear(self._column)
        for card in _cards(shown):
            self._column.addWidget(card)


def _cards(shown: Overview) -> Iterator[Card]:
    words = Words(language())
    for id in CHARTS:
        if id in shown.tables:
            yield _card(shown.tables[id], words)


def _card(table: CountedTable, words: Words) -> Card:
    definition = table.definition
    title = definition.words.in_language(words.language)
    unit = definition.unit.words.in_language(words.language)
    card = Card(
        raw(title, "h2"),
        raw(f"{overview.total(table, words)} {unit}", "muted"),
        raw(definition.unit.base.in_language(words.language), "hint"),
        name=f"chart_{definition.id}",
    )
    # What was counted leaves its zeros out; of what is printed every row stands there, always.
    lines = [each for each in overview.lines(table, words) if each.number != 0]
    if share := overview.share(table, words):
        card.add(raw(share, "strong", name="share"))
    if not lines:
        card.add(muted(NOBODY))
        return card
    chart = BarChart()
    chart.show_bars(_bars(lines), title)
    card.add(chart)
    return card


def _bars(lines: list[Line]) -> list[Bar]:
    longest = max((each.number or 0 for each in lines), default=0) or 1
    return [
        Bar(each.label, each.printed, each.number / longest if each.number else None)
        for each in lines
    ]
