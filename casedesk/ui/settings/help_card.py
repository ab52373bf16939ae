"""The ways to the keys and to the tour, for whoever has forgotten them."""

from casedesk.i18n import N_
from casedesk.ui.desk import Desk
from casedesk.ui.help.panel import KEYS, TOUR
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import FlowLayout
from casedesk.ui.kit.surfaces import Card, holding


class HelpCard(Card):
    """Two buttons; the help itself opens beside the page."""

    def __init__(self, desk: Desk) -> None:
        self.keys = button(N_("Shortcuts"), "list-check", name="show_keys")
        self.tour = button(N_("Take the tour"), "route", name="take_tour")
        row = FlowLayout(10)
        row.addWidget(self.keys)
        row.addWidget(self.tour)
        words = muted(N_("F1 shows the help of each page, without a network."))
        super().__init__(h2(N_("Help")), words, holding(row), name="help_card")
        self.keys.clicked.connect(lambda: desk.help_wanted.emit(KEYS))
        self.tour.clicked.connect(lambda: desk.help_wanted.emit(TOUR))
