"""The pages there are: what they are called, who may see them, and how they are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from casedesk.i18n import N_
from casedesk.ui.desk import Desk
from casedesk.ui.kit.page import Page

Make: TypeAlias = Callable[[Desk], Page]
#: the pages whose modules were read, by their keys
_read: dict[str, Make] = {}


@dataclass(frozen=True)
class PlaceInShell:
    """A page; without an icon it is reached from other pages only."""

    key: str
    read: Callable[[], Make]
    title: str = ""
    icon: str = ""
    coordinators: bool = False
    #: its modules take long enough to read for a window to stand still meanwhile
    heavy: bool = False

    @property
    def ready(self) -> bool:
        """Whether it can be made at once."""
        return not self.heavy or self.key in _read

    def load(self) -> Make:
        """Read its modules, on any thread; the first time takes a while."""
        if self.key not in _read:
            _read[self.key] = self.read()
        return _read[self.key]

    def make(self, desk: Desk) -> Page:
        """A new page."""
        return self.load()(desk)


def _today() -> Make:
    from casedesk.ui.today.page import TodayPage  # noqa: PLC0415 - pages are loaded when shown

    return TodayPage


def _overview() -> Make:
    from casedesk.ui.overview.page import OverviewPage  # noqa: PLC0415 - as above

    return OverviewPage


def _house() -> Make:
    from casedesk.ui.house.page import HousePage  # noqa: PLC0415 - as above

    return HousePage


def _check_in() -> Make:
    from casedesk.ui.house.check_in_page import CheckInPage  # noqa: PLC0415 - as above

    return CheckInPage


def _handover() -> Make:
    from casedesk.ui.today.handover_page import HandoverPage  # noqa: PLC0415 - as above

    return HandoverPage


def _cases() -> Make:
    from casedesk.ui.cases.list_page import CasesPage  # noqa: PLC0415 - as above

    return CasesPage


def _person() -> Make:
    from casedesk.ui.cases.intake.page import NewPersonPage  # noqa: PLC0415 - as above

    return NewPersonPage


def _case() -> Make:
    from casedesk.ui.cases.casefile.page import CasePage  # noqa: PLC0415 - as above

    return CasePage


def _merge() -> Make:
    from casedesk.ui.cases.merge_page import MergePage  # noqa: PLC0415 - as above

    return MergePage


def _incident() -> Make:
    from casedesk.ui.incidents.incident_page import IncidentPage  # noqa: PLC0415 - as above

    return IncidentPage


def _follow_ups() -> Make:
    from casedesk.ui.follow_ups.page import FollowUpsPage  # noqa: PLC0415 - as above

    return FollowUpsPage


def _clocks() -> Make:
    from casedesk.ui.clocks.page import ClocksPage  # noqa: PLC0415 - as above

    return ClocksPage


def _rights() -> Make:
    from casedesk.ui.rights.page import RightsPage  # noqa: PLC0415 - as above

    return RightsPage


def _reports() -> Make:
    from casedesk.ui.reports.reports_page import ReportsPage  # noqa: PLC0415 - as above

    return ReportsPage


def _imports() -> Make:
    from casedesk.ui.imports.imports_page import ImportsPage  # noqa: PLC0415 - as above

    return ImportsPage


def _settings() -> Make:
    from casedesk.ui.settings.settings_page import SettingsPage  # noqa: PLC0415 - as above

    return SettingsPage


PLACES = (
    PlaceInShell("today", _today, N_("Today"), "sun"),
    PlaceInShell("overview", _overview, N_("Overview"), "chart-bar", heavy=True),
    PlaceInShell("cases", _cases, N_("People and cases"), "folders"),
    PlaceInShell("follow_ups", _follow_ups, N_("Follow-ups"), "bell"),
    PlaceInShell("clocks", _clocks, N_("Time limits"), "hourglass"),
    PlaceInShell("rights", _rights, N_("Rights"), "checklist", heavy=True),
    PlaceInShell(
        "reports", _reports, N_("Reports"), "report-analytics", coordinators=True, heavy=True
    ),
    PlaceInShell("imports", _imports, N_("Bring in"), "file-import", coordinators=True, heavy=True),
    PlaceInShell("settings", _settings, N_("Settings"), "settings"),
    PlaceInShell("house", _house),
    PlaceInShell("check_in", _check_in),
    PlaceInShell("handover", _handover),
    PlaceInShell("person", _person),
    PlaceInShell("case", _case, heavy=True),
    PlaceInShell("incident", _incident),
    PlaceInShell("merge", _merge),
)


def places(desk: Desk) -> dict[str, PlaceInShell]:
    """The pages that whoever has the vault open may see."""
    return {
        place.key: place for place in PLACES if desk.session.coordinator or not place.coordinators
    }


#: pages within the one that the sidebar shows
UNDER: dict[str, str] = {
    "house": "today",
    "check_in": "today",
    "handover": "today",
    "person": "cases",
    "case": "cases",
    "incident": "cases",
    "merge": "cases",
}

Arguments = dict[str, Any]
