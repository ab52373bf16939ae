"""Overview: a period in charts and on a map, exact for coordinators, else as it was published."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports import arrivals, on_screen, overview
from casedesk.reports.arrivals import Arrivals
from casedesk.reports.overview import Overview
from casedesk.reports.periods import Period
from casedesk.reports.wording import Words
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.navigation import Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import EmptyState, holding
from casedesk.ui.overview.arrivals_card import ArrivalsCard
from casedesk.ui.overview.charts_view import ChartsView
from casedesk.ui.overview.map_card import MapCard
from casedesk.ui.reports.exact_panel import INTERNAL
from casedesk.ui.reports.nobody_yet import NobodyYet
from casedesk.ui.reports.period_choice import PeriodChoice

EXACT, PUBLISHED = "exact", "published"
_TABS = (
    Place(EXACT, N_("Exact counts")),
    Place(PUBLISHED, N_("As published, as volunteers see it")),
)
NONE_PUBLISHED = N_("No report was published yet")
ONLY_PUBLISHED = N_(
    "Here stands what the shelter has published, and nothing else. As soon as a coordinator "
    "publishes a report, its charts and its map appear here."
)


class OverviewPage(Page):
    """Volunteers never see but what was published."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Overview"), name="overview_page")
        self._desk = desk
        self._stale = True
        self._published: list[Overview] = []
        self.shown: Overview | None = None
        self.strip = TabStrip(_TABS)
        self.strip.setObjectName("tabs")
        self.head.addWidget(self.strip)
        self.strip.setVisible(desk.session.coordinator)
        self.choice = PeriodChoice(lambda: desk.clock.now().date())
        self.period = Field(
            N_("Published period"),
            CodeBox(self._options, states=False, empty=False),
            name="published_period",
        )
        self.internal = Banner("warn", INTERNAL)
        self.source = muted()
        self.charts, self.map, self.arrivals = ChartsView(), MapCard(), ArrivalsCard()
        self.empty = EmptyState("chart-bar", NONE_PUBLISHED, ONLY_PUBLISHED)
        self.nobody = NobodyYet(desk)
        self.glance = holding(vbox(self.internal, self.source, self.charts, self.map, spacing=12))
        for part in (self.choice, self.period, self.nobody, self.empty, self.glance):
            part.hide()
            self.add(part)
        self.arrivals.hide()
        self.add(self.arrivals)
        self.add(None)
        bind(self.source, "setText", self._source)
        self.strip.chosen.connect(lambda _key: self._read())
        self.choice.chosen.connect(self._count)
        self.arrivals.changed.connect(self._read_weeks)
        self.period.control.edited.connect(self._choose)
        desk.tasks.changed.connect(lambda _kinds: setattr(self, "_stale", True))

    @property
    def exact(self) -> bool:
        """Whether exact counts are looked at."""
        return self._desk.session.coordinator and self.strip.key() == EXACT

    def open(self, **_arguments: Any) -> None:
        """Show what is so now, with the focus on the period."""
        if self._stale:
            self._stale = False
            self._read()
        self._first().setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Write it in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "glance"):
            self.choice.redraw()
            self.map.redraw()
            self.arrivals.redraw()
            self._reload()
            self._draw()

    def _read(self) -> None:
        for part in (self.choice, self.period, self.nobody, self.empty, self.arrivals):
            part.hide()
        self._show(None)
        if self.exact:
            self._desk.tasks.run(on_screen.available, self._offer, owner=self, latest="overview")
        else:
            self._desk.tasks.run(overview.published, self._tell, owner=self, latest="overview")

    def _offer(self, months: list[Period]) -> None:
        self.nobody.stand_for((self.choice,), nobody=not months)
        self.choice.offer(months)
        self._count()
        if months:
            self._read_weeks()

    def _count(self) -> None:
        period = self.choice.content()
        if period is not None:
            self._desk.tasks.run(
                lambda uow: overview.exact(uow, period),
                self._show,
                owner=self,
                latest="overview",
            )

    def _tell(self, published: list[Overview]) -> None:
        self._published = published
        self.period.setVisible(bool(published))
        self.empty.setVisible(not published)
        before = self.period.control.content()
        self._reload()
        labels = [each.period.label for each in published]
        self.period.control.set_value(before if before in labels else next(iter(labels), None))
        self._choose()
        if published:
            self._read_weeks()

    def _read_weeks(self) -> None:
        """Show the weeks of the months chosen: counted, or as the reports have them."""
        months, today = self.arrivals.months, self._desk.clock.now().date()
        if self.exact:
            self._desk.tasks.run(
                lambda uow: arrivals.count(uow, months),
                lambda found: self._show_weeks(partial(arrivals.exact, found), exact=True),
                owner=self,
                latest="weeks",
            )
        else:
            found = self._published
            told = partial(arrivals.published, found, months, today)
            self._show_weeks(told, exact=False)

    def _show_weeks(self, told: Callable[[Words], Arrivals], *, exact: bool) -> None:
        if exact == self.exact:  # the other tab may have been chosen meanwhile
            self.arrivals.show_arrivals(told)
            self.arrivals.show()

    def _choose(self) -> None:
        label = self.period.control.content()
        found = [each for each in self._published if each.period.label == label]
        self._show(found[0] if found else None)

    def _show(self, shown: Overview | None) -> None:
        """Show an overview; None leaves only what there is to choose from."""
        self.shown = shown
        if shown is None:
            self.glance.hide()
            return
        for part, needed in (
            (self.choice, shown.exact),
            (self.period, not shown.exact),
            (self.internal, shown.exact),
            (self.source, not shown.exact),
        ):
            part.setVisible(needed)
        self._draw()
        self.glance.show()

    def _draw(self) -> None:
        bind(self.source, "setText", self._source)
        if self.shown is not None:
            self.charts.show_overview(self.shown)
            self.map.show_tables(self.shown.tables)

    def _first(self) -> Any:
        if self._desk.session.coordinator:
            return self.strip
        return self.period.control.focus_target()

    def _reload(self) -> None:
        if isinstance(self.period.control, CodeBox):
            self.period.control.combo.reload()

    def _options(self) -> list[tuple[str, str]]:
        words = Words(i18n.language())
        return [(each.period.label, words.period(each.period)) for each in self._published]

    def _source(self) -> str:
        if self.shown is None or self.shown.exact:
            return ""
        numbers = ", ".join(i18n.number(number) for number in self.shown.releases)
        return _(
            "As published, number {numbers} in the ledger: nothing here says more than those files."
        ).format(numbers=numbers)
