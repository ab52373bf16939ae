"""The page of settings, in sections made on first use."""

from collections.abc import Callable
from dataclasses import dataclass

from casedesk.i18n import N_
from casedesk.ui.desk import Desk
from casedesk.ui.kit.navigation import Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.settings.about_section import AboutSection
from casedesk.ui.settings.backups_section import BackupsSection
from casedesk.ui.settings.content_section import ContentSection
from casedesk.ui.settings.fields_section import FieldsSection
from casedesk.ui.settings.record_section import RecordSection
from casedesk.ui.settings.rooms_section import RoomsSection
from casedesk.ui.settings.section import Section
from casedesk.ui.settings.users_section import UsersSection
from casedesk.ui.settings.you_section import YouSection


@dataclass(frozen=True)
class _Sort:
    """A section: its words, how it is made, and for whom it is."""

    title: str
    make: Callable[[Desk], Section]
    coordinators: bool = False


SECTIONS = {
    "you": _Sort(N_("You and this computer"), YouSection),
    "users": _Sort(N_("Users"), UsersSection, coordinators=True),
    "rooms": _Sort(N_("Rooms and beds"), RoomsSection, coordinators=True),
    "fields": _Sort(N_("Fields"), FieldsSection, coordinators=True),
    "backups": _Sort(N_("Backups"), BackupsSection),
    "content": _Sort(N_("Content"), ContentSection),
    "record": _Sort(N_("Record of use"), RecordSection, coordinators=True),
    "about": _Sort(N_("About"), AboutSection),
}


class SettingsPage(Page):
    """Everything here is applied at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Settings"), name="settings_page")
        self._desk = desk
        self.sections: dict[str, Section] = {}
        shown = {
            key: sort
            for key, sort in SECTIONS.items()
            if desk.session.coordinator or not sort.coordinators
        }
        self._shown = shown
        self.strip = TabStrip([Place(key, sort.title) for key, sort in shown.items()])
        self.strip.setObjectName("tabs")
        self.strip.chosen.connect(self.show_section)
        self.head.addWidget(self.strip)
        self.body.addStretch(1)

    def open(self, section: str = "") -> None:
        """Show a section; the one shown last unless another is asked for."""
        self.show_section(section or self.strip.key())
        self.strip.setFocus()

    def show_section(self, key: str) -> None:
        """Show a section that whoever is here may see."""
        if key not in self._shown:
            return
        if key not in self.sections:
            self.sections[key] = self._shown[key].make(self._desk)
            self.body.insertWidget(0, self.sections[key])
        self.strip.show_place(key)
        for each, made in self.sections.items():
            made.setVisible(each == key)
        self.sections[key].open()
