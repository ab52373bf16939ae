"""Reports: publishing them, what was published, and the exact counts behind them."""

from collections.abc import Callable

from casedesk.i18n import N_
from casedesk.ui.desk import Desk
from casedesk.ui.kit.navigation import Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.reports.exact_section import ExactSection
from casedesk.ui.reports.ledger_section import LedgerSection
from casedesk.ui.reports.publish_section import PublishSection
from casedesk.ui.settings.section import Section

PUBLISH, LEDGER, EXACT = "publish", "ledger", "exact"
_SECTIONS: dict[str, tuple[str, Callable[[Desk], Section]]] = {
    PUBLISH: (N_("Publish"), PublishSection),
    LEDGER: (N_("What was published"), LedgerSection),
    EXACT: (N_("Exact counts"), ExactSection),
}


class ReportsPage(Page):
    """Its sections are made on first use."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Reports"), name="reports_page")
        self._desk = desk
        self._stale: set[str] = set(_SECTIONS)
        self.sections: dict[str, Section] = {}
        places = [Place(key, words) for key, (words, _make) in _SECTIONS.items()]
        self.strip = TabStrip(places)
        self.strip.setObjectName("tabs")
        self.strip.chosen.connect(self.show_section)
        self.head.addWidget(self.strip)
        desk.tasks.changed.connect(lambda _kinds: self._stale.update(_SECTIONS))

    def open(self, section: str = "") -> None:
        """Show a section; the one shown last unless another is asked for."""
        self.strip.setFocus()  # unless a section that is up to date takes it
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)
        self.show_section(section or self.strip.key())

    def show_section(self, key: str) -> None:
        """Show a section, up to date."""
        if key not in self.sections:
            self.sections[key] = _SECTIONS[key][1](self._desk)
            self.body.addWidget(self.sections[key], 1)
        self.strip.show_place(key)
        for each, made in self.sections.items():
            made.setVisible(each == key)
        if key in self._stale:
            self._stale.discard(key)
            self.sections[key].open()
